// @ts-check
// npm runs this before `npm pack`. The package needs the build, and the tested versions of its dependencies for `npm ci` in the
// unpacked package. npm never packs package-lock.json, but packs npm-shrinkwrap.json, which has the same format.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIfChanged } from './buildProgram.js';

const root = join(import.meta.dirname, '..');

if (!(await buildIfChanged())) process.exit(1);
await copyFile(join(root, 'package-lock.json'), join(root, 'npm-shrinkwrap.json'));
