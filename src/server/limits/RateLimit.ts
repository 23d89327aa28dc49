import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** The points that a client may spend in a window of seconds. */
export interface RatePolicy {
  readonly name: string;
  /** The unit in error messages, such as `points`. */
  readonly unit: string;
  readonly points: number;
  readonly windowSeconds: number;
}

/** The points of a client after a charge. */
export interface Quota {
  readonly policy: RatePolicy;
  readonly remaining: number;
  /** Seconds until the client has all its points again. */
  readonly resetSeconds: number;
  /** Whether the client spent more points than it had. */
  readonly isExceeded: boolean;
}

/** The options of rate-limiter-flexible for a policy. */
export function limiterOptions({ name, points, windowSeconds }: RatePolicy) {
  return { keyPrefix: name, points, duration: windowSeconds };
}

/** Counts the points of each client. `consume` rejects with a {@link RateLimiterRes} when a client has too few points. */
export interface Counter {
  consume(client: string, points: number): Promise<RateLimiterRes>;
}

/** Charges points to clients by a policy. */
export class RateLimit {
  readonly policy: RatePolicy;
  readonly #counter: Counter;

  /** @param counter default: counts in the memory of this process. */
  constructor(policy: RatePolicy, counter: Counter = new RateLimiterMemory(limiterOptions(policy))) {
    this.policy = policy;
    this.#counter = counter;
  }

  /** Charges points to a client. The quota is exceeded when the client had fewer points. */
  async charge(client: string, points: number): Promise<Quota> {
    try {
      return this.#quota(await this.#counter.consume(client.slice(0, 200), points), false);
    } catch (outcome) {
      // rate-limiter-flexible throws the result when the client has too few points.
      if (outcome instanceof RateLimiterRes) return this.#quota(outcome, true);
      throw outcome;
    }
  }

  #quota({ remainingPoints, msBeforeNext }: RateLimiterRes, isExceeded: boolean): Quota {
    const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    return { policy: this.policy, remaining: isExceeded ? 0 : remainingPoints, resetSeconds, isExceeded };
  }
}
