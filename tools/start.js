// @ts-check
// `npm start`: builds if a source changed since the last build, then serves.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfChanged } from './buildProgram.js';
import { readEnvFile } from './readEnvFile.js';
import { stopWithNpm } from './stopWithNpm.js';

const root = join(import.meta.dirname, '..');

if (!existsSync(join(root, 'node_modules'))) {
  console.error('The dependencies of Registre are not installed: run "npm ci", then "npm start" again.');
  process.exit(1);
}
if (!(await buildIfChanged())) process.exit(1);
stopWithNpm();
readEnvFile(root);
process.argv.push('serve');
await import(new URL('../dist/src/cli/main.js', import.meta.url).href);
