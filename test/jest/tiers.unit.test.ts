import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { SETTINGS } from '../../src/config/settingsTable.ts';
import { randomRuns } from '../support/tier.ts';

const TEST_FILES = readdirSync(join(packageRoot, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(packageRoot, 'test', file));

/** Modules that start a database, or a process that opens one. */
const DATABASES = ['support/databases.ts', 'support/sharedResource.ts', 'support/postgres.ts', 'cli/registre.ts'].map(
  (file) => join(packageRoot, 'test', file),
);

describe('The tiers of tests', () => {
  test('a unit test imports no module that opens a database', () => {
    const units = TEST_FILES.filter((file) => file.endsWith('.unit.test.ts'));
    expect(units.length).toBeGreaterThan(30);
    expect(units.filter((file) => [...importedFrom(file)].some((reached) => DATABASES.includes(reached)))).toEqual([]);
  });

  test('every fc.assert uses the seed and the number of runs of its tier', () => {
    const counts = TEST_FILES.map((file) => readFileSync(file, 'utf8')).map((text) => [
      text.match(/\bfc\.assert\(\n?/g)?.length ?? 0,
      text.match(/\brandomRuns\(/g)?.length ?? 0,
    ]);
    const without = TEST_FILES.filter((_file, at) => (counts[at]?.[0] ?? 0) > (counts[at]?.[1] ?? 0));
    expect(without.filter((file) => !/tier\.ts$|tiers\.unit/.test(file))).toEqual([]);
  });

  test('a tier has one seed', () => {
    expect(randomRuns(3, 4).seed).toBe(randomRuns(1, 2).seed);
    expect([3, 4]).toContain(randomRuns(3, 4).numRuns);
  });
});

describe('A test file', () => {
  test('starts in an empty directory, outside of the checkout', () => {
    expect(readdirSync('.')).toEqual([]);
    expect(process.cwd().startsWith(packageRoot)).toBe(false);
  });

  test('has no setting of the program or of the PostgreSQL client in its environment', () => {
    // Bundles take a second for each release. The tests about them turn them on.
    const names = Object.keys(process.env).filter((name) => name !== 'EXPORTS_BUNDLES');
    expect(names.filter((name) => name in SETTINGS || /^PG[A-Z]+$/.test(name))).toEqual([]);
  });
});

function importedFrom(file: string): Set<string> {
  const reached = new Set([file]);
  for (const each of reached) {
    for (const [, specifier = ''] of readFileSync(each, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)) {
      const found = join(dirname(each), specifier);
      // Type imports count too: they load no module, but a module of databases is imported for its values.
      if (found.includes('/test/') && existsSync(found)) reached.add(found);
    }
  }
  return reached;
}
