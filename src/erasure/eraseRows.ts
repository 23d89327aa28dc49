import type { PoolClient } from 'pg';
import { ERASURE_EXCEPTIONS } from '../register/erasureExceptions.ts';
import { cutText, lengthOf, trimBlanks } from '../values/acceptance/texts.ts';
import { isMailbox, redactJson, redactValue, SLUG_PREFIX } from './redactValue.ts';
import type { SearchTerms } from './SearchTerms.ts';
import { sqlName, type TextColumn, type TextTable } from './textTables.ts';

/** The number of rows of a table that match, and of matches in them. */
export interface TableMatches {
  readonly table: string;
  readonly rows: number;
  readonly occurrences: number;
}

/** The replacements of one erasure: equal values get equal replacements everywhere. It is never stored. */
export interface ErasureState {
  /** The id of the erasure record: it distinguishes the replacements from those of other erasures. */
  readonly recordId: number;
  /** New slugs by erased slugs. */
  readonly slugs: Map<string, string>;
  /** The numbers of replacements in columns with a unique index, by table, column and erased value. */
  readonly unique: Map<string, number>;
  /** The parent tables, by the name of the column that references them. */
  readonly parentTables: ReadonlyMap<string, string>;
  /** The ids of the parents of changed rows, by parent table. */
  readonly parents: Map<string, Set<number>>;
  /** The ids of the sources of the erased rows. */
  readonly sources: Set<number>;
}

export async function findRows(client: PoolClient, table: TextTable, terms: SearchTerms): Promise<TableMatches> {
  const matches = await findMatches(client, table, terms, []);
  const name = table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
  const occurrences = matches.reduce((all, match) => all + match.occurrences, 0);
  return { table: name, rows: matches.length, occurrences };
}

/** Replaces the search terms in the rows of a table. Rows that only hold the erased value, such as a link, are deleted. */
export async function eraseRows(
  client: PoolClient,
  table: TextTable,
  terms: SearchTerms,
  state: ErasureState,
): Promise<void> {
  const matches = await findMatches(client, table, terms, [...state.parentTables.keys()]);
  for (const { row, at, columns } of matches) {
    if (typeof row.source_id === 'number') state.sources.add(row.source_id);
    // A row without `updated_at` has no version of its own: `eraseRegister` updates its parents.
    if (table.schema === 'public' && table.hasHistory && !table.columnNames.has('updated_at')) addParents(state, row);
    const hasErasedUrl = DELETED_WITH_ADDRESS.has(table.name) && columns.some(({ rule }) => rule === 'url');
    if (hasErasedUrl || DELETED_WITH_TEXT.has(table.name)) {
      await client.query(`DELETE FROM ${sqlName(table)} WHERE ctid = $1::tid`, [at]);
    } else await updateRow(client, table, at, columns, (column) => replacementOf(table, column, row, terms, state));
  }
}

export function addParents({ parents, parentTables }: ErasureState, row: Row): void {
  for (const [column, table] of parentTables) {
    const id = row[column];
    if (typeof id === 'number') parents.set(table, (parents.get(table) ?? new Set()).add(id));
  }
}

const DELETED_WITH_ADDRESS: ReadonlySet<string> = new Set(ERASURE_EXCEPTIONS.deletedWithAddress);
const DELETED_WITH_TEXT: ReadonlySet<string> = new Set(ERASURE_EXCEPTIONS.deletedWithText);

type Row = Readonly<Record<string, unknown>>;

interface RowMatch {
  /** The `ctid` of the row. It does not change until the update, because all tables are locked. */
  readonly at: string;
  readonly row: Row;
  readonly columns: TextColumn[];
  readonly occurrences: number;
}

const BATCH = 500;

