import { LRUCache } from 'lru-cache';
import { todayInParis } from '../../graphql/context.ts';
import type { KnownVersion } from '../../register/known/KnownVersion.ts';
import type { AskedOperation } from '../telemetry/RequestRecord.ts';
import type { Encoding } from './encodings.ts';

/** An answer of one version of the register, as it is sent. */
export interface KeptAnswer {
  readonly version: number;
  readonly mediaType: string;
  readonly cacheControl: string;
  /** Null for those that only their own reader may keep. */
  readonly etag: string | null;
  readonly body: Buffer;
  /** The same bytes, compressed when they were first asked for so. */
  readonly encoded: Map<Encoding, Promise<Buffer>>;
  /** What it was reckoned to cost, in points. */
  readonly cost: number;
  readonly operation: AskedOperation | null;
}

/** What answers are kept by. */
export interface KeptBy {
  /** What this process knows of the register; nothing is kept while it knows nothing. */
  readonly known: Pick<KnownVersion, 'stamp' | 'saw'>;
  /** How much may be kept, in megabytes; 0 for nothing. */
  readonly megabytes: number;
}

/**
 * The response cache of this process. The stamp of the register and the day are part of each key, so a response of
 * another version is never found.
 */
export class KeptAnswers {
  readonly #by: KeptBy;
  readonly #kept: LRUCache<string, KeptAnswer> | null;

  constructor(by: KeptBy) {
    this.#by = by;
    const bytes = by.megabytes * 1_000_000;
    this.#kept = bytes > 0 ? new LRUCache({ maxSize: bytes, maxEntrySize: bytes / 8, sizeCalculation: sizeOf }) : null;
  }

  /** The cache key of a request at the present version; null when its response must not be cached. */
  keyOf(question: string | null): string | null {
    const { stamp } = this.#by.known;
    return this.#kept && question !== null && stamp !== null ? `${stamp} ${todayInParis()} ${question}` : null;
  }

  /** The response cached under a key. */
  find(key: string): KeptAnswer | null {
    return this.#kept?.get(key) ?? null;
  }

  /** An answer read at a stamp is about to be sent: nobody is sent one of an earlier stamp after it. */
  saw(stamp: string | null): void {
    if (stamp !== null) this.#by.known.saw(stamp);
  }

  /**
   * Caches a response, if the stamp it was read at was known before the request and still is.
   * @param key under which the response was looked up.
   * @param stamp of the register that the response was read from.
   */
  keep(key: string, question: string | null, answer: KeptAnswer, stamp: string | null): void {
    if (stamp === this.#by.known.stamp && key === this.keyOf(question)) this.#kept?.set(key, answer);
  }
}

/** Half of the body again for its compressed forms, and 1 kB for the objects that hold it. */
function sizeOf({ body }: KeptAnswer, key: string): number {
  return Math.ceil(body.length * 1.5) + key.length * 2 + 1_000;
}
