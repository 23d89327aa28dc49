import type { Pool } from 'pg';
import { queryTogether } from '../database/transaction.ts';
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
  /** Reads the current version. */
  readonly current: Reader;
  /** Reads an earlier version: the same statements read the views of the schema `past`. */
  asOf(version: number): Reader;
  /** The version token of its snapshot. */
  versionToken(): Promise<string>;
  /**
   * Executes a statement that returns one row of the current version, with the version token as its first column. If no
   * transaction is open, the statement runs without one. @returns the columns of the row, in order.
   */
  singleRow(statement: NamedStatement): Promise<readonly unknown[]>;
  /** Ends the transaction if it is open. The next read opens another. */
  end(): Promise<void>;
  /** Ends the transaction. Later reads fail, such as those of resolvers that still run after the response. */
  close(): Promise<void>;
}

export interface ReadTransactionOptions {
  /** Called with each statement that reads rows. */
  observe?: StatementObserver;
  /** Default: without limits. */
  limits?: ReadLimits;
}

/**
 * Creates a {@link ReadTransaction}. It holds a connection of the pool from its first read until it ends; on the embedded
 * database, all other reads and writes wait meanwhile. Beyond the limits, reads reject with TOO_SLOW, DATABASE_BUSY or CLIENT_GONE.
 */
export function readTransaction(
  pool: Pool,
  { observe, limits = UNLIMITED }: ReadTransactionOptions = {},
): ReadTransaction {
  let opening: Promise<OpenTransaction> | null = null;
  let isClosed = false;
  const open = async () => {
    if (isClosed) throw new Error('the read transaction is closed, because its response was sent');
    opening ??= begin(pool, limits);
    return opening;
  };
  // Statements run one at a time, in the order of the calls, because the version that they read is a setting of the connection.
  let queue: Promise<unknown> = Promise.resolve();
  const enqueue = <R>(work: () => Promise<R>): Promise<R> => {
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  };
  const runAt = async <R>(
    version: number | null,
    statement: (transaction: OpenTransaction) => Promise<R>,
  ): Promise<R> => {
    const transaction = await open();
    return transaction.run(async () => {
      await setVersion(transaction, version);
      return statement(transaction);
    });
  };
  const readerAt = (version: number | null): Reader => {
    // A prepared statement keeps the tables that it was prepared for, and as-of statements read views of the same names.
    const reader = version === null ? readerOn : unpreparedReaderOn;
    return {
      rows: <R>(fragment: Fragment) =>
        enqueue(() => runAt(version, ({ client }) => reader(client, observe).rows<R>(fragment))),
    };
  };
  const end = () =>
    enqueue(async () => {
      const ending = opening;
      opening = null;
      // If opening failed, the reads have rejected and there is nothing to commit.
      const transaction = await ending?.catch(() => null);
      if (transaction) await commit(transaction);
    });
  return {
    current: readerAt(null),
    asOf: readerAt,
    versionToken: () => enqueue(async () => (await open()).versionToken),
    singleRow: (statement) =>
      enqueue(() =>
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
  /** The version that its statements read; null for the current version. */
  version: number | null;
}

async function begin(pool: Pool, limits: ReadLimits): Promise<OpenTransaction> {
  const connection = await readConnection(pool, limits);
  const { client } = connection;
  try {
    const { token, pid } = await connection.run(() => queryTogether<TransactionStart>(client, beginStatements(limits)));
    connection.processId = pid;
    return Object.assign(connection, { versionToken: token, version: null });
  } catch (error) {
    await connection.release(toError(error));
    throw error;
  }
}

interface TransactionStart {
  readonly token: string;
  readonly pid: number;
}

const beginStatements = ({ seconds }: ReadLimits) => [
  'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  `SET LOCAL statement_timeout = ${Math.ceil(seconds * 1000)}`,
  'SELECT public.register_version_token() AS token, pg_backend_pid() AS pid',
];

/** Makes the next statements read a version. Sends nothing if the version does not change. */
async function setVersion(transaction: OpenTransaction, version: number | null): Promise<void> {
  if (transaction.version === version) return;
  transaction.version = version;
  await transaction.client.query(
    version === null
      ? 'SET LOCAL search_path TO DEFAULT'
      : `SET LOCAL search_path = past, public; SET LOCAL registre.version = ${Math.trunc(version)}`,
  );
}

async function commit({ client, stop, release }: OpenTransaction): Promise<void> {
  // A cancellation in progress could cancel the COMMIT.
  await stop();
  let failed: Error | undefined;
  try {
    await client.query('COMMIT');
  } catch (error) {
    // The transaction only read, so no data is lost: close the connection.
    failed = toError(error);
  }
  await release(failed);
}