/** @param keys additional columns to read, if the table has them. */
async function findMatches(
  client: PoolClient,
  table: TextTable,
  terms: SearchTerms,
  keys: readonly string[],
): Promise<RowMatch[]> {
  const keyColumns = ['id', 'source_id', ...keys].filter((name) => table.columnNames.has(name));
  const texts = table.columns.map(({ name, kind }) => (kind === 'list' ? `"${name}"` : `"${name}"::text AS "${name}"`));
  const list = ['ctid::text AS "ctid"', ...keyColumns, ...texts].join(', ');
  await client.query(`DECLARE erased NO SCROLL CURSOR FOR SELECT ${list} FROM ${sqlName(table)}`);
  const matches: RowMatch[] = [];
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`FETCH ${BATCH} FROM erased`);
    for (const row of rows) {
      const counts = table.columns.map((column) => countMatches(column, row[column.name], terms));
      const columns = table.columns.filter((_column, at) => (counts[at] ?? 0) > 0);
      const occurrences = counts.reduce((all, count) => all + count, 0);
      if (occurrences > 0) matches.push({ at: String(row.ctid), row, columns, occurrences });
    }
    if (rows.length < BATCH) break;
  }
  await client.query('CLOSE erased');
  return matches;
}

function countMatches({ kind, rule }: TextColumn, value: unknown, terms: SearchTerms): number {
  if (kind === 'list') return textsOf(value).reduce((all, text) => all + redactValue(terms, text).count, 0);
  if (typeof value !== 'string') return 0;
  if (rule !== 'plain') return terms.count(value);
  return kind === 'json' ? redactJson(terms, value).count : redactValue(terms, value).count;
}

function replacementOf(
  table: TextTable,
  column: TextColumn,
  row: Row,
  terms: SearchTerms,
  state: ErasureState,
): unknown {
  const value = row[column.name];
  if (column.kind === 'list') return textsOf(value).map((text) => fitted(column, redactValue(terms, text).text));
  const text = String(value);
  if (column.kind === 'json') return redactJson(terms, text).text;
  if (column.rule === 'slug') {
    const slug = `${SLUG_PREFIX}-${table.name.replaceAll('_', '-')}-${row.id}`;
    state.slugs.set(text, slug);
    return slug;
  }
  if (column.nullable && (column.rule === 'url' || isMailbox(text))) return null;
  let { text: redacted } = redactValue(terms, text);
  if (column.unique) {
    const suffix = uniqueSuffix(table, column, text, state);
    // A replaced URL or mailbox must stay valid: the suffix goes into the host name of the URL or the local part of the mailbox.
    redacted =
      redacted === terms.redact(text).text
        ? terms.redact(text, `${terms.replacement}-${suffix}`).text
        : redacted.replace('efface', `efface-${suffix}`);
  }
  return fitted(column, redacted);
}

/** A replacement can be longer than what it replaces: the text is cut, and does not end with a blank then. */
function fitted({ maximum }: TextColumn, text: string): string {
  return maximum === null || lengthOf(text, maximum) <= maximum ? text : trimBlanks(cutText(text, maximum));
}

function uniqueSuffix(
  { name }: TextTable,
  column: TextColumn,
  value: string,
  { unique, recordId }: ErasureState,
): string {
  const key = `${name}.${column.name}.${value}`;
  const number = unique.get(key) ?? unique.size + 1;
  unique.set(key, number);
  return `${recordId}-${number}`;
}

async function updateRow(
  client: PoolClient,
  table: TextTable,
  at: string,
  columns: readonly TextColumn[],
  newValue: (column: TextColumn) => unknown,
): Promise<void> {
  const set = columns.map(({ name, type }, place) => `"${name}" = $${place + 2}::${type}`);
  if (table.schema === 'public' && table.columnNames.has('updated_at')) set.push('updated_at = now()');
  const { rows } = await client.query<{ at: string }>(
    `UPDATE ${sqlName(table)} SET ${set.join(', ')} WHERE ctid = $1::tid RETURNING ctid::text AS at`,
    [at, ...columns.map(newValue)],
  );
  const [updated] = rows;
  if (!updated) throw new Error(`a row of ${sqlName(table)} moved although the table is locked`);
  const computed = Object.entries(table.computed).map(([name, expression]) => `"${name}" = ${expression}`);
  if (computed.length > 0) {
    await client.query(`UPDATE ${sqlName(table)} SET ${computed.join(', ')} WHERE ctid = $1::tid`, [updated.at]);
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
