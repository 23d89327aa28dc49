import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Three tiers by file name (see test/README.md). `npm test` runs `unit` and `integration` with a fixed seed, on PostgreSQL.
 * `npm run test:slow` runs `slow`, and `again`: the other two on the embedded database, with a new seed and more runs (in CI, a fifth of them).
 */
const shared = {
  testEnvironment: '<rootDir>/test/jest/nativeEnvironment.cjs',
  runtime: '<rootDir>/test/jest/nativeRuntime.cjs',
  roots: ['<rootDir>/test'],
  transform: {},
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};

const UNIT = '<rootDir>/test/**/*.unit.test.ts';
const SLOW = '<rootDir>/test/**/*.slow.test.ts';
const INTEGRATION = '<rootDir>/test/**/!(*.unit|*.slow|*.isolated).test.ts';
// They change classes of the program permanently: a slow test runs each of them in a separate process.
const ISOLATED = '<rootDir>/test/**/*.isolated.test.ts';

/** Tests of what surrounds the database: HTTP, pages, files, and the client of data.gouv.fr. PGlite would answer the same. */
const OUTSIDE_DATABASE =
  /^(?:web|clients|examples|inSync|openData|publishing\/(?:publish|receipt|datagouv|bundles|releaseChanges)|server\/(?:limits|attacks|persistedDocuments|invalidHttp|httpCaching|crossOrigin|responseCache))/;

const TESTS = join(import.meta.dirname, 'test');
const TEST_FILES = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .sort();
/** Not run again: without random data, and without a database, outside it, or with both in `npm test`. A second run would repeat the first. */
const NOT_RUN_AGAIN = TEST_FILES.filter(
  (file) =>
    /\.unit\.test\.ts$|^schema\/|^database\/embeddedDatabase/.test(file) ||
    OUTSIDE_DATABASE.test(file) ||
    uses(file, /everyDatabase/),
).filter((file) => !uses(file, /randomRuns|isLong/));

function uses(file, names) {
  return names.test(readFileSync(join(TESTS, file), 'utf8'));
}

const fixed = { seed: 1, isLong: false };
// In CI, a new seed for each run is worth more than many runs of one seed.
const random = {
  seed: Number(process.env.REGISTRE_TEST_SEED ?? Math.trunc(Math.random() * 2 ** 31)),
  isLong: !process.env.CI,
};

/** In CI, each run repeats a fifth of the files on the embedded database, by its seed: all of them take too long. */
const OTHER_RUNS = random.isLong ? [] : TEST_FILES.filter((_file, at) => at % 5 !== random.seed % 5);

/** A Jest project for one tier. `test/support/tier.ts` reads its `REGISTRE_TIER`. */
const tier = (displayName, testMatch, given) => ({
  ...shared,
  displayName,
  testMatch,
  globals: { REGISTRE_TIER: given },
});

export default {
  projects: [
    tier('unit', [UNIT], { databases: [], ...fixed }),
    tier('integration', [INTEGRATION], { databases: ['PostgreSQL'], ...fixed }),
    {
      ...tier('again', [UNIT, INTEGRATION], { databases: ['PGlite'], ...random }),
      testPathIgnorePatterns: [...NOT_RUN_AGAIN, ...OTHER_RUNS].map((file) => `<rootDir>/test/${file}`),
    },
    tier('slow', [SLOW], { databases: ['PostgreSQL'], ...random }),
    ...(process.argv.includes('isolated')
      ? [tier('isolated', [ISOLATED], { databases: ['PGlite', 'PostgreSQL'], ...fixed })]
      : []),
  ],
  globalSetup: '<rootDir>/test/jest/globalSetup.ts',
  globalTeardown: '<rootDir>/test/jest/globalTeardown.ts',
  maxWorkers: '100%',
  // A worker above this limit ends after its test file: PGlite does not free the memory of closed instances.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/test/jest/summaryReporter.js'],
};
