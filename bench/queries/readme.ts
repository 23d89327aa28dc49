import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';

const BEGIN = '<!-- measured: written by npm run bench -- --write -->';
const END = '<!-- /measured -->';

/** Puts what was measured in its place in bench/README.md. */
export async function writeMeasured(text: string): Promise<void> {
  const path = join(packageRoot, 'bench/README.md');
  const page = await readFile(path, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${path} has no place between ${BEGIN} and ${END}`);
  await writeFile(path, `${before}${BEGIN}\n${text}\n${END}${after}`);
}
