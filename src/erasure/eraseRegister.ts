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
  readonly inFiles: number;
  readonly onProgress?: OnProgress;
}

interface RegisterErasure {
  /** Whether a row of the register changed, and not only its history. */
  readonly wrote: boolean;
  readonly tables: readonly TableMatches[];
  /** The id of the erasure record; null when nothing was found. */
  readonly recordId: number | null;
  readonly slugs: ReadonlyMap<string, string>;
  /** Sources that gave what was found, and may give it again. */
  readonly sources: readonly string[];
}

/**
 * Erases the search terms and members from the register and its history, on the client of a change. Present rows come
 * first: their former values become history, which is erased next.
 */
export async function eraseRegister(client: PoolClient, erasure: RegisterErasureRequest): Promise<RegisterErasure> {
  const { terms, onProgress } = erasure;
  const tables = await textTables(client);
  // No write between the search and the end. Reads go on.
  await client.query(`LOCK TABLE ${tables.map(sqlName).join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
  const keys = await keysOfMembers(client, erasure.members, erasure.memberSecret);
  const counts: (TableMatches & { readonly of?: TextTable })[] = [];
  for (const [at, table] of tables.entries()) {
    onProgress?.(`looking into ${table.name}`, at, tables.length * 2);
    counts.push({ ...(await findRows(client, table, terms)), of: table });
  }
  counts.push(...(await findMembers(client, keys)));
  const found = counts.filter(({ rows }) => rows > 0);
  const occurrences = found.reduce((all, each) => all + each.occurrences, erasure.inFiles);
  if (occurrences === 0) return { wrote: false, tables: [], recordId: null, slugs: new Map(), sources: [] };

  const state = await writeErasureRecord(client, erasure, occurrences, parentTables(tables));
  // Writing adds rows to the history: only the first search knows the tables without any term.
  const touched = new Set(found.map(({ of }) => of?.name));
  for (const [at, table] of tables.entries()) {
    onProgress?.(`erasing in ${table.name}`, tables.length + at, tables.length * 2);
    if (touched.has(table.name)) await eraseRows(client, table, terms, state);
  }
  await eraseMembers(client, keys, state);
  for (const [table, ids] of state.parents) {
    await client.query(`UPDATE public.${table} SET updated_at = now() WHERE id = ANY ($1)`, [[...ids]]);
  }
  return {
    wrote: found.some(({ of, table }) => (of ? of.schema === 'public' && of.hasHistory : !table.includes('.'))),
    tables: mergeByTable(found),
    recordId: state.recordId,
    slugs: state.slugs,
    sources: await sourceNames(client, state.sources),
  };
}

/** Writes the erasure record: without it, the database rejects an update of the history. */
async function writeErasureRecord(
  client: PoolClient,
  { actor, reason }: RegisterErasureRequest,
  occurrences: number,
  parentTables: ErasureState['parentTables'],
): Promise<ErasureState> {
  // A sequence would skip the numbers of dry runs, and a gap would look like an erasure record that was removed.
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO erasure_record (id, actor, reason, occurrences) OVERRIDING SYSTEM VALUE
     SELECT coalesce(max(id), 0) + 1, $1, $2, $3 FROM erasure_record RETURNING id`,
    [actor, reason, occurrences],
  );
  const [record] = rows;
  if (!record) throw new Error('the erasure was not recorded');
  const found = { slugs: new Map(), unique: new Map(), parents: new Map(), sources: new Set<number>() };
  return { recordId: record.id, parentTables, ...found };
}

/** A table may hold both texts and members. */
function mergeByTable(found: readonly TableMatches[]): TableMatches[] {
  const byTable = new Map<string, TableMatches>();
  for (const { table, rows, occurrences } of found) {
    const known = byTable.get(table) ?? { rows: 0, occurrences: 0 };
    byTable.set(table, { table, rows: known.rows + rows, occurrences: known.occurrences + occurrences });
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
