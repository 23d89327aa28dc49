import 'reflect-metadata';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { DERIVED_FOLDERS, derivedFiles } from './derivedFiles.ts';

const { check } = new Command('npm run generate --')
  .description('Writes the files that are generated from the code: the schema, the table schemas, pages of docs/.')
  .option('--check', 'write nothing, print the files that differ, and exit with 1 if there are any')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ check?: true }>();
const generated = new Map(Object.entries(await derivedFiles()));
const differing = await differingPaths();
if (!check) for (const path of differing) await writeOrRemove(path, generated.get(path));

if (differing.length === 0) console.log(`The ${generated.size} generated files are up to date.`);
else console.log(`${check ? 'These files differ. Run npm run generate' : 'Written'}:\n  ${differing.join('\n  ')}`);
process.exit(check && differing.length > 0 ? 1 : 0);

/** The paths of files that differ from the generated text, are missing, or should not exist. */
async function differingPaths(): Promise<string[]> {
  const paths = new Set([...generated.keys(), ...(await presentPaths())]);
  const texts = await Promise.all(
    [...paths].map(async (path) => [path, await readFile(join(packageRoot, path), 'utf8').catch(() => undefined)]),
  );
  return texts.flatMap(([path = '', text]) => (text === generated.get(path) ? [] : [path])).sort();
}

async function presentPaths(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of DERIVED_FOLDERS) {
    const entries = await readdir(join(packageRoot, folder), { withFileTypes: true }).catch(() => []);
    found.push(...entries.filter((entry) => entry.isFile()).map(({ name }) => `${folder}/${name}`));
  }
  return found;
}

async function writeOrRemove(path: string, text: string | undefined): Promise<void> {
  const file = join(packageRoot, path);
  if (text === undefined) return rm(file);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
