import type { Pool, QueryResult } from 'pg';
import type { HeldClient } from '../foundation/heldClient.ts';
import { holdClient } from '../foundation/heldClient.ts';
import type { Observer, Reader } from '../foundation/reader.ts';
import { readerOn, unpreparedReaderOn } from '../foundation/reader.ts';
import type { Fragment } from '../foundation/sql.ts';

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
  /** Ends it, if it was opened; the next read opens another. */
  end(): Promise<void>;
  /** Ends it for good: what is still being worked out for an answer that was sent already reads nothing more. */
  close(): Promise<void>;
}

/**
 * A {@link Reading} on a client of the pool, which it holds until it is ended: on the embedded database, all others
 * wait meanwhile.
 * @param observe is shown each statement that reads rows.
 */
export function readingOn(pool: Pool, observe?: Observer): Reading {
  let opened: Promise<Opened> | null = null;
  let closed = false;
  const open = async () => {
    if (closed) throw new Error('the reading is closed: its request was answered');
    opened ??= begin(pool, observe);
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
        await switchTo(here, version);
        return (version === null ? here.prepared : here.unprepared).rows<R>(fragment);
      }),
  });
  const end = () =>
    inTurn(async () => {
      const ending = opened;
      opened = null;
      if (ending) await finish(await ending);
    });
  return {
    present: readerAt(null),
    at: readerAt,
    version: () => inTurn(async () => (await open()).version),
    end,
    close: () => {
      closed = true;
      return end();
    },
  };
}

interface Opened extends HeldClient {
  readonly prepared: Reader;
  readonly unprepared: Reader;
  readonly version: number;
  /** The version whose tables the statements find; null for those of the present. */
  shown: number | null;
}

async function begin(pool: Pool, observe: Observer | undefined): Promise<Opened> {
  const { client, release } = await holdClient(pool);
  try {
    // Two statements in one message give two results, which the types of the driver don't know.
    const results: unknown = await client.query(BEGIN);
    const [prepared, unprepared] = [readerOn(client, observe), unpreparedReaderOn(client, observe)];
    return { client, release, prepared, unprepared, version: versionIn(results), shown: null };
  } catch (error) {
    release(errorOf(error));
    throw error;
  }
}

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT version FROM public.register';

function versionIn(results: unknown): number {
  const [, selected]: QueryResult<{ version: number }>[] = Array.isArray(results) ? results : [];
  const version = selected?.rows[0]?.version;
  if (version === undefined) throw new Error('the register has no version');
  return version;
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

async function finish({ client, release }: Opened): Promise<void> {
  let failed: Error | undefined;
  try {
    await client.query('COMMIT');
  } catch (error) {
    // Nothing was written: a connection that can't even end is thrown away.
    failed = errorOf(error);
  }
  release(failed);
}

function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
