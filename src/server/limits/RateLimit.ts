import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

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

/** A policy as the library takes it. */
export function limiterOptions({ name, points, window }: Policy) {
  return { keyPrefix: name, points, duration: window };
}

/** Where points are counted. Rejects with a {@link RateLimiterRes} when a client has too few. */
export interface Counter {
  consume(client: string, points: number): Promise<RateLimiterRes>;
}

/** Counts the points that each client spends. */
export class RateLimit {
  readonly policy: Policy;
  readonly #counter: Counter;

  /** @param counter default: the memory of this process. */
  constructor(policy: Policy, counter: Counter = new RateLimiterMemory(limiterOptions(policy))) {
    this.policy = policy;
    this.#counter = counter;
  }

  /** Charges a client, even more points than it has left. */
  async take(client: string, points: number): Promise<Quota> {
    try {
      return this.#quota(await this.#counter.consume(client.slice(0, 200), points), false);
    } catch (outcome) {
      // How the library says that there are too few.
      if (outcome instanceof RateLimiterRes) return this.#quota(outcome, true);
      throw outcome;
    }
  }

  #quota({ remainingPoints, msBeforeNext }: RateLimiterRes, spent: boolean): Quota {
    const reset = Math.max(1, Math.ceil(msBeforeNext / 1000));
    return { policy: this.policy, remaining: spent ? 0 : remainingPoints, reset, spent };
  }
}
