import type { PoolClient } from 'pg';
import type { Member } from './eraseMembers.ts';
import { eraseMembers, findMembers, keysOfMembers } from './eraseMembers.ts';
import type { FoundRows, Memory } from './eraseRows.ts';
import { eraseRows, findRows } from './eraseRows.ts';
import type { Forgotten } from './Forgotten.ts';
import type { TextTable } from './textTables.ts';
import { parentTables, sqlName, textTables } from './textTables.ts';

export interface RegisterErasure {
  readonly forgotten: Forgotten;
  readonly members: readonly Member[];
  readonly memberSecret: () => Promise<string>;
  readonly actor: string;
  readonly reason: string;
  /** How many occurrences the releases hold. */
  readonly inFiles: number;
  readonly onProgress?: (what: string, done: number, total: number) => void;
}

/** What an erasure of the register did, or would do. */
export interface ErasedRegister {
  /** Whether a row of the register changed, and not only what it remembers. */
  readonly wrote: boolean;
  readonly tables: readonly FoundRows[];
  /** The tombstone that was left; null when nothing was found. */
  readonly tombstone: number | null;
  readonly slugs: ReadonlyMap<string, string>;
  /** Sources that gave what was found, and may give it again. */
  readonly sources: readonly string[];
}

/**
 * Takes what is to be forgotten out of the register and of its memory, on the client of a change. The rows of the
 * present go first: what they were becomes memory like the rest, and is erased with it.
 */
export async function eraseRegister(client: PoolClient, erasure: RegisterErasure): Promise<ErasedRegister> {
  const { forgotten, onProgress } = erasure;
  const tables = await textTables(client);
  // Nothing may be written between the look and the end. Reading goes on.
  await client.query(`LOCK TABLE ${tables.map(sqlName).join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
  const keys = await keysOfMembers(client, erasure.members, erasure.memberSecret);
  const counts: (FoundRows & { readonly of?: TextTable })[] = [];
  for (const [at, table] of tables.entries()) {
    onProgress?.(`looking into ${table.name}`, at, tables.length * 2);
    counts.push({ ...(await findRows(client, table, forgotten)), of: table });
  }
  counts.push(...(await findMembers(client, keys)));
  const found = counts.filter(({ rows }) => rows > 0);
  const occurrences = found.reduce((all, each) => all + each.occurrences, erasure.inFiles);
  if (occurrences === 0) return { wrote: false, tables: [], tombstone: null, slugs: new Map(), sources: [] };

  const memory = await begin(client, erasure, occurrences, parentTables(tables));
  // What was written just now is remembered as it was before: only the first look tells where nothing is.
  const touched = new Set(found.map(({ of }) => of?.name));
  for (const [at, table] of tables.entries()) {
    onProgress?.(`erasing in ${table.name}`, tables.length + at, tables.length * 2);
    if (touched.has(table.name)) await eraseRows(client, table, forgotten, memory);
  }
  await eraseMembers(client, keys, memory);
  for (const [table, ids] of memory.parents) {
    await client.query(`UPDATE public.${table} SET updated_at = now() WHERE id = ANY ($1)`, [[...ids]]);
  }
  return {
    wrote: found.some(({ of, table }) => (of ? of.schema === 'public' && of.remembered : !table.includes('.'))),
    tables: merged(found),
    tombstone: memory.tombstone,
    slugs: memory.slugs,
    sources: await namesOf(client, memory.sources),
  };
}

/** Leaves the tombstone: without it, the database refuses that anything remembered be rewritten. */
async function begin(
  client: PoolClient,
  { actor, reason }: RegisterErasure,
  occurrences: number,
  parentTables: Memory['parentTables'],
): Promise<Memory> {
  // A sequence would skip the numbers of rehearsals, and a gap would look as if a tombstone had been taken away.
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO tombstone (id, actor, reason, occurrences) OVERRIDING SYSTEM VALUE
     SELECT coalesce(max(id), 0) + 1, $1, $2, $3 FROM tombstone RETURNING id`,
    [actor, reason, occurrences],
  );
  const [tombstone] = rows;
  if (!tombstone) throw new Error('no tombstone was left');
  return {
    tombstone: tombstone.id,
    slugs: new Map(),
    unique: new Map(),
    parentTables,
    parents: new Map(),
    sources: new Set(),
  };
}

/** A table may hold both words and members. */
function merged(found: readonly FoundRows[]): FoundRows[] {
  const byTable = new Map<string, FoundRows>();
  for (const { table, rows, occurrences } of found) {
    const known = byTable.get(table) ?? { rows: 0, occurrences: 0 };
    byTable.set(table, { table, rows: known.rows + rows, occurrences: known.occurrences + occurrences });
  }
  return [...byTable.values()];
}

async function namesOf(client: PoolClient, sources: ReadonlySet<number>): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM import_source WHERE id = ANY ($1) ORDER BY name',
    [[...sources]],
  );
  return rows.map(({ name }) => name);
}
