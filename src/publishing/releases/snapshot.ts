import type { Pool, PoolClient, QueryArrayConfig } from 'pg';
import { checkOutClient } from '../../database/checkedOutClient.ts';
import { dayInParis } from '../../graphql/context.ts';
import { type Fragment, type Statement, sql, statement } from '../../sql/sql.ts';
import { type DefinitionSettings, definitionsHash, type Manifest } from '../exportsDirectory/manifest.ts';

/** A row as PostgreSQL returns it: its cells as text, in the order of the SELECT. */
type TextRow = (string | null)[];

/** A read-only REPEATABLE READ transaction: every SELECT sees the same state of the register. */
export interface ReleaseSnapshot {
  rows(select: Fragment): Promise<TextRow[]>;
  /** The rows in batches, with one batch in memory at a time. Read the rows of one SELECT to the end before the next SELECT. */
  batches(select: Fragment): AsyncGenerator<TextRow[]>;
}

/**
 * Runs `work` in one snapshot, on its own connection. The embedded database has one session: other queries wait until `work`
 * ends, and `work` must not use the pool.
 */
export async function withSnapshot<R>(pool: Pool, work: (snapshot: ReleaseSnapshot) => Promise<R>): Promise<R> {
  const { client, release } = await checkOutClient(pool);
  let rollbackError: Error | undefined;
  try {
    for (const setting of SESSION_SETTINGS) await client.query(setting);
    const result = await work({
      rows: (select) => textRows(client, statement(select)),
      batches: (select) => cursorRows(client, select),
    });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // Throw the first error. A connection that can't roll back is closed.
    await client.query('ROLLBACK').catch((problem: Error) => {
      rollbackError = problem;
    });
    throw error;
  } finally {
    release(rollbackError);
  }
}

// A server, a role or an environment may set these differently, and the same value would then give another text.
const SESSION_SETTINGS = [
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  "SET LOCAL TimeZone = 'UTC'",
  "SET LOCAL DateStyle = 'ISO, YMD'",
  "SET LOCAL IntervalStyle = 'iso_8601'",
  'SET LOCAL extra_float_digits = 1',
  "SET LOCAL bytea_output = 'hex'",
];

// A batch of 2,000 rows takes more memory and is not faster (bench/release.ts).
const BATCH = 500;

/** PostgreSQL reads the next batch while the caller processes this one. */
async function* cursorRows(client: PoolClient, select: Fragment): AsyncGenerator<TextRow[]> {
  const { text, values } = statement(select);
  await client.query({ text: `DECLARE exported NO SCROLL CURSOR FOR ${text}`, values });
  const fetch = () => {
    const batch = textRows(client, { text: `FETCH ${BATCH} FROM exported`, values: [] });
    // `await` throws the error. Without this handler, Node.js would exit if the caller is still busy.
    batch.catch(() => undefined);
    return batch;
  };
  let next = fetch();
  try {
    for (let isLast = false; !isLast; ) {
      const rows = await next;
      isLast = rows.length < BATCH;
      if (!isLast) next = fetch();
      if (rows.length > 0) yield rows;
    }
  } finally {
    // A caller that stops early leaves no query behind: the transaction is rolled back next.
    await next.catch(() => undefined);
  }
  await client.query('CLOSE exported');
}

async function textRows(client: PoolClient, { text, values }: Statement): Promise<TextRow[]> {
  // Return cells as text, whatever type parsers the program registered in the driver.
  const query: QueryArrayConfig = { text, values, rowMode: 'array', types: { getTypeParser: () => String } };
  const { rows } = await client.query<TextRow>(query);
  return rows;
}

/** The identity of a release: the version and instant of the register, the reference day, and the hash of the definitions. */
export interface ReleaseIdentity {
  readonly version: number;
  readonly instant: Date;
  readonly referenceDay: string;
  readonly definitionsHash: string;
}

/** Reads the identity of the release of a snapshot. It does not depend on the clock. */
export async function readIdentity(snapshot: ReleaseSnapshot, settings: DefinitionSettings): Promise<ReleaseIdentity> {
  const [row] = await snapshot.rows(
    sql`SELECT version, to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM register`,
  );
  const [version, instant] = row ?? [];
  if (!version || !instant) throw new Error('the register has no version');
  const changedAt = new Date(instant);
  return {
    version: Number(version),
    instant: changedAt,
    referenceDay: dayInParis(changedAt),
    definitionsHash: definitionsHash(settings),
  };
}

/** Whether a release has this identity. */
export function isIdentityOf(identity: ReleaseIdentity, { version, instant, fingerprint }: Manifest): boolean {
  return (
    version === identity.version &&
    instant === identity.instant.toISOString() &&
    fingerprint === identity.definitionsHash
  );
}
