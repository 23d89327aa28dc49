import type { DataSource } from 'typeorm';
import type { RequestContext } from '../graphql/context.ts';
import type { Observer } from '../sql/reader.ts';
import type { Actor } from './Actor.ts';
import type { ReadTransaction } from './ReadTransaction.ts';
import { type ReadSources, routedTransaction } from './readRouting.ts';

/** What a request carries that may also write, and read the past. */
export interface RegisterContext extends RequestContext {
  readonly transaction: ReadTransaction;
  /** The connection that commands write through. */
  readonly dataSource: DataSource;
  /** What the commands of this request made: the version of the last one, null before any. */
  readonly committed: { version: number | null };
  /** Whose token came with the request; null for anyone. */
  readonly actor: Actor | null;
  /** What the keys of members are made with. */
  readonly memberSecret: string;
  /** The as-of contexts of this request, by version and day. */
  readonly asOfContexts: Map<string, RegisterContext>;
  /** The as-of context of each object that was read from a snapshot: its fields are read from the same snapshot. */
  readonly contextOf: WeakMap<object, RegisterContext>;
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
  observe?: Observer;
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
    reader: transaction.present,
    dataSource,
    actor,
    memberSecret,
    today,
    committed: { version: null },
    asOfContexts: new Map(),
    contextOf: new WeakMap(),
    asOf: null,
  };
}
