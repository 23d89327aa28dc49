// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeAbandoned, replaceFolder } from './replaceFolder.js';

const root = join(import.meta.dirname, '..');
const BUILT = join(root, 'dist', 'src');

/** What the build is made from. The hash of their contents is in the build: it is up to date if they have the same. */
const SOURCES = [
  'src',
  'tools',
  'ormconfig.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
  'package-lock.json',
];
const HASH_FILE = 'sources.sha256';

/** Development dependencies that the build runs or bundles. */
const NEEDED = ['typescript', 'tsx', 'esbuild', 'graphiql', 'react'];

const NO_BUILD_TOOLS =
  'Registre must be built, and the development dependencies that build it are not installed: run "npm ci --include=dev", ' +
  'then the same command again. To install for production without them, see docs/deployment.md.';

/**
 * Builds if the build in `dist/` was not made from the sources as they are.
 * @returns {Promise<boolean>} false if there are errors, which are printed.
 */
export async function buildIfChanged() {
  return isBuilt() || buildProgram();
}

/**
 * Whether the development dependencies that a build needs are installed.
 * @returns {boolean}
 */
export function canBuild() {
  return NEEDED.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
}

/**
 * Builds `dist/`: the bundle of the explorer, then the program, which replaces the former one in one step. The hash of the
 * sources is taken first: a source that changes during the build, or a build that is killed, leads to another build.
 * @returns {Promise<boolean>} false if there are errors, which are printed.
 */
export async function buildProgram() {
  if (!canBuild()) {
    console.error(NO_BUILD_TOOLS);
    return false;
  }
  const hash = sourcesHash();
  const folder = `${BUILT}-${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true });
    await removeAbandoned(BUILT);
    const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder];
    if (!run(...compiler) || !run('--import', 'tsx', 'tools/explorer/bundle.ts')) return false;
    await writeFile(join(folder, 'src', HASH_FILE), hash);
    await chmod(join(folder, 'src', 'cli', 'main.js'), 0o755);
    for (const file of ['ormconfig.js', 'ormconfig.js.map']) await rename(join(folder, file), join(root, 'dist', file));
    await replaceFolder(join(folder, 'src'), BUILT);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await linkCommand();
  return true;
}

/** @returns {boolean} */
function isBuilt() {
  const file = join(BUILT, HASH_FILE);
  // A package holds the build and no sources.
  if (!existsSync(join(root, 'tsconfig.build.json'))) return true;
  return existsSync(file) && readFileSync(file, 'utf8') === sourcesHash();
}

/**
 * Runs a program with Node in the root of the checkout; whether it succeeded.
 * @param {...string} args
 * @returns {boolean}
 */
function run(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** `npx registre` in the checkout runs its own build. */
async function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'registre');
  await mkdir(dirname(link), { recursive: true });
  await rm(link, { force: true });
  await symlink(join('..', '..', 'dist', 'src', 'cli', 'main.js'), link).catch((error) => {
    // Another build made the same link. On Windows, links may need a right that npm's own commands do without.
    if (error.code !== 'EEXIST' && process.platform !== 'win32') throw error;
  });
}

/** @returns {string} */
function sourcesHash() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesIn))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * The files of a folder, or the file itself, by their paths in the root; always in the same order.
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`));
}
