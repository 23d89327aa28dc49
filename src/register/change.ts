import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../database/database.ts';
import { inTransaction, queryTogether } from '../database/transaction.ts';
import { notifyCommit } from './versionWatch/commitListeners.ts';

/** The author of a change, which the journal stores. */
export interface Author {
  /** The name of a token, or of a command of the terminal. */
  actor: string;
  command: string;
}

/** The result of a change, and whether it wrote anything. */
export interface Changed<R> {
  wrote: boolean;
  result: R;
}

/** A committed change, with the version of the register after it. */
export interface Committed<R> extends Changed<R> {
  version: number;
}

/**
 * Makes one change of the register: runs `work` in one transaction and, if `work` wrote, raises the version by one.
 * Changes wait for each other on the row lock of `register`, so versions have no gap. Triggers write the journal and the
 * history. The lock lasts one round trip, and those of `work`.
 */
export async function change<R>(
  dataSource: DataSource,
  author: Author,
  work: (client: PoolClient) => Promise<Changed<R>>,
): Promise<Committed<R>> {
  // Null also if the connection breaks during COMMIT: the change may be committed.
  let token: string | null = null;
  try {
    return await inTransaction(poolOf(dataSource), async (client) => {
      const version = await lockRegister(client, author);
      const changed = await work(client);
      token = await commit(client, changed.wrote);
      return { ...changed, version: changed.wrote ? version + 1 : version };
    });
  } finally {
    notifyCommit(dataSource, token);
  }
}

/** A dry run of a change: runs `work`, then rolls back. */
export function dryRunChange<R>(
  dataSource: DataSource,
  author: Author,
  work: (client: PoolClient) => Promise<Changed<R>>,
): Promise<Changed<R>> {
  return inTransaction(poolOf(dataSource), async (client) => {
    await lockRegister(client, author);
    const changed = await work(client);
    await client.query('ROLLBACK');
    return changed;
  });
}

/** Locks the register before any read, so that no other change writes the rows that `work` reads. Returns the version. */
async function lockRegister(client: PoolClient, { actor, command }: Author): Promise<number> {
  const { version } = await queryTogether<{ version: number }>(client, [
    'BEGIN',
    `WITH locked AS MATERIALIZED (SELECT version FROM public.register FOR UPDATE)
     SELECT version, set_config('registre.change', (version + 1)::text, true),
       set_config('registre.actor', ${client.escapeLiteral(actor)}, true),
       set_config('registre.command', ${client.escapeLiteral(command)}, true)
     FROM locked`,
  ]);
  return version;
}

/** Commits a change. Returns the version token, which an erasure in the history alone changes without a new version. */
async function commit(client: PoolClient, wrote: boolean): Promise<string> {
  const { token } = await queryTogether<{ token: string }>(client, [
    ...(wrote ? RAISE_VERSION : []),
    'SELECT public.register_version_token() AS token',
    'COMMIT',
  ]);
  return token;
}

const RAISE_VERSION = [
  // Deferred constraints are checked here: after COMMIT, a violation could no longer be reported as a domain error.
  'SET CONSTRAINTS ALL IMMEDIATE',
  // `updated_at` never decreases, even if the clock of the server is set back.
  'UPDATE public.register SET version = version + 1, updated_at = greatest(clock_timestamp(), updated_at)',
];
