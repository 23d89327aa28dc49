import { createHash } from 'node:crypto';
import { createClient, RESP_TYPES } from '@redis/client';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { codeOf, problemOf } from '../../foundation/systemError.ts';
import type { KeptAnswer, SharedAnswers } from './KeptAnswers.ts';
import { readAnswer, writtenAnswer } from './writtenAnswer.ts';

/** How long a request waits at most for what others have kept, in milliseconds: then it is answered without. */
const WAITS_AT_MOST = 50;

/** A day, in seconds: the day is part of what answers are kept by. */
const KEPT_FOR = 86_400;

/** How large one may be, and all that are on their way there, in bytes. */
const LARGEST = 1_000_000;
const UNDER_WAY_AT_MOST = 8_000_000;

/** How long all must be well until a trouble is told again, in milliseconds. */
const WELL_AFTER = 60_000;

/** What may become of a question, or of an answer that is to be kept. */
export type SharedOutcome = 'found' | 'missing' | 'unreadable' | 'late' | 'failed' | 'away' | 'kept' | 'not_kept';

/** Where it is, and who it is told to. */
export interface RedisAnswersFrom {
  readonly url: string;
  /** What answers depend on besides their key: those of another space are never found. */
  readonly space: string;
  count(outcome: SharedOutcome): void;
}

/**
 * Answers that processes share through a server that speaks the protocol of Redis. It is a help and never a need: while
 * it is away, slow or full, requests are answered without it, and it is tried again in the background.
 */
export class RedisAnswers implements SharedAnswers {
  readonly #client: ReturnType<typeof clientOf>;
  readonly #space: string;
  readonly #count: (outcome: SharedOutcome) => void;
  #log: FastifyBaseLogger | null = null;
  /** Questions that should have been answered by now. */
  #overdue = 0;
  #bytesUnderWay = 0;
  /** When something went wrong last; null when all is well. */
  #troubledAt: number | null = null;

  constructor({ url, space, count }: RedisAnswersFrom) {
    this.#space = space;
    this.#count = count;
    this.#client = clientOf(url);
    this.#client.on('error', (error) => this.#trouble(saidOf(error)));
    this.#client.on('ready', () => this.#log?.info('shared answers are reached'));
  }

  /** Begins to connect, without waiting for it, and ends with the server. */
  beginWith(app: FastifyInstance): void {
    this.#log = app.log;
    // It tries until it is destroyed, and each failure is told as an event.
    this.#client.connect().catch(() => {});
    app.addHook('onClose', async () => {
      // What is cut now is no trouble.
      this.#log = null;
      this.#client.destroy();
    });
  }

  async find(key: string): Promise<KeptAnswer | null> {
    const { outcome, answer } = this.#mayBeAsked ? await this.#inTime(this.#read(key)) : AWAY;
    this.#count(outcome);
    return answer;
  }

  keep(key: string, answer: KeptAnswer): void {
    const size = answer.body.length;
    if (!this.#mayBeAsked || size > LARGEST || this.#bytesUnderWay + size > UNDER_WAY_AT_MOST) {
      this.#count('not_kept');
      return;
    }
    this.#bytesUnderWay += size;
    this.#write(key, answer).then((outcome) => {
      this.#bytesUnderWay -= size;
      this.#count(outcome);
    });
  }

  /** Nobody waits for one that already keeps somebody waiting. */
  get #mayBeAsked(): boolean {
    return this.#client.isReady && this.#overdue === 0;
  }

  async #read(key: string): Promise<Found> {
    try {
      const bytes = await this.#client.get(this.#nameOf(key));
      this.#well();
      if (bytes === null) return { outcome: 'missing', answer: null };
      const answer = readAnswer(bytes);
      return { outcome: answer ? 'found' : 'unreadable', answer };
    } catch (error) {
      this.#trouble(saidOf(error));
      return { outcome: 'failed', answer: null };
    }
  }

  async #inTime(reading: Promise<Found>): Promise<Found> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, WAITS_AT_MOST, null);
    });
    const found = await Promise.race([reading, late]);
    clearTimeout(timer);
    if (found) return found;
    this.#overdue += 1;
    reading.then(() => {
      this.#overdue -= 1;
    });
    this.#trouble(`it did not answer within ${WAITS_AT_MOST} ms`);
    return { outcome: 'late', answer: null };
  }

  async #write(key: string, answer: KeptAnswer): Promise<SharedOutcome> {
    try {
      const expiration = { type: 'EX', value: KEPT_FOR } as const;
      await this.#client.set(this.#nameOf(key), writtenAnswer(answer), { expiration });
      return 'kept';
    } catch (error) {
      this.#trouble(saidOf(error));
      return 'not_kept';
    }
  }

  #nameOf(key: string): string {
    return `registre:answer:${createHash('sha256').update(`${this.#space} ${key}`).digest('base64url')}`;
  }

  /** Told once, until all has been well for a while; metrics count each. */
  #trouble(problem: string): void {
    if (this.#troubledAt === null) this.#log?.warn({ problem }, 'shared answers are passed over while they fail');
    this.#troubledAt = performance.now();
  }

  #well(): void {
    if (this.#troubledAt !== null && performance.now() - this.#troubledAt > WELL_AFTER) this.#troubledAt = null;
  }
}

interface Found {
  readonly outcome: SharedOutcome;
  readonly answer: KeptAnswer | null;
}

const AWAY: Found = { outcome: 'away', answer: null };

/** A name that stands for several addresses fails with a code and no words. */
function saidOf(error: unknown): string {
  return problemOf(error) || (codeOf(error) ?? 'it failed');
}

/** A client that keeps nothing for later: what can't be asked now is not asked. */
function clientOf(url: string) {
  const client = createClient({
    url,
    // What every such server and proxy speaks.
    RESP: 2,
    maintNotifications: 'disabled',
    disableOfflineQueue: true,
    commandOptions: { timeout: undefined },
    // A server that hangs, or a network that dies without a word, is left within two seconds.
    pingInterval: 500,
    socket: { connectTimeout: 2_000, socketTimeout: 2_000, reconnectStrategy: delayAfter },
  });
  return client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
}

/** Up to a second, and never the same for all. */
function delayAfter(failures: number): number {
  return Math.min(50 * 2 ** failures, 1_000) * (0.5 + Math.random() / 2);
}
