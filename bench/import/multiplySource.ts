import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes the four files of beta.gouv.fr with their rows multiplied. Each copy has the same rows with other ids. */
export async function writeMultipliedSource(source: string, folder: string, times: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const copies = Array.from({ length: times }, (_, copy) => (copy === 0 ? '' : `-${copy}`));
  const startups = await read(source, 'startups.json', isStartups);
  await write(folder, 'startups.json', {
    ...startups,
    data: copies.flatMap((copy) => startups.data.map((row) => withCopySuffix(row, copy))),
    included: copies.flatMap((copy) => startups.included.map((row) => withCopySuffix(row, copy))),
  });
  const incubators = Object.entries(await read(source, 'incubators.json', isObject));
  const copied = copies.flatMap((copy) => incubators.map(([id, row]) => [`${id}${copy}`, withCopySuffix(row, copy)]));
  await write(folder, 'incubators.json', Object.fromEntries(copied));
  for (const file of ['organisations.json', 'authors.json']) {
    const rows = await read(source, file, Array.isArray);
    await write(
      folder,
      file,
      copies.flatMap((copy) => rows.map((row: unknown) => withCopySuffix(row, copy))),
    );
  }
}

/** Adds the suffix of the copy to the id of a row and to all ids that it refers to. Ids are the values of {@link ID_KEYS}. */
function withCopySuffix(value: unknown, copy: string, key = ''): unknown {
  if (typeof value === 'string') return ID_KEYS.has(key) && value !== '' ? `${value}${copy}` : value;
  if (Array.isArray(value)) return value.map((item) => withCopySuffix(item, copy, key));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withCopySuffix(inner, copy, name)]));
}

const ID_KEYS: ReadonlySet<string> = new Set(['id', 'sponsors', 'owner', 'startups', 'previously']);

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
  if (!is(value)) throw new Error(`${file} does not have the structure of the file of beta.gouv.fr.`);
  return value;
}

function write(folder: string, file: string, value: unknown): Promise<void> {
  return writeFile(join(folder, file), JSON.stringify(value));
}
