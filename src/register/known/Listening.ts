import { Client, type Pool } from 'pg';
import type { LatestStamp } from './LatestStamp.ts';
import { readStamp } from './stamp.ts';

/**
 * How long, in milliseconds, what is known may be behind at most, as when the network dies without a word: the connection
 * is asked again {@link BEAT} after each answer, and given {@link ANSWERS_WITHIN} to answer.
 */
export const KNOWN_WITHIN = 2_000;
const BEAT = 900;
const ANSWERS_WITHIN = 1_000;

/** What the migration of `register_stamp()` tells on. */
const CHANNEL = 'registre_stamp';

/** A connection of its own on which PostgreSQL tells of each commit; made again when it breaks. */
export class Listening {
  /** Settles after the first attempt, whether it succeeded or not. */
  readonly begun: Promise<void>;
  readonly #pool: Pool;
  readonly #latest: LatestStamp;
  readonly #ended: Promise<void>;
  #heardAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isClosed = false;
  /** Ends the pause under way. */
  #wake: () => void = () => {};

  /** @param pool of the database that is listened to: only its address is used. */
  constructor(pool: Pool, latest: LatestStamp) {
    this.#pool = pool;
    this.#latest = latest;
    let begun = () => {};
    this.begun = new Promise((resolve) => {
      begun = resolve;
    });
    this.#ended = this.#keepListening(() => begun());
  }

  /** Whether what was heard is not too old. By the clock, not by a timer: a process that was stopped must not believe it. */
  get isSure(): boolean {
    return performance.now() - this.#heardAt <= KNOWN_WITHIN;
  }

  /** What was heard last may not hold: it is asked again at once. */
  doubt(): void {
    this.#latest.forget();
    this.#wake();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#ended;
  }

  async #keepListening(begun: () => void): Promise<void> {
    while (!this.#isClosed) {
      // A connection that fails is what this loop is for: meanwhile nothing is known, and that is said.
      await this.#listen(begun).catch(() => {});
      this.#lose();
      begun();
      if (!this.#isClosed) await this.#pause(delayAfter(this.#failures++));
    }
  }

  /** Listens first, then reads: nothing can be committed in between unheard. Returns when the connection is not there any more. */
  async #listen(begun: () => void): Promise<void> {
    const client = new Client({
      ...this.#pool.options,
      connectionTimeoutMillis: ANSWERS_WITHIN,
      query_timeout: ANSWERS_WITHIN,
    });
    let isThere = true;
    const onGone = () => {
      isThere = false;
      this.#lose();
      this.#wake();
    };
    client.on('error', onGone).on('end', onGone);
    client.on('notification', ({ payload }) => payload && this.#latest.tell(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      while (isThere && !this.#isClosed) {
        const asked = performance.now();
        await this.#latest.read(() => readStamp(client));
        this.#heardAt = asked;
        this.#failures = 0;
        begun();
        // Without a stamp, something came in between that made this answer doubtful.
        if (this.#latest.stamp !== null && isThere && !this.#isClosed) await this.#pause(BEAT);
      }
    } finally {
      client.off('error', onGone).off('end', onGone);
      client.on('error', () => {});
      await client.end();
    }
  }

  #lose(): void {
    this.#heardAt = Number.NEGATIVE_INFINITY;
    this.#latest.forget();
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Ever longer, up to five seconds, and never the same for all: those who lost a server come back one by one. */
function delayAfter(failures: number): number {
  return Math.min(100 * 2 ** failures, 5_000) * (0.5 + Math.random() / 2);
}
