// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeAbandoned, replaceFolder } from './replaceFolder.js';

const root = join(import.meta.dirname, '..');
const BUILT = join(root, 'dist', 'src');

/** The sources of the build. The build contains a hash of their contents, and is up to date while the hash is the same. */
const SOURCES = ['src', 'tools', 'ormconfig.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const HASH_FILE = 'sources.sha256';

/** Development dependencies that the build runs or bundles. */
const BUILD_DEPENDENCIES = ['tsx', 'esbuild', 'graphiql', 'react'];

const NO_BUILD_TOOLS =
  'Registre is not built, and the development dependencies of the build are not installed. Run "npm ci --include=dev", ' +
  'then the same command again. For a production installation without them, see docs/deployment.md.';

/**
 * Builds if a source changed since the build in `dist/`.
 * @returns {Promise<boolean>} false if the build failed; the errors are printed.
 */
export async function buildIfChanged() {
  return isBuilt() || buildProgram();
}

/**
 * Whether the development dependencies that a build needs are installed.
 * @returns {boolean}
 */
export function canBuild() {
  return BUILD_DEPENDENCIES.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
}

/**
 * Builds `dist/`: the bundle of the explorer, then the program, which replaces the former one in one step. The hash of the sources is
 * computed first. A source that changes during the build, or a killed build, therefore leads to another build.
 * @returns {Promise<boolean>} false if the build failed; the errors are printed.
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
    const { bundleProgram } = await import('./bundleProgram.js');
    await bundleProgram(folder);
    const database = join(folder, 'src', 'database', 'embedded', 'emptyDatabase.tar.gz');
    if (!run('--import', 'tsx', 'tools/explorer/bundle.ts')) return false;
    if (!run('tools/createEmptyDatabase.js', database)) return false;
    await writeFile(join(folder, 'src', HASH_FILE), hash);
    await chmod(join(folder, 'src', 'cli', 'main.js'), 0o755);
    for (const file of ['ormconfig.js', 'ormconfig.js.map']) await rename(join(folder, file), join(root, 'dist', file));
    await replaceFolder(join(folder, 'src'), BUILT);
  } catch (error) {
    console.error(`The build failed: ${error instanceof Error ? error.message : error}`);
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await linkCommand();
  return true;
}

/** @returns {boolean} */
function isBuilt() {
  const file = join(BUILT, HASH_FILE);
  // An installed package contains the build and no sources.
  if (!existsSync(join(root, 'tsconfig.json'))) return true;
  return existsSync(file) && readFileSync(file, 'utf8') === sourcesHash();
}

/**
 * Runs a program with Node.js in the root of the checkout. Returns whether it succeeded.
 * @param {...string} args
 * @returns {boolean}
 */
function run(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Links `npx registre` in the checkout to its build. */
async function linkCommand() {
  const link = join(root, 'node_modules', '.bin', 'registre');
  await mkdir(dirname(link), { recursive: true });
  await rm(link, { force: true });
  await symlink(join('..', '..', 'dist', 'src', 'cli', 'main.js'), link).catch((error) => {
    // EEXIST: a concurrent build created the link. On Windows, links may need a right that the user lacks.
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
 * The sorted paths of the files in a folder, or the path of a single file, relative to the root.
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
