import type { PoolClient } from 'pg';
import { ERASURE_EXCEPTIONS } from '../../register/erasureExceptions.ts';
import { cleanJson, cleanValue, isMailbox, SLUG_PREFIX } from './cleanValue.ts';
import type { Forgotten } from './Forgotten.ts';
import type { TextColumn, TextTable } from './textTables.ts';
import { sqlName } from './textTables.ts';

/** What was found in a table. */
export interface FoundRows {
  readonly table: string;
  readonly rows: number;
  readonly occurrences: number;
}

/** What an erasure remembers as it goes, so that one same value gives one same other everywhere. Never stored. */
export interface Memory {
  /** Tells its replacements from those of another erasure. */
  readonly tombstone: number;
  /** New slugs by former ones. */
  readonly slugs: Map<string, string>;
  /** Values of columns where no two rows may hold the same. */
  readonly unique: Map<string, number>;
  /** The tables that rows of others belong to, by the columns that lead to them. */
  readonly parentTables: ReadonlyMap<string, string>;
  /** The ids of rows whose children changed, by their table. */
  readonly parents: Map<string, Set<number>>;
  /** The ids of the sources that gave what was found. */
  readonly sources: Set<number>;
}

/** Counts what is to be forgotten in a table. */
export async function findRows(client: PoolClient, table: TextTable, forgotten: Forgotten): Promise<FoundRows> {
  const hits = await hitsIn(client, table, forgotten, []);
  return foundIn(table, hits);
}

/** Takes what is to be forgotten out of the rows of a table; a row that is nothing but its address goes with it. */
export async function eraseRows(
  client: PoolClient,
  table: TextTable,
  forgotten: Forgotten,
  memory: Memory,
): Promise<FoundRows> {
  const hits = await hitsIn(client, table, forgotten, [...memory.parentTables.keys()]);
  for (const { row, at, columns } of hits) {
    if (typeof row.source_id === 'number') memory.sources.add(row.source_id);
    if (table.schema === 'public' && table.remembered && !table.all.has('updated_at')) rememberParents(memory, row);
    const goes = DELETED_WITH_ADDRESS.has(table.name) && columns.some(({ rule }) => rule === 'url');
    if (goes || DELETED_WITH_TEXT.has(table.name)) {
      await client.query(`DELETE FROM ${sqlName(table)} WHERE ctid = $1::tid`, [at]);
    } else await rewrite(client, table, at, columns, (column) => replaced(table, column, row, forgotten, memory));
  }
  return foundIn(table, hits);
}

/** Keeps in mind what a row belongs to. */
export function rememberParents({ parents, parentTables }: Memory, row: Row): void {
  for (const [column, table] of parentTables) {
    const id = row[column];
    if (typeof id === 'number') parents.set(table, (parents.get(table) ?? new Set()).add(id));
  }
}

const DELETED_WITH_ADDRESS: ReadonlySet<string> = new Set(ERASURE_EXCEPTIONS.deletedWithAddress);
const DELETED_WITH_TEXT: ReadonlySet<string> = new Set(ERASURE_EXCEPTIONS.deletedWithText);

type Row = Readonly<Record<string, unknown>>;

interface Hit {
  /** Where the row is. All tables are locked: it stays there until we write it. */
  readonly at: string;
  readonly row: Row;
  readonly columns: TextColumn[];
  readonly occurrences: number;
}

const BATCH = 500;

