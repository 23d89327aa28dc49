import type { DataSource } from 'typeorm';
import type { RequestContext } from '../graphql/context.ts';
import type { Observer } from '../sql/reader.ts';
import type { Actor } from './Actor.ts';
import type { Reading } from './reading.ts';
import { type ReadFrom, readingFrom } from './readingBeside.ts';
import type { Limits } from './watch.ts';

/** The context of a request that may also write, and read the past. */
export interface RegisterContext extends RequestContext {
  readonly reading: Reading;
  /** The connection that commands write through. */
  readonly dataSource: DataSource;
  /** The version that the latest command of this request made; null before any. */
  readonly committed: { version: number | null };
  /** Whose token the request has; null without a token. */
  readonly actor: Actor | null;
  /** The secret of the keys of members. */
  readonly memberSecret: string;
  /** The contexts of the past that parts of this request read from, by version and day. */
  readonly pasts: Map<string, RegisterContext>;
  /** The context that an object of the past was read in: its fields are resolved there. */
  readonly moments: WeakMap<object, RegisterContext>;
  /** The version of the past that this context reads; null in the present. */
  readonly asOf: number | null;
}

/** What a {@link RegisterContext} is made of. */
export interface Request extends ReadFrom, Pick<RegisterContext, 'dataSource' | 'actor' | 'memberSecret' | 'today'> {
  observe?: Observer;
  /** The limits of its reads; default: none. */
  limits?: Limits;
}

/** The context of one request. End its reading with the response. */
export function registerContext({ pool, beside, observe, limits, ...request }: Request): RegisterContext {
  const reading = readingFrom({ pool, beside }, { observe, limits });
  return {
    ...request,
    reading,
    reader: reading.present,
    committed: { version: null },
    pasts: new Map(),
    moments: new WeakMap(),
    asOf: null,
  };
}
