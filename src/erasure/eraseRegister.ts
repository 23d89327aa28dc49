import type { PoolClient } from 'pg';
import type { OnProgress } from '../publishing/exportsDirectory/exportsLock.ts';
import type { ErasureRequest } from './checkErasure.ts';
import { eraseMembers, findMembers, keysOfMembers } from './eraseMembers.ts';
import { type ErasureState, eraseRows, findRows, type TableMatches } from './eraseRows.ts';
import type { SearchTerms } from './SearchTerms.ts';
import { parentTables, sqlName, type TextTable, textTables } from './textTables.ts';

interface RegisterErasureRequest extends Pick<ErasureRequest, 'members' | 'reason'> {
  readonly terms: SearchTerms;
  readonly memberSecret: () => Promise<string>;
  readonly actor: string;
  /** The number of matches in the files of releases, for the erasure record. */
  readonly occurrencesInReleases: number;
  readonly onProgress?: OnProgress;
}

interface RegisterErasure {
  /** Whether a current row changed; false if only history changed. */
  readonly wrote: boolean;
  readonly tables: readonly TableMatches[];
  /** The id of the erasure record; null if nothing matched. */
  readonly recordId: number | null;
  /** New slugs by erased slugs. */
  readonly slugs: ReadonlyMap<string, string>;
  /** The sources of the erased rows: the next import may bring the data back. */
  readonly sources: readonly string[];
}

/** The counts of startups have texts of these tables: ministry domains, topics and technologies. */
export const TABLES_OF_COUNTED_TEXTS = ['entity', 'startup'];

/**
 * Erases the search terms and members from the register and its history, in the transaction of a change. Current rows come
 * first: their previous values become history, which is erased next.
 */
export async function eraseRegister(client: PoolClient, erasure: RegisterErasureRequest): Promise<RegisterErasure> {
  const { terms, onProgress } = erasure;
  const tables = await textTables(client);
  // Block writes from the search to the commit. Reads continue.
  await client.query(`LOCK TABLE ${tables.map(sqlName).join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
  const keys = await keysOfMembers(client, erasure.members, erasure.memberSecret);
  const counts: (TableMatches & { readonly textTable?: TextTable })[] = [];
  for (const [at, table] of tables.entries()) {
    onProgress?.(`searching ${table.name}`, at, tables.length * 2);
    counts.push({ ...(await findRows(client, table, terms)), textTable: table });
  }
  counts.push(...(await findMembers(client, keys)));
  const matches = counts.filter(({ rows }) => rows > 0);
  const occurrences = matches.reduce((all, each) => all + each.occurrences, erasure.occurrencesInReleases);
  if (occurrences === 0) return { wrote: false, tables: [], recordId: null, slugs: new Map(), sources: [] };

  const state = await writeErasureRecord(client, erasure, occurrences, parentTables(tables));
  // Skip tables without a match. A table and its history table have the same name: if the table matches, erase from its history
  // too, because the writes below copy the previous rows there.
  const matchedTables = new Set(matches.map(({ textTable }) => textTable?.name));
  for (const [at, table] of tables.entries()) {
    onProgress?.(`erasing from ${table.name}`, tables.length + at, tables.length * 2);
    if (matchedTables.has(table.name)) await eraseRows(client, table, terms, state);
  }
  await eraseMembers(client, keys, state);
  if (TABLES_OF_COUNTED_TEXTS.some((name) => matchedTables.has(name)))
    await client.query('CALL public.fill_startup_counts()');
  // An update of a parent gives it the version of this change: the version of a parent covers its child rows.
  for (const [table, ids] of state.parents) {
    await client.query(`UPDATE public.${table} SET updated_at = now() WHERE id = ANY ($1)`, [[...ids]]);
  }
  return {
    // The matches of members have no `textTable`: the name of a history table, such as `history.membership`, contains a dot.
    wrote: matches.some(({ textTable, table }) =>
      textTable ? textTable.schema === 'public' && textTable.hasHistory : !table.includes('.'),
    ),
    tables: mergeByTable(matches),
    recordId: state.recordId,
    slugs: state.slugs,
    sources: await sourceNames(client, state.sources),
  };
}

/** Writes the erasure record. Without it, a trigger of the database rejects an update of the history. */
async function writeErasureRecord(
  client: PoolClient,
  { actor, reason }: RegisterErasureRequest,
  occurrences: number,
  parentTables: ErasureState['parentTables'],
): Promise<ErasureState> {
  // A sequence would skip the ids of dry runs, and a gap would look like a deleted erasure record.
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO erasure_record (id, actor, reason, occurrences) OVERRIDING SYSTEM VALUE
     SELECT coalesce(max(id), 0) + 1, $1, $2, $3 FROM erasure_record RETURNING id`,
    [actor, reason, occurrences],
  );
  const [record] = rows;
  if (!record) throw new Error('the erasure was not recorded');
  const emptyState = { slugs: new Map(), unique: new Map(), parents: new Map(), sources: new Set<number>() };
  return { recordId: record.id, parentTables, ...emptyState };
}

/** Adds up the matches of a table that has both texts and members. */
function mergeByTable(matches: readonly TableMatches[]): TableMatches[] {
  const byTable = new Map<string, TableMatches>();
  for (const { table, rows, occurrences } of matches) {
    const total = byTable.get(table) ?? { rows: 0, occurrences: 0 };
    byTable.set(table, { table, rows: total.rows + rows, occurrences: total.occurrences + occurrences });
  }
  return [...byTable.values()];
}

async function sourceNames(client: PoolClient, sources: ReadonlySet<number>): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM import_source WHERE id = ANY ($1) ORDER BY name',
    [[...sources]],
  );
  return rows.map(({ name }) => name);
}
