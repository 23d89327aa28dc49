// @ts-check
// npm runs this after `npm pack`. Only package-lock.json decides the installed versions of a checkout.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

await rm(join(import.meta.dirname, '..', 'npm-shrinkwrap.json'), { force: true });
