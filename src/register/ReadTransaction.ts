import type { Pool, QueryResult } from 'pg';
import { toError } from '../files/systemError.ts';
import type { NamedStatement, Reader, StatementObserver } from '../sql/reader.ts';
import { readerOn, unpreparedReaderOn } from '../sql/reader.ts';
import type { Fragment } from '../sql/sql.ts';
import { type ReadConnection, readConnection } from './readConnection.ts';
import { querySingleRow, readSingleStatement } from './singleStatement.ts';
import type { ReadLimits } from './statementTimeout.ts';

/**
 * A read-only REPEATABLE READ transaction, opened by the first read: all statements of a request see the same version of
 * the register.
 */
export interface ReadTransaction {
  /** Reads the present version. */
  readonly current: Reader;
  /** Reads a past version: the same statements, over the views of the schema `past`. */
  asOf(version: number): Reader;
  /** The version token of its snapshot. */
  versionToken(): Promise<string>;
  /**
   * The columns of a statement of one row about the present, the first of which is the version token. Without an open
   * transaction, the statement runs by itself.
   */
  singleRow(statement: NamedStatement): Promise<readonly unknown[]>;
  /** Ends it, if it is open; the next read opens another. */
  end(): Promise<void>;
  /** Ends it for good: resolvers that still run after the response can't read any more. */
  close(): Promise<void>;
}

export interface ReadTransactionOptions {
  /** Called with each statement that reads rows. */
  observe?: StatementObserver;
  /** Default: without limits. */
  limits?: ReadLimits;
}

/**
 * A {@link ReadTransaction} on a connection of the pool, which it holds until it ends: on the embedded database, all
 * others wait meanwhile. Beyond its limits it rejects with TOO_SLOW, DATABASE_BUSY or CLIENT_GONE.
 */
export function readTransaction(
  pool: Pool,
  { observe, limits = UNLIMITED }: ReadTransactionOptions = {},
): ReadTransaction {
  let opening: Promise<OpenTransaction> | null = null;
  let isClosed = false;
  const open = async () => {
    if (isClosed) throw new Error('the read transaction is closed: its request was answered');
    opening ??= begin(pool, limits);
    return opening;
  };
  // A connection runs one statement at a time.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
  const runAt = async <R>(version: number | null, statement: (here: OpenTransaction) => Promise<R>): Promise<R> => {
    const here = await open();
    return here.run(async () => {
      await setVersion(here, version);
      return statement(here);
    });
  };
  const readerAt = (version: number | null): Reader => {
    // Statements on a past version find other tables by the same names: they can't be prepared.
    const reader = version === null ? readerOn : unpreparedReaderOn;
    return {
      rows: <R>(fragment: Fragment) =>
        inTurn(() => runAt(version, ({ client }) => reader(client, observe).rows<R>(fragment))),
    };
  };
  const end = () =>
    inTurn(async () => {
      const ending = opening;
      opening = null;
      // One that could not be opened has rejected its reads, and holds nothing.
      const here = await ending?.catch(() => null);
      if (here) await commit(here);
    });
  return {
    current: readerAt(null),
    asOf: readerAt,
    versionToken: () => inTurn(async () => (await open()).versionToken),
    singleRow: (statement) =>
      inTurn(() =>
        opening || isClosed
          ? runAt(null, ({ client }) => querySingleRow(client, statement, observe))
          : readSingleStatement(pool, limits, observe, statement),
      ),
    end,
    close: () => {
      isClosed = true;
      return end();
    },
  };
}

const UNLIMITED: ReadLimits = { seconds: 86_400 };

interface OpenTransaction extends ReadConnection {
  readonly versionToken: string;
  /** The version that its statements read; null for the present. */
  version: number | null;
}

async function begin(pool: Pool, limits: ReadLimits): Promise<OpenTransaction> {
  const connection = await readConnection(pool, limits);
  const { client } = connection;
  try {
    // The types of the driver do not know that several statements in one message return several results.
    const results: unknown = await connection.run(() => client.query(beginStatements(limits)));
    const { token: versionToken, pid } = beginResult(results);
    connection.processId = pid;
    return Object.assign(connection, { versionToken, version: null });
  } catch (error) {
    await connection.release(toError(error));
    throw error;
  }
}

const beginStatements = ({ seconds }: ReadLimits) =>
  `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = ${Math.ceil(seconds * 1000)}; SELECT public.register_version_token() AS token, pg_backend_pid() AS pid`;

function beginResult(results: unknown): { token: string; pid: number } {
  const all: QueryResult<{ token: string | null; pid: number }>[] = Array.isArray(results) ? results : [];
  const found = all.at(-1)?.rows[0];
  if (!found?.token) throw new Error('the register has no version');
  return { token: found.token, pid: found.pid };
}

async function setVersion(here: OpenTransaction, version: number | null): Promise<void> {
  if (here.version === version) return;
  here.version = version;
  await here.client.query(
    version === null
      ? 'SET LOCAL search_path TO DEFAULT'
      : `SET LOCAL search_path = past, public; SET LOCAL registre.version = ${Math.trunc(version)}`,
  );
}

async function commit({ client, stop, release }: OpenTransaction): Promise<void> {
  // A cancellation under way would cancel the COMMIT.
  await stop();
  let failed: Error | undefined;
  try {
    await client.query('COMMIT');
  } catch (error) {
    // Nothing was written: close the connection.
    failed = toError(error);
  }
  await release(failed);
}
