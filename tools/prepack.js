// @ts-check
// npm runs this before `npm pack`: the package needs the build, and the versions of its dependencies that were tested, for
// `npm ci` where it is unpacked. npm never packs package-lock.json, but it does npm-shrinkwrap.json, which has the same format.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIfChanged } from './buildProgram.js';

const root = join(import.meta.dirname, '..');

if (!(await buildIfChanged())) process.exit(1);
await copyFile(join(root, 'package-lock.json'), join(root, 'npm-shrinkwrap.json'));
