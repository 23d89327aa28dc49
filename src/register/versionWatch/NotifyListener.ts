import { Client, type Pool } from 'pg';
import type { LatestVersion } from './LatestVersion.ts';
import { readVersionToken } from './versionToken.ts';

/**
 * The maximum age of the version in milliseconds, for example when the network fails silently. The token is read again
 * {@link POLL_EVERY} ms after each result, which must arrive within {@link TIMEOUT} ms.
 */
export const STALE_AFTER = 2_000;
const POLL_EVERY = 900;
const TIMEOUT = 1_000;

/** The channel that the database function `notify_version_token()` notifies. */
const CHANNEL = 'registre_version_token';

/** Listens for commits of other processes on a connection of its own (LISTEN), and reconnects when it breaks. */
export class NotifyListener {
  /** Resolves after the first attempt to connect, successful or not. */
  readonly started: Promise<void>;
  readonly #pool: Pool;
  readonly #latest: LatestVersion;
  readonly #ended: Promise<void>;
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #isClosed = false;
  /** Ends the current pause. */
  #wake: () => void = () => {};
  /** Called after the current attempt to read the version. */
  #waiting: (() => void)[] = [];

  /** @param pool a pool on the database to listen to: its options are used, not its connections. */
  constructor(pool: Pool, latest: LatestVersion) {
    this.#pool = pool;
    this.#latest = latest;
    this.started = this.#attempted();
    this.#ended = this.#run();
  }

  /** Whether the version is at most {@link STALE_AFTER} ms old. Uses the clock, because timers stop while a process is suspended. */
  get isFresh(): boolean {
    return performance.now() - this.#confirmedAt <= STALE_AFTER;
  }

  /** Makes the version unknown, and reads it again at once. */
  invalidate(): void {
    this.#latest.clear();
    this.#wake();
  }

  /**
   * Reads a version again that is unknown or too old. All callers wait for the same statement. Does not wait for a database that
   * could not be reached again.
   */
  async readAgain(): Promise<void> {
    if (this.#isClosed || this.#failures > 1) return;
    this.#wake();
    await this.#attempted();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#ended;
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      // No error is logged here: metrics and readiness report that the version is unknown.
      await this.#listen().catch(() => {});
      this.#markUnknown();
      this.#endAttempt();
      if (!this.#isClosed) await this.#pause(reconnectDelay(this.#failures++));
    }
  }

  /** Sends LISTEN before the first read, so that no commit in between is missed. Returns when the connection has ended. */
  async #listen(): Promise<void> {
    const client = new Client({ ...this.#pool.options, connectionTimeoutMillis: TIMEOUT, query_timeout: TIMEOUT });
    let isConnected = true;
    const onEnd = () => {
      isConnected = false;
      this.#markUnknown();
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
        // The version became unknown or too old during the read: read again at once.
        if (this.#latest.token === null || !this.isFresh) continue;
        this.#endAttempt();
        if (isConnected && !this.#isClosed) await this.#pause(POLL_EVERY);
      }
    } finally {
      client.off('error', onEnd).off('end', onEnd);
      client.on('error', () => {});
      await client.end();
    }
  }

  #markUnknown(): void {
    this.#confirmedAt = Number.NEGATIVE_INFINITY;
    this.#latest.clear();
  }

  /** Resolves after the current or next attempt to read the version, successful or not. */
  #attempted(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #endAttempt(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
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

/** Exponential backoff in milliseconds, at most 5 s, with jitter: processes do not reconnect to a restarted database all at once. */
function reconnectDelay(failures: number): number {
  return Math.min(100 * 2 ** failures, 5_000) * (0.5 + Math.random() / 2);
}
