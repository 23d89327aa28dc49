import { createReadStream } from 'node:fs';
import { z } from 'zod';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const Row = z.record(z.string(), Cell);
export type Cell = z.infer<typeof Cell>;
export type Row = z.infer<typeof Row>;

/** However long the rows are, a page reads no more than this of a table. */
const MOST_BYTES = 128 * 1024;

/** Reads the first rows of a table from its JSON, which has a row per line, and no further. */
export async function readRows(path: string, count: number): Promise<Row[]> {
  const lines = await firstLines(path, count + 1);
  return lines
    .filter((line) => line.startsWith('{'))
    .slice(0, count)
    .map((line) => Row.parse(JSON.parse(line.replace(/,$/, ''))));
}

/** The first lines that are whole. */
async function firstLines(path: string, count: number): Promise<string[]> {
  let lines = [''];
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: MOST_BYTES - 1 })) {
    lines = `${lines.join('\n')}${chunk}`.split('\n');
    if (lines.length > count) break;
  }
  return lines.slice(0, -1);
}
