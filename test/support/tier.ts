/** The parameters of a tier, from jest.config.js. */
export interface Tier {
  /** The databases of tests that do not need both. */
  readonly databases: readonly string[];
  /** The seed of random tests. */
  readonly seed: number;
  /** Whether random tests use their larger number of runs. */
  readonly isLong: boolean;
}

/** The tier of the current test file. Call it when a test is defined: a worker runs files of several tiers. */
export function tier(): Tier {
  if (!globalThis.REGISTRE_TIER) throw new Error('Run the tests with npm test: the tier is missing.');
  return globalThis.REGISTRE_TIER;
}

/** Options of `fc.assert`: few runs with a fixed seed in `npm test`, many with a new seed in `npm run test:slow`. */
export function randomRuns(few: number, many: number): { seed: number; numRuns: number } {
  const { seed, isLong } = tier();
  return { seed, numRuns: isLong ? many : few };
}

declare global {
  var REGISTRE_TIER: Tier | undefined;
}
