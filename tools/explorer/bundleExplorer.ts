import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type OutputFile } from 'esbuild';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { BUNDLE_FOLDER, BUNDLE_LIST, type Bundle, readBundle } from '../../src/web/explorer/bundle.ts';
import { removeAbandoned, replaceFolder } from '../replaceFolder.js';
import { OPTIONS, SCRIPT, WORKERS } from './bundleOptions.ts';
import { inFrench } from './inFrench.ts';

/** Builds the bundle of the explorer, unless the existing one has the same sources. */
export async function bundleExplorer(): Promise<Bundle> {
  const key = await sourcesHash();
  const existing = await readBundle();
  return existing?.key === key ? existing : writeBundle(key, await buildFiles());
}

const BROWSER = join(packageRoot, 'src', 'web', 'explorer', 'browser');

/** A hash of the sources, the build options and the versions of the libraries. */
async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(packageRoot, 'package-lock.json')));
  for (const folder of [import.meta.dirname, BROWSER]) {
    for (const file of (await readdir(folder)).sort()) {
      hash.update(`\n${file}\n`).update(await readFile(join(folder, file)));
    }
  }
  return hash.digest('hex');
}

/** Builds the workers first: the script contains their file names, which have a hash of their content. */
async function buildFiles(): Promise<OutputFile[]> {
  const workers = await build({ ...OPTIONS, format: 'iife', entryPoints: WORKERS });
  const names = Object.keys(WORKERS).map((name) => [name, nameOf(workers.outputFiles, `${name}-`)]);
  const script = await build({
    ...OPTIONS,
    format: 'esm',
    splitting: true,
    plugins: [...OPTIONS.plugins, inFrench],
    entryPoints: { [SCRIPT]: join(BROWSER, 'main.ts') },
    define: { WORKERS: JSON.stringify(Object.fromEntries(names)) },
  });
  return [...workers.outputFiles, ...script.outputFiles];
}

/** Writes a temporary folder, which then replaces the bundle: a server that starts meanwhile finds a complete bundle. */
async function writeBundle(key: string, files: readonly OutputFile[]): Promise<Bundle> {
  const folder = `${BUNDLE_FOLDER}-${randomUUID()}`;
  await removeAbandoned(BUNDLE_FOLDER);
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map(({ path, contents }) => writeCompressed(join(folder, basename(path)), contents)));
  const bundle = {
    key,
    script: nameOf(files, `${SCRIPT}-`, '.js'),
    style: nameOf(files, `${SCRIPT}-`, '.css'),
    files: files.map(({ path }) => basename(path)).sort(),
  };
  await writeFile(join(folder, BUNDLE_LIST), JSON.stringify(bundle));
  await replaceFolder(folder, BUNDLE_FOLDER);
  return bundle;
}

function nameOf(files: readonly OutputFile[], prefix: string, suffix = ''): string {
  const found = files
    .map(({ path }) => basename(path))
    .find((name) => name.startsWith(prefix) && name.endsWith(suffix));
  if (found === undefined) throw new Error(`The build has no file ${prefix}…${suffix}.`);
  return found;
}

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

async function writeCompressed(path: string, contents: Uint8Array): Promise<void> {
  const [br, gz] = await Promise.all([
    brotli(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gzipped(contents, { level: 9 }),
  ]);
  await Promise.all([writeFile(path, contents), writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}
