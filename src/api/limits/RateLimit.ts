import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** A promise to clients: so many points in so many seconds. */
export interface Policy {
  /** Its name in the headers. */
  readonly name: string;
  /** What is counted, in words: `points`. */
  readonly what: string;
  readonly points: number;
  readonly window: number;
}

/** What a client has left of a policy. */
export interface Quota {
  readonly policy: Policy;
  readonly remaining: number;
  /** In so many seconds it has all of them again. */
  readonly reset: number;
  /** Whether more was taken than there was. */
  readonly spent: boolean;
}

/**
 * Counts the points that each client spends. Processes that share a PostgreSQL count together, in its table
 * `rate_limit`; when that fails each counts for itself, which is no open door. Whoever has spent all is not looked up
 * again before the window ends.
 */
export class RateLimit {
  readonly policy: Policy;
  readonly #limiter: RateLimiterMemory | RateLimiterPostgres;

  /** @param shared the database that other processes use too; null to count in this process alone. */
  constructor(policy: Policy, shared: Pool | null) {
    this.policy = policy;
    const { name, points, window } = policy;
    const options = { keyPrefix: name, points, duration: window };
    const alone = new RateLimiterMemory(options);
    this.#limiter = shared
      ? new RateLimiterPostgres({
          ...options,
          storeClient: shared,
          storeType: 'pool',
          tableName: 'rate_limit',
          tableCreated: true,
          insuranceLimiter: alone,
          inMemoryBlockOnConsumed: points + 1,
        })
      : alone;
  }

  /** Takes points from a client, even those that it has not got. */
  async take(client: string, points: number): Promise<Quota> {
    try {
      return this.#quota(await this.#limiter.consume(client.slice(0, 200), points), false);
    } catch (outcome) {
      // How the library says that there are too few.
      if (outcome instanceof RateLimiterRes) return this.#quota(outcome, true);
      throw outcome;
    }
  }

  /** What a client has left; takes nothing. */
  async left(client: string): Promise<Quota> {
    const found = await this.#limiter.get(client.slice(0, 200));
    if (!found) return { policy: this.policy, remaining: this.policy.points, reset: 0, spent: false };
    return this.#quota(found, found.consumedPoints > this.policy.points);
  }

  #quota({ remainingPoints, msBeforeNext }: RateLimiterRes, spent: boolean): Quota {
    const reset = Math.max(1, Math.ceil(msBeforeNext / 1000));
    return { policy: this.policy, remaining: spent ? 0 : remainingPoints, reset, spent };
  }
}
