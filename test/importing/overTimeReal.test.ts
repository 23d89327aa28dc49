import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { proposeMerges } from '../../src/importing/review/proposeMerges.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { databases } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

const AUGUST = join(packageRoot, '../shared/beta-gouv');
const FEBRUARY = join(packageRoot, '../shared/beta-gouv-2026-02');
const GONE = ['chemins-en-commun', 'cyberbudget', 'longuevieauxobjets', 'pe-ate'];

const COUNTS = `query ($on: Date!) {
  statistics(on: $on) { startups activeStartups absentStartups }
  startups(first: 100, filter: { isAbsent: true }) { nodes { slug absentSince phase isActive membersEver } }
}`;

const NUMBERS = 'startups activeStartups absentStartups unknownPhases byPhase { value count }';
const SERIES = `query ($every: PeriodLength) { statisticsSeries(from: "2012-01-01", to: "2026-08-20", every: $every) {
  lastDay ${NUMBERS} entries exits exitsByOutcome { count }
  byIncubator { incubator { slug } startups } byMinistryDomain { ministryDomain startups }
} }`;
const STATISTICS = `query ($on: Date!) { statistics(on: $on) {
  ${NUMBERS} byIncubator { entity { slug } count } byMinistryDomain { value count }
} }`;

interface Group {
  readonly startups: number;
}
interface Breakdowns {
  readonly absentStartups: number;
  readonly unknownPhases: number;
  readonly byPhase: readonly object[];
  readonly byIncubator: readonly (Group & { incubator: object })[];
  readonly byMinistryDomain: readonly (Group & { ministryDomain: string })[];
}

/** The breakdowns of a period, as `statistics(on:)` gives them. */
function onLastDay({ absentStartups, unknownPhases, byPhase, byIncubator, byMinistryDomain }: Breakdowns) {
  const present = ({ startups }: Group) => startups > 0;
  return {
    absentStartups,
    unknownPhases,
    byPhase,
    byIncubator: byIncubator.filter(present).map(({ incubator, startups }) => ({ entity: incubator, count: startups })),
    byMinistryDomain: byMinistryDomain
      .filter(present)
      .map(({ ministryDomain, startups }) => ({ value: ministryDomain, count: startups })),
  };
}

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);

(existsSync(FEBRUARY) ? describe : describe.skip)('The real data of February, then of August,', () => {
  describe.each(databases())('on $name', ({ open }) => {
    let register: TestRegister;
    let directory: string;
    let teams: Map<string, number>;

    beforeAll(async () => {
      register = await openRegister(open);
      directory = await mkdtemp(join(tmpdir(), 'over-time-'));
      const august = await readSource(AUGUST);
      const february = { ...august };
      for (const file of ['startups.json', 'incubators.json', 'organisations.json'] as const) {
        february[file] = JSON.parse(readFileSync(join(FEBRUARY, file), 'utf8'));
      }
      await register.load(readReference(), { today: '2026-02-19' });
      await register.load(mapBetaGouv(february, '2026-02-20'), { today: '2026-02-20' });
      await release();
      teams = await membersEver();
      await register.load(mapBetaGouv(august, '2026-08-20'), { today: '2026-08-20' });
    });
    afterAll(async () => {
      await register.close();
      await rm(directory, { recursive: true });
    });

    const query = async (document: string, variables: Record<string, unknown> = {}) => {
      const { data, errors } = await register.execute(document, variables);
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data));
    };
    const release = () => createRelease({ pool: register.pool, directory, publicUrl: 'https://registre.example' });
    const membersEver = async () => {
      const { rows } = await register.pool.query<{ slug: string; members: number }>(
        `SELECT s.slug, count(DISTINCT m.member_key)::int AS members FROM startup s JOIN membership m ON m.startup_id = s.id
         WHERE s.slug = ANY($1) GROUP BY 1`,
        [GONE],
      );
      return new Map(rows.map(({ slug, members }) => [slug, members]));
    };

    test('the four products that are gone are absent, without a phase, with their teams', async () => {
      const { statistics, startups } = await query(COUNTS, { on: '2026-08-20' });
      expect(startups.nodes.map(({ slug }: { slug: string }) => slug).sort()).toEqual(GONE);
      for (const { slug, absentSince, phase, isActive, membersEver: members } of startups.nodes) {
        expect({ slug, absentSince, phase, isActive, members }).toEqual({
          ...{ slug, absentSince: '2026-08-20', phase: null, isActive: false },
          members: teams.get(slug) ?? 0,
        });
      }
      const stats = JSON.parse(readFileSync(join(AUGUST, 'stats.json'), 'utf8'));
      expect(statistics).toEqual({
        startups: stats.startups,
        activeStartups: stats.active_startups_site_rule,
        absentStartups: GONE.length,
      });
    });

    test('the series of statistics has the statistics of the last day of each period, and adds up', async () => {
      const { statisticsSeries: years } = await query(SERIES, { every: 'YEAR' });
      for (const { lastDay, startups, activeStartups, ...year } of years) {
        const { statistics } = await query(STATISTICS, { on: lastDay });
        expect({ lastDay, startups, activeStartups, ...onLastDay(year) }).toEqual({ lastDay, ...statistics });
      }
      const { statisticsSeries: months } = await query(SERIES, { every: 'MONTH' });
      let active = 0;
      for (const { activeStartups, entries, exits, exitsByOutcome } of months) {
        active += entries - exits;
        expect([activeStartups, sum<{ count: number }>(exitsByOutcome, ({ count }) => count)]).toEqual([active, exits]);
      }
      type Flows = readonly { readonly entries: number; readonly exits: number }[];
      const added = (counts: Flows) => [sum(counts, ({ entries }) => entries), sum(counts, ({ exits }) => exits)];
      expect(added(months)).toEqual(added(years));
    });

    test('no pair of them is proposed that is not one product', async () => {
      const { absent, proposals } = await proposeMerges(readerOn(register.pool));
      expect(absent).toEqual(GONE);
      expect(proposals.map(({ startup, into }) => [startup, into])).toEqual([]);
    });

    test('the news lists them as disappeared, and nothing as removed', async () => {
      const { name } = await release();
      const news = readFileSync(join(directory, name, 'NOUVEAUTES.md'), 'utf8');
      const section = news.split('\n## ').find((each) => each.startsWith('Startups d’État disparues de la source (4)'));
      for (const slug of GONE) expect(section).toContain(`(${slug})`);
      expect(news).not.toContain('Startups d’État retirées');
    });
  });
});
