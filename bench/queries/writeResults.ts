import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';

const BEGIN = '<!-- results: written by npm run bench -- --write -->';
const END = '<!-- /results -->';

/** Replaces the results between the two markers of bench/README.md. */
export async function writeResults(text: string): Promise<void> {
  const path = join(packageRoot, 'bench/README.md');
  const page = await readFile(path, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${path} must contain the lines ${BEGIN} and ${END}.`);
  await writeFile(path, `${before}${BEGIN}\n${text}\n${END}${after}`);
}