/** @param keys columns to read as well, where the table has them. */
async function hitsIn(
  client: PoolClient,
  table: TextTable,
  forgotten: Forgotten,
  keys: readonly string[],
): Promise<Hit[]> {
  const beside = ['id', 'source_id', ...keys].filter((name) => table.all.has(name));
  const texts = table.columns.map(({ name, kind }) => (kind === 'list' ? `"${name}"` : `"${name}"::text AS "${name}"`));
  const list = ['ctid::text AS "ctid"', ...beside, ...texts].join(', ');
  await client.query(`DECLARE erased NO SCROLL CURSOR FOR SELECT ${list} FROM ${sqlName(table)}`);
  const hits: Hit[] = [];
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`FETCH ${BATCH} FROM erased`);
    for (const row of rows) {
      const counts = table.columns.map((column) => countIn(column, row[column.name], forgotten));
      const columns = table.columns.filter((_column, at) => (counts[at] ?? 0) > 0);
      const occurrences = counts.reduce((all, count) => all + count, 0);
      if (occurrences > 0) hits.push({ at: String(row.ctid), row, columns, occurrences });
    }
    if (rows.length < BATCH) break;
  }
  await client.query('CLOSE erased');
  return hits;
}

function countIn({ kind, rule }: TextColumn, value: unknown, forgotten: Forgotten): number {
  if (kind === 'list') return textsOf(value).reduce((all, text) => all + cleanValue(forgotten, text).count, 0);
  if (typeof value !== 'string') return 0;
  if (rule !== 'plain') return forgotten.count(value);
  return kind === 'json' ? cleanJson(forgotten, value).count : cleanValue(forgotten, value).count;
}

function replaced(table: TextTable, column: TextColumn, row: Row, forgotten: Forgotten, memory: Memory): unknown {
  const value = row[column.name];
  if (column.kind === 'list') return textsOf(value).map((text) => cleanValue(forgotten, text).text);
  const text = String(value);
  if (column.kind === 'json') return cleanJson(forgotten, text).text;
  if (column.rule === 'slug') return newSlug(table, row, text, memory);
  if (column.nullable && (column.rule === 'url' || isMailbox(text))) return null;
  let { text: cleaned } = cleanValue(forgotten, text);
  if (column.unique) {
    const number = numberOf(table, column, text, memory);
    // An address stays one: its reserved name takes the number.
    cleaned =
      cleaned === forgotten.without(text).text
        ? forgotten.without(text, `${forgotten.replacement}-${number}`).text
        : cleaned.replace('efface', `efface-${number}`);
  }
  return column.maximum === null ? cleaned : [...cleaned].slice(0, column.maximum).join('');
}

function newSlug({ name }: TextTable, { id }: Row, former: string, { slugs }: Memory): string {
  const slug = `${SLUG_PREFIX}-${name.replaceAll('_', '-')}-${id}`;
  slugs.set(former, slug);
  return slug;
}

function numberOf({ name }: TextTable, column: TextColumn, value: string, { unique, tombstone }: Memory): string {
  const key = `${name}.${column.name}.${value}`;
  const number = unique.get(key) ?? unique.size + 1;
  unique.set(key, number);
  return `${tombstone}-${number}`;
}

async function rewrite(
  client: PoolClient,
  table: TextTable,
  at: string,
  columns: readonly TextColumn[],
  newValue: (column: TextColumn) => unknown,
): Promise<void> {
  const set = columns.map(({ name, type }, place) => `"${name}" = $${place + 2}::${type}`);
  if (table.schema === 'public' && table.all.has('updated_at')) set.push('updated_at = now()');
  const { rows } = await client.query<{ at: string }>(
    `UPDATE ${sqlName(table)} SET ${set.join(', ')} WHERE ctid = $1::tid RETURNING ctid::text AS at`,
    [at, ...columns.map(newValue)],
  );
  const [written] = rows;
  if (!written) throw new Error(`a row of ${sqlName(table)} is no longer where it was`);
  const computed = Object.entries(table.computed).map(([name, expression]) => `"${name}" = ${expression}`);
  if (computed.length > 0) {
    await client.query(`UPDATE ${sqlName(table)} SET ${computed.join(', ')} WHERE ctid = $1::tid`, [written.at]);
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function foundIn({ schema, name }: TextTable, hits: readonly Hit[]): FoundRows {
  const table = schema === 'public' ? name : `${schema}.${name}`;
  return { table, rows: hits.length, occurrences: hits.reduce((all, { occurrences }) => all + occurrences, 0) };
}
