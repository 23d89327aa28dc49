// @ts-check
// `npm start`: builds if something changed since the last build, then serves. JavaScript, so that Node starts it as it is:
// what has not changed is not compiled again to find that out.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
// As old as the beginning of the last build that succeeded.
const built = changedAt('dist/.built');
const SOURCES = ['src', 'ormconfig.ts', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'];

if (built === null || SOURCES.some((path) => hasChanged(path, built))) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
process.setSourceMapsEnabled(true);
process.argv.push('serve');
await import(new URL('../dist/src/cli.js', import.meta.url).href);

/**
 * Whether a file, or anything in a folder, is younger than the build; a folder is when something came into it or went.
 * @param {string} path
 * @param {number} since
 * @returns {boolean}
 */
function hasChanged(path, since) {
  const changed = changedAt(path);
  if (changed === null) return false;
  if (changed >= since) return true;
  const found = statSync(join(root, path));
  return found.isDirectory() && readdirSync(join(root, path)).some((name) => hasChanged(join(path, name), since));
}

/**
 * @param {string} path
 * @returns {number | null}
 */
function changedAt(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? null;
}
