import type { DataSource } from 'typeorm';
import type { RequestContext } from '../graphql/context.ts';
import type { StatementObserver } from '../sql/reader.ts';
import type { Actor } from './Actor.ts';
import type { Reading } from './reading.ts';
import { type ReadFrom, readingFrom } from './readingBeside.ts';
import type { Limits } from './watch.ts';

/** What a request carries that may also write, and read the past. */
export interface RegisterContext extends RequestContext {
  readonly reading: Reading;
  /** The connection that commands write through. */
  readonly dataSource: DataSource;
  /** What the commands of this request made: the version of the last one, null before any. */
  readonly committed: { version: number | null };
  /** Whose token came with the request; null for anyone. */
  readonly actor: Actor | null;
  /** What the keys of members are made with. */
  readonly memberSecret: string;
  /** The contexts of the past that parts of this request read from, by version and day. */
  readonly pasts: Map<string, RegisterContext>;
  /** What was read from the past is answered for from the past: the object, and the context it was read in. */
  readonly moments: WeakMap<object, RegisterContext>;
  /** The version of the past that this context reads; null in the present. */
  readonly asOf: number | null;
}

/** What a {@link RegisterContext} is made of. */
export interface Request extends ReadFrom {
  dataSource: DataSource;
  actor: Actor | null;
  memberSecret: string;
  /** The current day in Paris, `YYYY-MM-DD`. */
  today: string;
  observe?: StatementObserver;
  /** What its reading may cost; whatever it takes if not said. */
  limits?: Limits;
}

/** The context of one request; end its reading when the request is answered. */
export function registerContext({
  pool,
  beside,
  dataSource,
  actor,
  memberSecret,
  today,
  observe,
  limits,
}: Request): RegisterContext {
  const reading = readingFrom({ pool, beside }, { observe, limits });
  return {
    reading,
    reader: reading.present,
    dataSource,
    actor,
    memberSecret,
    today,
    committed: { version: null },
    pasts: new Map(),
    moments: new WeakMap(),
    asOf: null,
  };
}
