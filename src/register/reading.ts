import type { Pool, QueryResult } from 'pg';
import { cancelStatement, cancelsAlone } from '../database/cancelStatement.ts';
import type { CheckedOutClient } from '../database/checkedOutClient.ts';
import { checkOutClient } from '../database/checkedOutClient.ts';
import { errorOf } from '../files/systemError.ts';
import type { NamedStatement, Reader, StatementObserver } from '../sql/reader.ts';
import { readerOn, unpreparedReaderOn } from '../sql/reader.ts';
import type { Fragment } from '../sql/sql.ts';
import { inTime } from './inTime.ts';
import { versionOf } from './known/stamp.ts';
import { readAlone, rowOf } from './oneStatement.ts';
import type { Limits, Watch } from './watch.ts';
import { watch } from './watch.ts';

/**
 * What one request reads: one moment of the database, read-only. It is opened by the first read, so that all the
 * statements of a request see the same version of the register, and ended with the request.
 */
export interface Reading {
  readonly present: Reader;
  /** Reads the register as it was at a version: the same statements, over the tables of the schema `past`. */
  at(version: number): Reader;
  /** The version of the register that is read. */
  version(): Promise<number>;
  /** Its stamp, which is the same whenever the register shows the same. */
  stamp(): Promise<string>;
  /**
   * The columns of a statement of one row about the present, whose first is the stamp of the register: read in the
   * moment that is open, else in one of its own.
   */
  row(statement: NamedStatement): Promise<readonly unknown[]>;
  /** Ends it, if it was opened; the next read opens another. */
  end(): Promise<void>;
  /** Ends it for good: what is still being worked out for an answer that was sent already reads nothing more. */
  close(): Promise<void>;
}

/** What a {@link Reading} is made with. */
export interface ReadingOptions {
  /** Is shown each statement that reads rows. */
  observe?: StatementObserver;
  /** What it may cost; whatever it takes if not said. */
  limits?: Limits;
}

/**
 * A {@link Reading} on a client of the pool, which it holds until it is ended: on the embedded database, all others
 * wait meanwhile. Beyond its limits it refuses with TOO_SLOW, DATABASE_BUSY or CLIENT_GONE.
 */
export function readingOn(pool: Pool, { observe, limits = UNLIMITED }: ReadingOptions = {}): Reading {
  let opened: Promise<Opened> | null = null;
  let closed = false;
  const open = async () => {
    if (closed) throw new Error('the reading is closed: its request was answered');
    opened ??= begin(pool, limits, observe);
    return opened;
  };
  // One connection answers one statement at a time.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
  const readerAt = (version: number | null): Reader => ({
    rows: <R>(fragment: Fragment) =>
      inTurn(async () => {
        const here = await open();
        return here.watch.over(async () => {
          await switchTo(here, version);
          return (version === null ? here.prepared : here.unprepared).rows<R>(fragment);
        });
      }),
  });
  const end = () =>
    inTurn(async () => {
      const ending = opened;
      opened = null;
      // One that could not be opened was told to who read, and holds nothing.
      const here = await ending?.catch(() => null);
      if (here) await finish(here);
    });
  return {
    present: readerAt(null),
    at: readerAt,
    version: () => inTurn(async () => versionOf((await open()).stamp)),
    stamp: () => inTurn(async () => (await open()).stamp),
    row: (statement) =>
      inTurn(async () => {
        if (!(opened || closed)) return readAlone(pool, limits, observe, statement);
        const here = await open();
        return here.watch.over(async () => {
          await switchTo(here, null);
          return rowOf(here.client, statement, observe);
        });
      }),
    end,
    close: () => {
      closed = true;
      return end();
    },
  };
}

const UNLIMITED: Limits = { seconds: 86_400 };

interface Opened extends CheckedOutClient {
  readonly prepared: Reader;
  readonly unprepared: Reader;
  readonly stamp: string;
  readonly watch: Watch;
  /** The version whose tables the statements find; null for those of the present. */
  shown: number | null;
}

async function begin(pool: Pool, limits: Limits, observe: StatementObserver | undefined): Promise<Opened> {
  const { client, release } = await inTime(checkOutClient(pool), limits);
  let pid: number | null = null;
  const watched = watch(limits, {
    end: () => cancelStatement(pool, client, pid),
    // Before its process is known, a statement ends with its connection only: too dear for those who come and go.
    alone: () => pid !== null && cancelsAlone(client),
  });
  try {
    // Several statements in one message give as many results, which the types of the driver don't know.
    const results: unknown = await watched.over(() => client.query(beginning(limits)));
    const found = foundIn(results);
    pid = found.pid;
    const [prepared, unprepared] = [readerOn(client, observe), unpreparedReaderOn(client, observe)];
    return { client, release, prepared, unprepared, stamp: found.stamp, watch: watched, shown: null };
  } catch (error) {
    await watched.stop();
    release(errorOf(error));
    throw error;
  }
}

const beginning = ({ seconds }: Limits) =>
  `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = ${Math.ceil(seconds * 1000)}; SELECT public.register_stamp() AS stamp, pg_backend_pid() AS pid`;

interface Found {
  /** Null without a register. */
  stamp: string | null;
  pid: number;
}

function foundIn(results: unknown): { stamp: string; pid: number } {
  const all: QueryResult<Found>[] = Array.isArray(results) ? results : [];
  const found = all.at(-1)?.rows[0];
  if (!found?.stamp) throw new Error('the register has no version');
  return { stamp: found.stamp, pid: found.pid };
}

async function switchTo(here: Opened, version: number | null): Promise<void> {
  if (here.shown === version) return;
  here.shown = version;
  await here.client.query(
    version === null
      ? 'SET LOCAL search_path TO DEFAULT'
      : `SET LOCAL search_path = past, public; SET LOCAL registre.version = ${Math.trunc(version)}`,
  );
}

async function finish({ client, release, watch: watched }: Opened): Promise<void> {
  await watched.stop();
  let failed: Error | undefined;
  try {
    await client.query('COMMIT');
  } catch (error) {
    // Nothing was written: a connection that can't even end is thrown away.
    failed = errorOf(error);
  }
  release(failed);
}
