import { Pool, type PoolClient } from 'pg';
import { openDatabase } from '../../src/database/database.ts';
import { change } from '../../src/register/change.ts';
import { queryRows } from '../harness/database.ts';

/** Renames a startup in one change. Reports when it has locked the register, with its connection. */
type Rename = (slug: string, name: string, onLocked: (client: PoolClient) => void) => Promise<unknown>;

/** The changes of some concurrent writers. */
export interface Changes {
  readonly writers: number;
  readonly perSecond: number;
  /** The rate of the same rows, written by hand-written SQL without triggers. */
  readonly baselinePerSecond: number;
  /** The round trips of a change from the response to its lock to that of its COMMIT. */
  readonly roundTrips: number;
  /** Their duration in milliseconds. */
  readonly locked: number;
  readonly historyBytes: number;
}

/** Measures changes, and right after them the baseline, for each number of writers and the given seconds. */
export async function measureChanges(url: string, writers: readonly number[], seconds: number): Promise<Changes[]> {
  const database = await openDatabase({ databaseUrl: url, registreDir: '.' });
  const pool = new Pool({ connectionString: url, options: '-c session_replication_role=replica' });
  const rename: Rename = (slug, name, onLocked) =>
    change(database.dataSource, { actor: 'bench', command: 'rename' }, async (client) => {
      onLocked(client);
      await client.query({
        name: 'rename',
        text: 'UPDATE startup SET name = $1 WHERE slug = $2',
        values: [name, slug],
      });
      return { wrote: true, result: null };
    });
  const baseline = await handWrittenRename(url, pool);
  const measured: Changes[] = [];
  try {
    for (const each of writers) {
      const before = await historyBytes(url);
      const made = await run(rename, each, seconds);
      const bytes = ((await historyBytes(url)) - before) / made.count;
      const { count } = await run(baseline, each, seconds);
      measured.push({
        writers: each,
        perSecond: made.count / seconds,
        baselinePerSecond: count / seconds,
        roundTrips: made.roundTrips / made.count,
        locked: made.locked / made.count,
        historyBytes: bytes,
      });
    }
  } finally {
    await pool.end();
    await database.close();
  }
  return measured;
}

/** Each writer renames another startup, so writers wait only for the lock of the register. */
async function run(rename: Rename, writers: number, seconds: number) {
  const until = performance.now() + seconds * 1_000;
  const sum = { count: 0, roundTrips: 0, locked: 0 };
  const write = async (writer: number) => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      let lockedAt = 0;
      let responses = 0;
      let stop = () => {};
      await rename(`startup-${1 + writer}`, `Nom ${turn} de ${writer}`, ({ connection }) => {
        lockedAt = performance.now();
        const onResponse = () => {
          responses += 1;
        };
        connection.on('readyForQuery', onResponse);
        stop = () => connection.off('readyForQuery', onResponse);
      });
      stop();
      sum.count += 1;
      sum.roundTrips += responses;
      sum.locked += performance.now() - lockedAt;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_none, writer) => write(writer)));
  return sum;
}

/** Writes the rows of a change in one statement: the startup, its history, the version and the journal. */
async function handWrittenRename(url: string, pool: Pool): Promise<Rename> {
  const [{ columns } = { columns: '' }] = await queryRows<{ columns: string }>(
    url,
    "SELECT column_list('startup') AS columns",
  );
  const text = `
    WITH raised AS (
      UPDATE register SET version = version + 1, updated_at = clock_timestamp() RETURNING version, updated_at
    ), renamed AS (
      UPDATE startup SET name = $1, version = raised.version FROM raised WHERE slug = $2 RETURNING startup.*
    ), closed AS (
      UPDATE history.startup h SET valid_to = raised.version FROM raised
      WHERE h.id = (SELECT id FROM startup WHERE slug = $2) AND h.valid_to = 2147483647
    ), noted AS (
      INSERT INTO journal (version, recorded_at, actor, command) SELECT version, updated_at, 'bench', 'rename' FROM raised
    )
    INSERT INTO history.startup (valid_from, valid_to, ${columns}) SELECT version, 2147483647, ${columns} FROM renamed`;
  return async (slug, name, onLocked) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN; SELECT version FROM register FOR UPDATE');
      onLocked(client);
      await client.query({ name: 'rename', text, values: [name, slug] });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
}

/** The size of the startup history and of the journal, in bytes. */
async function historyBytes(url: string): Promise<number> {
  const [{ bytes } = { bytes: 0 }] = await queryRows<{ bytes: number }>(
    url,
    "SELECT (pg_total_relation_size('history.startup') + pg_total_relation_size('journal'))::float AS bytes",
  );
  return bytes;
}
