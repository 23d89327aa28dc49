/** What jest.config.js tells the tests of a project. */
export interface Tier {
  /** The databases that a test runs on when one is enough. */
  readonly databases: readonly string[];
  /** What everything random begins with. */
  readonly seed: number;
  /** Whether random tests take their time. */
  readonly isLong: boolean;
}

/** The tier that the present test file runs in: read it when a test is defined, since a worker runs files of several. */
export function tier(): Tier {
  if (!globalThis.REGISTRE_TIER) throw new Error('Run the tests with npm test: there is no tier here.');
  return globalThis.REGISTRE_TIER;
}

/** What `fc.assert` takes: few runs from a fixed seed in `npm test`, many from a new one in `npm run test:all`. */
export function randomRuns(few: number, many: number): { seed: number; numRuns: number } {
  const { seed, isLong } = tier();
  return { seed, numRuns: isLong ? many : few };
}

declare global {
  var REGISTRE_TIER: Tier | undefined;
}
