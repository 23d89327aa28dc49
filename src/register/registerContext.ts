import type { DataSource } from 'typeorm';
import type { RequestContext } from '../graphql/context.ts';
import type { StatementObserver } from '../sql/reader.ts';
import type { Actor } from './Actor.ts';
import type { ReadTransaction } from './ReadTransaction.ts';
import { type ReadSources, routedTransaction } from './readRouting.ts';

/** The context of a request, which may also execute commands and read as of an earlier version. */
export interface RegisterContext extends RequestContext {
  readonly transaction: ReadTransaction;
  /** The data source that commands write with. */
  readonly dataSource: DataSource;
  /** The version that the latest command of this request made; null before the first command. */
  readonly committed: { version: number | null };
  /** The author of the request: its token. Null without a token. */
  readonly actor: Actor | null;
  /** The secret that keys of team members are hashed with. */
  readonly memberSecret: string;
  /** The as-of contexts of this request, by `<version> <day>`. */
  readonly asOfContexts: Map<string, RegisterContext>;
  /** The as-of context of each object that was read as of an earlier version: its fields are read in the same context. */
  readonly asOfContextOf: WeakMap<object, RegisterContext>;
  /** The version that this context reads; null for the current version. */
  readonly asOf: number | null;
}

export interface RegisterContextOptions extends ReadSources {
  dataSource: DataSource;
  actor: Actor | null;
  memberSecret: string;
  /** The current day in Paris, `YYYY-MM-DD`. */
  today: string;
  /** Called with each statement of the default transaction that reads rows. */
  observe?: StatementObserver;
  /** Default: a transaction without limits. */
  transaction?: ReadTransaction;
}

/** Creates the context of one request. The caller closes its transaction after the response. */
export function registerContext({
  pool,
  readDatabase,
  dataSource,
  actor,
  memberSecret,
  today,
  observe,
  transaction = routedTransaction({ pool, readDatabase }, { observe }),
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
