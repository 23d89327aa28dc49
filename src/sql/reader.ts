import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { fail } from '../errors/errors.ts';
import { isStorableText } from '../values/text.ts';
import type { Fragment, Statement } from './sql.ts';
import { statement } from './sql.ts';
import { TEXT_INVALID } from './sqlErrors.ts';

/** A row by column alias. Dates are texts `YYYY-MM-DD`, timestamps are Date objects. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs SELECT statements. */
export interface Reader {
  rows<R = Row>(fragment: Fragment): Promise<R[]>;
}

/** A statement with the name of its prepared statement. */
export interface NamedStatement extends Statement {
  readonly name: string;
}

/** Called with each statement when it is sent, and with the promise of its result. */
export type StatementObserver = (statement: Statement, result: Promise<unknown>) => void;

/** Creates a {@link Reader} on a pool or on one of its clients. Each statement is prepared once per connection. */
export function readerOn(client: Pool | PoolClient, observe?: StatementObserver): Reader {
  return {
    async rows<R>(fragment: Fragment) {
      const sent = toCheckedStatement(fragment);
      const result = client.query<R & Row>({ ...sent, name: preparedName(client, statementName(sent)) });
      observe?.(sent, result);
      return (await result).rows;
    },
  };
}

/** Creates a {@link Reader} without prepared statements, for statements whose tables depend on the search path. */
export function unpreparedReaderOn(client: PoolClient, observe?: StatementObserver): Reader {
  return {
    async rows<R>(fragment: Fragment) {
      const sent = toCheckedStatement(fragment);
      const result = client.query<R & Row>(sent);
      observe?.(sent, result);
      return (await result).rows;
    },
  };
}

function toCheckedStatement(fragment: Fragment): Statement {
  const sent = statement(fragment);
  sent.values.forEach(assertStorable);
  return sent;
}

const preparedNames = new WeakMap<Pool | PoolClient, Set<string>>();
const MAX_PREPARED = 500;

/** The name to prepare a statement under: a hash of its text, because PostgreSQL truncates names to 63 bytes. */
export function statementName({ text }: Pick<Statement, 'text'>): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * The name of a prepared statement; undefined if the connection already has 500 others, so that the statement is sent unprepared.
 * Filters create any number of statements, and a connection never frees a prepared statement.
 */
export function preparedName(client: Pool | PoolClient, name: string): string | undefined {
  const names = preparedNames.get(client) ?? new Set();
  preparedNames.set(client, names);
  if (!names.has(name) && names.size >= MAX_PREPARED) return undefined;
  names.add(name);
  return name;
}

// PostgreSQL rejects U+0000 with an internal error, and the driver replaces an unpaired surrogate by U+FFFD.
function assertStorable(given: unknown): void {
  if (Array.isArray(given)) given.forEach(assertStorable);
  else if (typeof given === 'string' && !isStorableText(given)) fail(TEXT_INVALID);
}
