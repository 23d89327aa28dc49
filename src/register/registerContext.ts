import type { DataSource } from 'typeorm';
import type { RequestContext } from '../graphql/context.ts';
import type { StatementObserver } from '../sql/reader.ts';
import type { Actor } from './Actor.ts';
import type { ReadTransaction } from './ReadTransaction.ts';
import { type ReadSources, routedTransaction } from './readRouting.ts';

/** The context of a request that may also write, and read the past. */
export interface RegisterContext extends RequestContext {
  readonly transaction: ReadTransaction;
  /** The connection that commands write through. */
  readonly dataSource: DataSource;
  /** The version that the latest command of this request made; null before any. */
  readonly committed: { version: number | null };
  /** Whose token the request has; null without a token. */
  readonly actor: Actor | null;
  /** The secret of the keys of members. */
  readonly memberSecret: string;
  /** The as-of contexts of this request, by version and day. */
  readonly asOfContexts: Map<string, RegisterContext>;
  /** The as-of context of each object that was read from a snapshot: its fields are read from the same snapshot. */
  readonly asOfContextOf: WeakMap<object, RegisterContext>;
  /** The version that this context reads; null for the current one. */
  readonly asOf: number | null;
}

export interface RegisterContextOptions extends ReadSources {
  dataSource: DataSource;
  actor: Actor | null;
  memberSecret: string;
  /** The current day in Paris, `YYYY-MM-DD`. */
  today: string;
  /** Of the default transaction: called with each statement that reads rows. */
  observe?: StatementObserver;
  /** Default: one without limits. */
  transaction?: ReadTransaction;
}

/** The context of one request. Close its transaction after the response. */
export function registerContext({
  pool,
  reads,
  dataSource,
  actor,
  memberSecret,
  today,
  observe,
  transaction = routedTransaction({ pool, reads }, { observe }),
}: RegisterContextOptions): RegisterContext {
  return {
    transaction,
    reader: transaction.current,
    dataSource,
    actor,
    memberSecret,
    today,
    committed: { version: null },
    asOfContexts: new Map(),
    asOfContextOf: new WeakMap(),
    asOf: null,
  };
}
