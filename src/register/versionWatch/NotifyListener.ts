import { Client, type Pool } from 'pg';
import type { LatestVersion } from './LatestVersion.ts';
import { readVersionToken } from './versionToken.ts';

/**
 * How old the version may be at most, in milliseconds, as when the network dies silently: the token is read again
 * {@link POLL_EVERY} after each answer, which must come within {@link TIMEOUT}.
 */
export const STALE_AFTER = 2_000;
const POLL_EVERY = 900;
const TIMEOUT = 1_000;

/** The channel of the trigger on `register`. */
const CHANNEL = 'registre_version_token';

/** A connection of its own that LISTENs for commits, and reconnects when it breaks. */
export class NotifyListener {
  /** Resolves after the first attempt to connect, whether it succeeded or not. */
  readonly started: Promise<void>;
  readonly #pool: Pool;
  readonly #latest: LatestVersion;
  readonly #ended: Promise<void>;
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isClosed = false;
  /** Ends the present pause. */
  #wake: () => void = () => {};

  /** @param pool gives the address of the database. */
  constructor(pool: Pool, latest: LatestVersion) {
    this.#pool = pool;
    this.#latest = latest;
    let started = () => {};
    this.started = new Promise((resolve) => {
      started = resolve;
    });
    this.#ended = this.#run(() => started());
  }

  /** Whether the version is confirmed. By the clock, not a timer: a process that was suspended must not rely on it. */
  get isFresh(): boolean {
    return performance.now() - this.#confirmedAt <= STALE_AFTER;
  }

  /** Makes the version unknown, and reads it again at once. */
  invalidate(): void {
    this.#latest.clear();
    this.#wake();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#ended;
  }

  async #run(started: () => void): Promise<void> {
    while (!this.#isClosed) {
      // A failed connection makes the version unknown, which is how it is reported.
      await this.#listen(started).catch(() => {});
      this.#lose();
      started();
      if (!this.#isClosed) await this.#pause(reconnectDelay(this.#failures++));
    }
  }

  /** Listens before it reads, so that no commit in between is missed. Returns when the connection has ended. */
  async #listen(started: () => void): Promise<void> {
    const client = new Client({ ...this.#pool.options, connectionTimeoutMillis: TIMEOUT, query_timeout: TIMEOUT });
    let isConnected = true;
    const onEnd = () => {
      isConnected = false;
      this.#lose();
      this.#wake();
    };
    client.on('error', onEnd).on('end', onEnd);
    client.on('notification', ({ payload }) => payload && this.#latest.notify(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      while (isConnected && !this.#isClosed) {
        const sentAt = performance.now();
        await this.#latest.read(() => readVersionToken(client));
        this.#confirmedAt = sentAt;
        this.#failures = 0;
        started();
        // Without a token, invalidate() was called meanwhile: read again at once.
        if (this.#latest.token !== null && isConnected && !this.#isClosed) await this.#pause(POLL_EVERY);
      }
    } finally {
      client.off('error', onEnd).off('end', onEnd);
      client.on('error', () => {});
      await client.end();
    }
  }

  #lose(): void {
    this.#confirmedAt = Number.NEGATIVE_INFINITY;
    this.#latest.clear();
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

/** Exponential backoff up to five seconds, with jitter, so that clients of a lost server do not return together. */
function reconnectDelay(failures: number): number {
  return Math.min(100 * 2 ** failures, 5_000) * (0.5 + Math.random() / 2);
}
