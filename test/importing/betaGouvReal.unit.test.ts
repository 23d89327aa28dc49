import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { ENTITY_KINDS } from '../../src/domain/entities/EntityKind.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import {
  agentsByLatestMission,
  countValues,
  isActive,
  startupFigures,
  teamFigures,
  teamOf,
  wordOf,
} from './figures.ts';

/** The real data of the API, which is outside the repository, with the figures of a correct import. */
const FOLDER = join(packageRoot, '../shared/beta-gouv');

/** The figures of stats.json that the MappedSource value alone can't give, and why. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  current_phase_site_rule: 'needs the listed order of same-day phases, which the import replaces by their rank',
  current_phase_last_listed_csv: 'needs the listed order',
  'current_phase_as_of_2026-08-20': 'is by the site rule: needs the listed order',
  active_startups_site_rule: 'is by the site rule; checked below, where it agrees with the rule of ranks',
  duration_explicit_end_only: 'ends taken from the next start are ends like others in MappedSource',
  duration_effective_end: 'needs the listed order',
  open_phase_rows:
    'the listed order decides which of two same-day phases is open; the other six words are checked below',
  phase_rows_with_explicit_end: 'the sum is checked below with the findings; per phase as above',
  top_sponsors: 'is a part of the counts of sponsors; checked below',
  organisations_by_type: 'is under our words for kinds; checked below',
  missions: 'MappedSource has a row per mission and startup',
  missions_with_startups: 'MappedSource has a row per mission and startup',
  mission_rows_by_status: 'MappedSource has a row per mission and startup',
  members_by_status_of_latest_mission: 'independent and service are both CONTRACTOR; checked below as far as that',
  members_domaine_x_latest_status: 'independent and service are both CONTRACTOR',
  active_by_status_of_latest_active_mission: 'same; checked below as far as that',
  active_domaine_x_status: 'independent and service are both CONTRACTOR',
  details_previous_members_links: 'is of startups_details.json, which is not imported',
  details_expired_members_links: 'is of startups_details.json, which is not imported',
};

if (!existsSync(join(FOLDER, 'stats.json'))) {
  test.skip('the real data of beta.gouv.fr are not next to the repository (../shared/beta-gouv)', () => undefined);
} else {
  const files = await readSource(FOLDER);
  const desired = mapBetaGouv(files);
  const stats: Record<string, unknown> = JSON.parse(readFileSync(join(FOLDER, 'stats.json'), 'utf8'));
  const figures = { ...startupFigures(desired), ...teamFigures(desired) };
  const found = countValues(desired.findings.map(({ code }) => code));

  describe('the real data of beta.gouv.fr give the figures of stats.json', () => {
    test.each(Object.keys(stats).filter((key) => !(key in OUT_OF_REACH)))('%s', (key) => {
      expect(figures).toHaveProperty([key], stats[key]);
    });

    test('(no figure is called out of reach that is not there)', () => {
      expect(Object.keys(stats)).toEqual(expect.arrayContaining(Object.keys(OUT_OF_REACH)));
    });

    test('and those that take a detour', () => {
      const sponsors = countValues(desired.startups.flatMap((startup) => startup.sponsors));
      expect(sponsors).toMatchObject(Object(stats.top_sponsors));
      const organisations = desired.entities.filter(({ kind }) => kind !== 'INCUBATOR');
      expect(countValues(organisations.map(({ kind }) => ENTITY_KINDS.words[kind]))).toEqual(
        stats.organisations_by_type,
      );
      const ended = desired.startups.flatMap(({ phases }) => phases).filter(({ endedOn }) => endedOn !== null).length;
      expect(ended - (found.END_FROM_NEXT_START ?? 0)).toBe(101 + 29 + 4 + 4 + 1 + 2);
      const { abandon: _a, transfere: _t, ...others } = Object(stats.open_phase_rows);
      expect(figures.open_phase_rows).toMatchObject(others);
      const over = new Set(['TRANSFERRED', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION']);
      const active = desired.startups.filter(({ phases }) => !over.has(phases.at(-1)?.name ?? 'ABANDONED'));
      expect(active).toHaveLength(Number(stats.active_startups_site_rule));
      expect(agentsByLatestMission(desired.memberships)).toEqual({ admin: 693, other: 1055 + 217 });
      expect(agentsByLatestMission(desired.memberships.filter(isActive))).toEqual({ admin: 270, other: 567 + 59 });
    });

    test('and every line of expected_per_startup.csv', () => {
      const lines = readFileSync(join(FOLDER, 'expected_per_startup.csv'), 'utf8').trimEnd().split('\n').slice(1);
      // The columns by the site rule or in listed order are not of this import.
      const expected = lines.map((line) => {
        const [id, , since, phase, , , phases, sponsors, now, ever] = line.split(',');
        return [id, phase, since, phases, sponsors, now, ever].join(',');
      });
      const active = desired.memberships.filter(isActive);
      const got = desired.startups.map(({ slug, phases, sponsors }) => {
        const current = phases.at(-1);
        const teams = [teamOf(slug, active).size, teamOf(slug, desired.memberships).size];
        return [slug, wordOf(current?.name), current?.startedOn, phases.length, sponsors.length, ...teams].join(',');
      });
      expect(got).toEqual(expected);
    });
  });

  describe('the real data of beta.gouv.fr', () => {
    test('have the quirks that SHAPES.md counts', () => {
      const startupsWith = (code: string) =>
        new Set(desired.findings.filter((f) => f.code === code).map(({ sourceId }) => sourceId)).size;
      expect(found).toMatchObject({
        END_FROM_NEXT_START: 473,
        PHASES_GAP: 38,
        PHASES_OUT_OF_ORDER: 7,
        URL_RELATIVE: 3,
        SLUG_TAKEN: 7,
        HIDDEN_INCUBATOR: 1,
        UNKNOWN_REFERENCE: 1,
        CONTACT_HOST_ODD: 1,
        CONTACT_HOST_LOWERED: 1,
        TEXT_UNESCAPED: 48 + 1,
      });
      expect(startupsWith('SAME_DAY_PHASES')).toBe(35);
      expect(startupsWith('PHASES_OVERLAP')).toBe(9);
    });

    test('lose no row, and at most one phase per startup is open', () => {
      expect(desired.findings.filter(({ code }) => /^(ROW|PHASE|EVENT|ID|DATE)_/.test(code))).toEqual([]);
      for (const { phases } of desired.startups) {
        expect(phases.slice(0, -1).filter(({ endedOn }) => endedOn === null)).toEqual([]);
      }
    });

    test('are known by slugs that are unique whatever the case, and all links lead somewhere', () => {
      const entities = new Set(desired.entities.map(({ slug }) => slug.toLowerCase()));
      expect(entities.size).toBe(desired.entities.length);
      for (const slug of desired.startups.flatMap(({ sponsors, incubators }) => [...sponsors, ...incubators])) {
        expect(entities).toContain(slug.toLowerCase());
      }
      expect(new Set(desired.startups.map(({ slug }) => slug.toLowerCase())).size).toBe(desired.startups.length);
      expect(desired.services).toHaveLength(187);
    });

    test('leave nothing of a member outside the memberships', () => {
      const { memberships, ...rest } = desired;
      const written = JSON.stringify(rest);
      for (const id of new Set(memberships.map(({ memberId }) => memberId))) expect(written).not.toContain(id);
    });

    test('always give the same', () => {
      expect(mapBetaGouv(structuredClone(files))).toEqual(desired);
    });
  });
}
