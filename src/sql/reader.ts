import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { fail } from '../errors/errors.ts';
import { isStorableText } from '../values/text.ts';
import type { Fragment, Statement } from './sql.ts';
import { statement } from './sql.ts';
import { TEXT_INVALID } from './sqlErrors.ts';

/** A row of the driver, under the property names of its class. Dates are `YYYY-MM-DD` texts, timestamps are Dates. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs SELECT statements. */
export interface Reader {
  rows<R = Row>(fragment: Fragment): Promise<R[]>;
}

/** A statement with the name that it is prepared under. */
export interface NamedStatement extends Statement {
  readonly name: string;
}

/** Called with each statement when it is sent, and with the promise of its result. */
export type StatementObserver = (sent: Statement, answer: Promise<unknown>) => void;

/**
 * A {@link Reader} on a pool or on one of its clients. Each statement is prepared once per connection.
 */
export function readerOn(client: Pool | PoolClient, observe?: StatementObserver): Reader {
  return {
    async rows<R>(fragment: Fragment) {
      const sent = toCheckedStatement(fragment);
      const answer = client.query<R & Row>({ ...sent, name: preparedName(client, statementName(sent)) });
      observe?.(sent, answer);
      return (await answer).rows;
    },
  };
}

/** A {@link Reader} without prepared statements, for tables that change within a connection. */
export function unpreparedReaderOn(client: PoolClient, observe?: StatementObserver): Reader {
  return {
    async rows<R>(fragment: Fragment) {
      const sent = toCheckedStatement(fragment);
      const answer = client.query<R & Row>(sent);
      observe?.(sent, answer);
      return (await answer).rows;
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

/** The name of a statement: a hash, since PostgreSQL keeps 63 bytes of a name. */
export function statementName({ text }: Pick<Statement, 'text'>): string {
  return createHash('sha256').update(text).digest('base64url');
}

/**
 * The name to prepare a statement under, or undefined once the connection has prepared 500: filters make any number of
 * statements, and a connection never frees a prepared one.
 */
export function preparedName(client: Pool | PoolClient, name: string): string | undefined {
  const names = preparedNames.get(client) ?? new Set();
  preparedNames.set(client, names);
  if (!names.has(name) && names.size >= MAX_PREPARED) return undefined;
  names.add(name);
  return name;
}

// PostgreSQL refuses U+0000 with an error of its own, and the driver would turn half a surrogate pair into U+FFFD.
function assertStorable(given: unknown): void {
  if (Array.isArray(given)) given.forEach(assertStorable);
  else if (typeof given === 'string' && !isStorableText(given)) fail(TEXT_INVALID);
}
