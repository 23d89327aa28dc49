import type { Pool, PoolClient, QueryArrayConfig } from 'pg';
import { checkOutClient } from '../../database/checkedOutClient.ts';
import { dayInParis } from '../../graphql/context.ts';
import { type Fragment, type Statement, sql, statement } from '../../sql/sql.ts';
import { definitionsHash, type Manifest } from '../exportsDirectory/manifest.ts';

/** A row as PostgreSQL wrote it: its cells as text, in the order of the SELECT. */
type TextRow = (string | null)[];

/** A read-only REPEATABLE READ transaction: every SELECT sees the register as it was when the transaction began. */
export interface Snapshot {
  rows(select: Fragment): Promise<TextRow[]>;
  /** Rows in batches: never more than one in memory. Read one SELECT at a time, to its end. */
  batches(select: Fragment): AsyncGenerator<TextRow[]>;
}

/**
 * Reads one snapshot of the database on a client of its own. On the embedded database, which has one session, all
 * others wait meanwhile: `work` must not use the pool.
 */
export async function withSnapshot<R>(pool: Pool, work: (snapshot: Snapshot) => Promise<R>): Promise<R> {
  const { client, release } = await checkOutClient(pool);
  let failed: Error | undefined;
  try {
    for (const setting of SESSION_SETTINGS) await client.query(setting);
    const result = await work({
      rows: (select) => textRows(client, statement(select)),
      batches: (select) => cursorRows(client, select),
    });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The first error is thrown; a connection that can't roll back is closed.
    await client.query('ROLLBACK').catch((problem: Error) => {
      failed = problem;
    });
    throw error;
  } finally {
    release(failed);
  }
}

// Each of these, set otherwise by a server, a role or an environment, would change what is written for one same value.
const SESSION_SETTINGS = [
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  "SET LOCAL TimeZone = 'UTC'",
  "SET LOCAL DateStyle = 'ISO, YMD'",
  "SET LOCAL IntervalStyle = 'iso_8601'",
  'SET LOCAL extra_float_digits = 1',
  "SET LOCAL bytea_output = 'hex'",
];

// Four times as many rows at once take more memory and win nothing (bench/release.ts).
const BATCH = 500;

async function* cursorRows(client: PoolClient, select: Fragment): AsyncGenerator<TextRow[]> {
  const { text, values } = statement(select);
  await client.query({ text: `DECLARE exported NO SCROLL CURSOR FOR ${text}`, values });
  for (;;) {
    const rows = await textRows(client, { text: `FETCH ${BATCH} FROM exported`, values: [] });
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) break;
  }
  await client.query('CLOSE exported');
}

async function textRows(client: PoolClient, { text, values }: Statement): Promise<TextRow[]> {
  // Whatever parsers the program gave to the driver, cells stay the text that PostgreSQL wrote.
  const query: QueryArrayConfig = { text, values, rowMode: 'array', types: { getTypeParser: () => String } };
  const { rows } = await client.query<TextRow>(query);
  return rows;
}

/** What a release shows: the register at one version, on one day, as this version of the software writes it. */
export interface ReleaseIdentity {
  readonly version: number;
  readonly instant: Date;
  readonly referenceDay: string;
  readonly definitionsHash: string;
}

/** The identity of a snapshot, read in it. No clock has a part in it. */
export async function readIdentity(snapshot: Snapshot, publicUrl: string): Promise<ReleaseIdentity> {
  const [row] = await snapshot.rows(
    sql`SELECT version, to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM register`,
  );
  const [version, instant] = row ?? [];
  if (!version || !instant) throw new Error('the register has no version');
  const changed = new Date(instant);
  const fingerprint = definitionsHash(publicUrl);
  return {
    version: Number(version),
    instant: changed,
    referenceDay: dayInParis(changed),
    definitionsHash: fingerprint,
  };
}

export function matches(identity: ReleaseIdentity, { version, instant, fingerprint }: Manifest): boolean {
  return (
    version === identity.version &&
    instant === identity.instant.toISOString() &&
    fingerprint === identity.definitionsHash
  );
}
