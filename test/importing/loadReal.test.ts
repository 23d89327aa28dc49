import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { PHASE_NAMES } from '../../src/domain/startups/lifecycle.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { codesWithoutMeaning } from '../publishing/codesWithoutMeaning.ts';
import { createExportsDirectory, filesUnder, removeDirectories } from '../publishing/populatedRegister.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const FOLDER = join(packageRoot, '../shared/beta-gouv');

interface Expected {
  id: string;
  current_phase_ties_by_rank: keyof typeof WORD_TO_PHASE;
  current_since: string;
  phases: string;
  sponsors: string;
  'team_2026-08-20': string;
  team_ever: string;
}

const WORD_TO_PHASE = Object.fromEntries(Object.entries(PHASE_NAMES.words).map(([code, word]) => [word, code]));

const STARTUPS = `query ($after: String) {
  startups(first: 100, after: $after) {
    nodes { slug phase phases { startedOn } sponsors { slug } team(on: "2026-08-20") { size } membersEver }
    pageInfo { hasNextPage endCursor }
  }
}`;

(existsSync(FOLDER) ? describe : describe.skip)('The real beta.gouv.fr data, if present,', () => {
  describe.each(databases())('on $name, imported over the reference register', ({ open }) => {
    let register: TestRegister;
    let stats: Record<string, unknown>;

    beforeAll(async () => {
      register = await openRegister(open);
      await register.load(readReference());
      await register.load(mapBetaGouv(await readSource(FOLDER), '2026-08-20'));
      stats = JSON.parse(readFileSync(join(FOLDER, 'stats.json'), 'utf8'));
    });
    afterAll(() => register.close());

    test('every startup matches expected_per_startup.csv', async () => {
      const expected: Expected[] = parse(readFileSync(join(FOLDER, 'expected_per_startup.csv')), { columns: true });
      const found = await everyStartup(register);
      expect(found.map(({ slug }) => slug).sort()).toEqual(expected.map(({ id }) => id).sort());
      const bySlug = new Map(found.map((startup) => [startup.slug, startup]));
      for (const row of expected) {
        const startup = bySlug.get(row.id);
        expect({
          id: row.id,
          phase: startup?.phase,
          since: startup?.phases.at(-1)?.startedOn,
          phases: startup?.phases.length,
          sponsors: startup?.sponsors.length,
          team: startup?.team.size,
          ever: startup?.membersEver,
        }).toEqual({
          id: row.id,
          phase: WORD_TO_PHASE[row.current_phase_ties_by_rank],
          since: row.current_since,
          phases: Number(row.phases),
          sponsors: Number(row.sponsors),
          team: Number(row['team_2026-08-20']),
          ever: Number(row.team_ever),
        });
      }
    });

    test('the statistics of 2026-08-20 match stats.json', async () => {
      const { data, errors } = await register.execute(
        `{ statistics(on: "2026-08-20") { startups activeStartups byPhase { value count }
             byIncubator { entity { identifiers { scheme value } } count } bySponsor { entity { slug } count } } }`,
      );
      expect(errors).toBeUndefined();
      const { statistics } = JSON.parse(JSON.stringify(data));
      expect(statistics.startups).toBe(stats.startups);
      expect(statistics.activeStartups).toBe(stats.active_startups_site_rule);
      expect(
        Object.fromEntries(
          statistics.byPhase
            .filter(({ count }: { count: number }) => count > 0)
            .map(({ value, count }: { value: keyof typeof PHASE_NAMES.words; count: number }) => [
              PHASE_NAMES.words[value],
              count,
            ]),
        ),
      ).toEqual(stats.current_phase_ties_by_rank);
      const incubators = statistics.byIncubator.map(
        ({ entity, count }: { entity: { identifiers: { scheme: string; value: string }[] }; count: number }) => [
          entity.identifiers.find(({ scheme }) => scheme === 'beta.gouv.fr/incubateurs')?.value,
          count,
        ],
      );
      expect(Object.fromEntries(incubators)).toEqual(stats.startups_by_incubator_all);
      expect(statistics.bySponsor).toHaveLength(Number(stats.distinct_sponsors));
      const top = Object.entries(stats.top_sponsors ?? {});
      for (const [slug, count] of top) {
        expect(statistics.bySponsor).toContainEqual({ entity: { slug }, count });
      }
    });

    test.each(['2019-06-01', '2026-08-20'])(
      'the members of %s match an independent count of authors.json',
      async (on) => {
        const { data, errors } = await register.execute(
          `query ($on: Date) { statistics(on: $on) { members { total known active withoutStartup
           byTrade { value count } byEmployment { value count } } } }`,
          { on },
        );
        expect(errors).toBeUndefined();
        const members = SourceMembers.parse(JSON.parse(readFileSync(join(FOLDER, 'authors.json'), 'utf8')));
        const now = members
          .map((member) => ({
            ...member,
            missions: member.missions.filter(({ start, end }) => start <= on && on <= end),
          }))
          .filter(({ missions }) => missions.length > 0);
        const employments = now.flatMap(({ missions }) => [
          ...new Set(missions.map(({ status }) => (status === 'admin' ? 'PUBLIC_AGENT' : 'CONTRACTOR'))),
        ]);
        expect(JSON.parse(JSON.stringify(data)).statistics.members).toEqual({
          total: members.filter(
            ({ missions, startups, previously }) =>
              missions.some(({ start }) => start <= on) ||
              [...startups, ...previously].some((slug) => !missions.some((mission) => mission.startups.includes(slug))),
          ).length,
          known: members.length,
          active: now.length,
          withoutStartup: now.filter(({ missions }) => missions.every(({ startups }) => startups.length === 0)).length,
          byTrade: counted(now.map(({ domaine }) => domaine)).map(([value, count]) => ({ value, count })),
          byEmployment: ['PUBLIC_AGENT', 'CONTRACTOR'].map((value) => ({
            value,
            count: employments.filter((each) => each === value).length,
          })),
        });
      },
    );

    test('the durations of ended phases match stats.json', async () => {
      const { data } = await register.execute(
        '{ statistics(on: "9999-12-31") { phaseDurations { phase count medianDays } } }',
      );
      const { statistics } = JSON.parse(JSON.stringify(data));
      const found = statistics.phaseDurations.map(
        ({
          phase,
          count,
          medianDays,
        }: {
          phase: keyof typeof PHASE_NAMES.words;
          count: number;
          medianDays: number;
        }) => [PHASE_NAMES.words[phase], { n: count, median_days: medianDays }],
      );
      const durations: Record<string, { n: number; median_days: number }> = Object(
        stats.duration_effective_end_ties_by_rank,
      );
      const ended = Object.entries(durations).filter(([, { n }]) => n > 0);
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries(ended.map(([word, { n, median_days }]) => [word, { n, median_days }])),
      );
    });

    test('no imported startup is overdue', async () => {
      const { data } = await register.execute(
        '{ statistics(on: "2026-08-20") { overdueStartups } startups(filter: { isNull: { isOverdue: false } }) { totalCount } }',
      );
      expect(data).toMatchObject({ statistics: { overdueStartups: 0 }, startups: { totalCount: 0 } });
    });

    test('the organisations of 2017 are not those of today, and the ministries are the real ones', async () => {
      const { data, errors } = await register.execute(
        `{ former: entities(filter: { isOpen: true, slug: ["sgmap", "diat", "disic", "dinsic", "pole-emploi"] }) { totalCount }
           ministries: entities(first: 50, filter: { kind: [MINISTRY] }) { totalCount nodes { identifiers { scheme } parent { slug } } }
           culture: entity(by: { slug: "ministere-de-la-culture" }) { slug formerSlugs }
           dgfip: entity(by: { slug: "dgfip" }) { parent { slug } }
           anssi: entity(by: { slug: "anssi" }) { ancestors { slug } }
           below: entities(filter: { isNull: { parent: false }, ancestors: { some: { kind: [MINISTRY, PRIME_MINISTER] } } }) { totalCount }
           dinum: entity(by: { slug: "dinum" }) {
             lineage { slug }
             portfolio { sponsoredStartups }
             withPredecessors: portfolio(includePredecessors: true) { sponsoredStartups }
           } }`,
      );
      expect(errors).toBeUndefined();
      const { ministries, below, dinum, ...found } = JSON.parse(JSON.stringify(data));
      expect(found).toEqual({
        former: { totalCount: 0 },
        culture: { slug: 'mc', formerSlugs: ['ministere-de-la-culture'] },
        dgfip: { parent: { slug: 'mefsin' } },
        anssi: { ancestors: [{ slug: 'sgdsn' }, { slug: 'premier-ministre' }] },
      });
      expect(ministries.totalCount).toBe(17);
      for (const { identifiers, parent } of ministries.nodes) {
        expect(identifiers).toEqual([{ scheme: 'beta.gouv.fr/organisations' }]);
        expect(parent).toBeNull();
      }
      expect(below.totalCount).toBeGreaterThan(110);
      expect(dinum.lineage).toEqual(['disic', 'sgmap', 'dinsic', 'dinum'].map((slug) => ({ slug })));
      expect(dinum.withPredecessors).toEqual(dinum.portfolio);
    });

    test('a release explains each code of each file', async () => {
      const directory = await createExportsDirectory();
      const { name } = await createRelease({ pool: register.pool, directory, publicUrl: 'http://localhost' });
      expect(codesWithoutMeaning(await filesUnder(join(directory, name)))).toEqual([]);
      await removeDirectories();
    });

    test('a second import of the same files writes nothing and leaves the version as it was', async () => {
      const again = await register.load(mapBetaGouv(await readSource(FOLDER), '2026-08-20'));
      expect(again).toMatchObject({ wrote: false, version: 2 });
      expect(again.kinds.every(({ created, updated, deleted }) => created + updated + deleted === 0)).toBe(true);
    });
  });
});

const SourceMembers = z.array(
  z.object({
    domaine: z.string(),
    missions: z.array(
      z.object({ start: z.string(), end: z.string(), status: z.string(), startups: z.array(z.string()).default([]) }),
    ),
    startups: z.array(z.string()).default([]),
    previously: z.array(z.string()).default([]),
  }),
);

/** The values with their counts, the greatest first, then in the order of code points. */
function counted(values: readonly string[]): [string, number][] {
  const counts = [...new Set(values)].map((value): [string, number] => [
    value,
    values.filter((v) => v === value).length,
  ]);
  return counts.sort(([a, m], [b, n]) => n - m || Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

interface Startup {
  slug: string;
  phase: string | null;
  phases: { startedOn: string }[];
  sponsors: { slug: string }[];
  team: { size: number };
  membersEver: number;
}

async function everyStartup(register: TestRegister): Promise<Startup[]> {
  const found: Startup[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await register.execute(STARTUPS, { after });
    expect(errors).toBeUndefined();
    const { startups } = JSON.parse(JSON.stringify(data));
    found.push(...startups.nodes);
    after = startups.pageInfo.hasNextPage ? startups.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}
