// @ts-check
// npm runs this after `npm pack`: in the checkout, package-lock.json alone says which versions are installed.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

await rm(join(import.meta.dirname, '..', 'npm-shrinkwrap.json'), { force: true });
