import type { PoolClient } from 'pg';
import { MEMBER_SECRET_CHANGED } from '../domain/domainErrors.ts';
import { memberKey } from '../domain/teams/memberKey.ts';
import { fail } from '../errors/errors.ts';
import { addParents, type ErasureState, type TableMatches } from './eraseRows.ts';

/** A member: the name of a source, and the id of the member at this source. */
export interface Member {
  readonly source: string;
  readonly id: string;
}

/** Computes the keys of members. Throws MEMBER_SECRET_CHANGED if the register has keys of another secret. */
export async function keysOfMembers(
  client: PoolClient,
  members: readonly Member[],
  secret: () => Promise<string>,
): Promise<string[]> {
  if (members.length === 0) return [];
  const { rows } = await client.query<{ check: string | null }>('SELECT member_key_check AS check FROM register');
  const memberSecret = await secret();
  const check = rows[0]?.check ?? null;
  if (check !== null && check !== memberKey(memberSecret, 'register', 'check')) fail(MEMBER_SECRET_CHANGED);
  return members.map(({ source, id }) => memberKey(memberSecret, source, id));
}

export async function findMembers(client: PoolClient, keys: readonly string[]): Promise<TableMatches[]> {
  const matches: TableMatches[] = [];
  for (const { shown: name, table } of await tablesOfMembers(client, keys)) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE member_key = ANY ($1)`,
      [keys],
    );
    const count = rows[0]?.count ?? 0;
    matches.push({ table: name, rows: count, occurrences: count });
  }
  return matches;
}

/** Deletes the rows of members: first current rows, then their history. */
export async function eraseMembers(client: PoolClient, keys: readonly string[], state: ErasureState): Promise<void> {
  for (const { table, schema } of await tablesOfMembers(client, keys)) {
    const { rows } = await client.query<Record<string, unknown>>(
      `DELETE FROM ${table} WHERE member_key = ANY ($1) RETURNING *`,
      [keys],
    );
    for (const row of rows) {
      if (schema === 'public') addParents(state, row);
      if (typeof row.source_id === 'number') state.sources.add(row.source_id);
    }
  }
}

async function tablesOfMembers(client: PoolClient, keys: readonly string[]) {
  if (keys.length === 0) return [];
  const { rows } = await client.query<{ schema: string; table: string; shown: string }>(
    `SELECT nspname AS schema, format('%I.%I', nspname, relname) AS "table",
       CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || relname AS shown
     FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
     WHERE attname = 'member_key' AND NOT attisdropped AND relkind IN ('r', 'p') AND nspname IN ('public', 'history')
     ORDER BY nspname DESC, relname`,
  );
  return rows;
}
