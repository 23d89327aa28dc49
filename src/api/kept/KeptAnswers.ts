import { LRUCache } from 'lru-cache';
import { todayInParis } from '../../foundation/context.ts';
import type { KnownVersion } from '../../register/known/KnownVersion.ts';
import type { AskedOperation } from '../telemetry/RequestRecord.ts';
import type { Encoding } from './encodings.ts';
import type { Question } from './questionOf.ts';

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
  /** Where processes find what others have kept; null for none. */
  readonly shared: SharedAnswers | null;
}

/** Under which a question is kept. */
export interface Place {
  readonly key: string;
  /** What is not for anyone stays in this process. */
  readonly shared: SharedAnswers | null;
}

/** Answers that processes keep together: one that can't be reached keeps nothing, and is no reason to fail. */
export interface SharedAnswers {
  find(key: string): Promise<KeptAnswer | null>;
  keep(key: string, answer: KeptAnswer): void;
}

/**
 * Keeps answers for as long as the register shows the same: the same question is then answered by the same bytes. A
 * question is kept under the stamp of the register and the day; what was kept under another is never found again.
 */
export class KeptAnswers {
  readonly #by: KeptBy;
  readonly #kept: LRUCache<string, KeptAnswer> | null;

  constructor(by: KeptBy) {
    this.#by = by;
    const bytes = by.megabytes * 1_000_000;
    this.#kept = bytes > 0 ? new LRUCache({ maxSize: bytes, maxEntrySize: bytes / 8, sizeCalculation: sizeOf }) : null;
  }

  /** Under which a question is kept now; null when it can't be. */
  placeOf(question: Question | null): Place | null {
    const { stamp } = this.#by.known;
    if (!(question && (this.#kept || this.#by.shared)) || stamp === null) return null;
    const { text, isAnyones } = question;
    return { key: `${stamp} ${todayInParis()} ${text}`, shared: isAnyones ? this.#by.shared : null };
  }

  /** The answer kept in a place. */
  async find({ key, shared }: Place): Promise<KeptAnswer | null> {
    const found = this.#kept?.get(key);
    if (found || !shared) return found ?? null;
    const ofOthers = await shared.find(key);
    if (ofOthers) this.#kept?.set(key, ofOthers);
    return ofOthers;
  }

  /** An answer read at a stamp is about to be sent: nobody is sent one of an earlier stamp after it. */
  saw(stamp: string | null): void {
    if (stamp !== null) this.#by.known.saw(stamp);
  }

  /**
   * Keeps an answer that was read from a register of the stamp that was known before it was asked, and still is.
   * @param place where it was looked for.
   * @param stamp of the register that it was read from.
   */
  keep({ key, shared }: Place, question: Question | null, answer: KeptAnswer, stamp: string | null): void {
    if (stamp !== this.#by.known.stamp || key !== this.placeOf(question)?.key) return;
    this.#kept?.set(key, answer);
    shared?.keep(key, answer);
  }
}

/** Half as much again for its compressed forms. */
function sizeOf({ body }: KeptAnswer, key: string): number {
  return Math.ceil(body.length * 1.5) + key.length * 2 + 500;
}
