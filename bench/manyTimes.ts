import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the four files of beta.gouv.fr so many times as large: each copy has the same rows, with ids of its own. */
export async function writeManyTimes(source: string, folder: string, times: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const copies = Array.from({ length: times }, (_, copy) => (copy === 0 ? '' : `-${copy}`));
  const startups = await read(source, 'startups.json', isStartups);
  await write(folder, 'startups.json', {
    ...startups,
    data: copies.flatMap((copy) => startups.data.map((row) => renamed(row, copy))),
    included: copies.flatMap((copy) => startups.included.map((row) => renamed(row, copy))),
  });
  const incubators = Object.entries(await read(source, 'incubators.json', isObject));
  const copied = copies.flatMap((copy) => incubators.map(([id, row]) => [`${id}${copy}`, renamed(row, copy)]));
  await write(folder, 'incubators.json', Object.fromEntries(copied));
  for (const file of ['organisations.json', 'authors.json']) {
    const rows = await read(source, file, Array.isArray);
    await write(
      folder,
      file,
      copies.flatMap((copy) => rows.map((row: unknown) => renamed(row, copy))),
    );
  }
}

/** A row under another id, as are all that it names: ids stand under these keys, alone or in lists. */
function renamed(value: unknown, copy: string, key = ''): unknown {
  if (typeof value === 'string') return NAMED.has(key) && value !== '' ? `${value}${copy}` : value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, copy, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renamed(inner, copy, name)]));
}

const NAMED: ReadonlySet<string> = new Set(['id', 'sponsors', 'owner', 'startups', 'previously']);

interface StartupsFile {
  readonly data: readonly unknown[];
  readonly included: readonly unknown[];
}

function isStartups(value: unknown): value is StartupsFile {
  return isObject(value) && Array.isArray(value.data) && Array.isArray(value.included);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function read<T>(source: string, file: string, is: (value: unknown) => value is T): Promise<T> {
  const value: unknown = JSON.parse(await readFile(join(source, file), 'utf8'));
  if (!is(value)) throw new Error(`${file} has not the shape of beta.gouv.fr's`);
  return value;
}

function write(folder: string, file: string, value: unknown): Promise<void> {
  return writeFile(join(folder, file), JSON.stringify(value));
}
