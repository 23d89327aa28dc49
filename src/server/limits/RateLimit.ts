import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** The points that a client may spend in a window of seconds. */
export interface RatePolicy {
  readonly name: string;
  /** The unit in messages: `points`. */
  readonly unit: string;
  readonly points: number;
  readonly windowSeconds: number;
}

export interface Quota {
  readonly policy: RatePolicy;
  readonly remaining: number;
  /** Seconds until it has all of them again. */
  readonly resetSeconds: number;
  /** Whether it spent more than it had. */
  readonly isExceeded: boolean;
}

export function limiterOptions({ name, points, windowSeconds: window }: RatePolicy) {
  return { keyPrefix: name, points, duration: window };
}

/** Counts points. Rejects with a {@link RateLimiterRes} when a client has too few. */
export interface Counter {
  consume(client: string, points: number): Promise<RateLimiterRes>;
}

export class RateLimit {
  readonly policy: RatePolicy;
  readonly #counter: Counter;

  /** @param counter default: the memory of this process. */
  constructor(policy: RatePolicy, counter: Counter = new RateLimiterMemory(limiterOptions(policy))) {
    this.policy = policy;
    this.#counter = counter;
  }

  /** Charges a client, even more points than it has left. */
  async charge(client: string, points: number): Promise<Quota> {
    try {
      return this.#quota(await this.#counter.consume(client.slice(0, 200), points), false);
    } catch (outcome) {
      // The library rejects with the result.
      if (outcome instanceof RateLimiterRes) return this.#quota(outcome, true);
      throw outcome;
    }
  }

  #quota({ remainingPoints, msBeforeNext }: RateLimiterRes, spent: boolean): Quota {
    const reset = Math.max(1, Math.ceil(msBeforeNext / 1000));
    return { policy: this.policy, remaining: spent ? 0 : remainingPoints, resetSeconds: reset, isExceeded: spent };
  }
}
