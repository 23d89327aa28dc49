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
  /** The contexts of the snapshots of this request, by version. */
  readonly snapshots: Map<number, SnapshotContext>;
  /** The context of each object that was read in a snapshot: its fields are read in the same context. */
  readonly contextOf: WeakMap<object, RegisterContext>;
}

/** The context of a snapshot: it reads one version of the register. */
export interface SnapshotContext extends RegisterContext {
  readonly asOf: number;
  /** The instant at which the version was committed. */
  readonly recordedAt: Date;
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
    snapshots: new Map(),
    contextOf: new WeakMap(),
    asOf: null,
  };
}
