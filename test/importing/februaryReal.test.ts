import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

/** The real data of 20 February 2026, with the words that the source used then, and the members of the August data. */
const FEBRUARY = join(packageRoot, '../shared/beta-gouv-2026-02');
const AUGUST = join(packageRoot, '../shared/beta-gouv');
const DAY = '2026-02-20';

interface SourceStartup {
  attributes: { phases: { name: string }[] };
}

(existsSync(FEBRUARY) ? describe : describe.skip)('The real beta.gouv.fr data of February 2026, if present,', () => {
  describe.each(databases())('on $name', ({ open }) => {
    const folder = mkdtempSync(join(tmpdir(), 'registre-february-'));
    let register: TestRegister;

    beforeAll(async () => {
      for (const file of ['startups.json', 'incubators.json', 'organisations.json']) {
        copyFileSync(join(FEBRUARY, file), join(folder, file));
      }
      copyFileSync(join(AUGUST, 'authors.json'), join(folder, 'authors.json'));
      register = await openRegister(open);
      await register.load(mapBetaGouv(await readSource(folder), DAY));
    });
    afterAll(async () => {
      await register.close();
      rmSync(folder, { recursive: true });
    });

    test('have 142 active startups, and no unknown phase', async () => {
      const { data } = await register.execute(
        'query ($on: Date) { statistics(on: $on) { startups activeStartups unknownPhases byPhase { value count } } }',
        { on: DAY },
      );
      const { statistics } = JSON.parse(JSON.stringify(data));
      expect(statistics).toMatchObject({ startups: 382, activeStartups: 142, unknownPhases: 0 });
      const counts: Record<string, number> = Object.fromEntries(
        statistics.byPhase
          .filter(({ count }: { count: number }) => count > 0)
          .map(({ value, count }: { value: string; count: number }) => [value, count]),
      );
      const { ABANDONED = 0, ABANDONED_AT_INVESTIGATION = 0, ...others } = counts;
      expect(others).toEqual({
        INVESTIGATION: 15,
        CONSTRUCTION: 73,
        ACCELERATION: 41,
        CONSOLIDATION: 13,
        TRANSFERRED: 38,
      });
      expect(ABANDONED + ABANDONED_AT_INVESTIGATION).toBe(202);
    });

    test('keep the words of the source', async () => {
      const { data }: { data: SourceStartup[] } = JSON.parse(readFileSync(join(FEBRUARY, 'startups.json'), 'utf8'));
      const given = data.flatMap(({ attributes }) => attributes.phases.map(({ name }) => name));
      const { rows } = await register.pool.query<{ word: string }>('SELECT source_word AS word FROM phase');
      expect(rows.map(({ word }) => word).sort()).toEqual(given.sort());
    });
  });
});
