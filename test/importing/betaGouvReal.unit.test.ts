import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { ENTITY_KINDS } from '../../src/domain/entities/EntityKind.ts';
import { mapBetaGouv } from '../../src/importing/mapping/mapBetaGouv.ts';
import { readSource } from '../../src/importing/sources/readSource.ts';
import { knownOrganisation } from '../../src/importing/sources/sourceMapping.ts';
import { measureContacts } from '../../tools/contacts/measureContacts.ts';
import {
  agentsByLatestMission,
  countValues,
  isActive,
  startupFigures,
  teamFigures,
  teamOf,
  wordOf,
} from './figures.ts';

/** The folder of the real API data and of the figures of a correct import, outside the repository. */
const FOLDER = join(packageRoot, '../shared/beta-gouv');

/** The figures of stats.json that cannot be computed from a MappedSource, and why. */
const NOT_COMPUTABLE: Readonly<Record<string, string>> = {
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
  organisations_by_type: 'uses the labels of the API; checked below',
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
  const desired = mapBetaGouv(files, '2026-08-20');
  const stats: Record<string, unknown> = JSON.parse(readFileSync(join(FOLDER, 'stats.json'), 'utf8'));
  const figures = { ...startupFigures(desired), ...teamFigures(desired) };
  const found = countValues(desired.findings.map(({ code }) => code));

  describe('The real data of beta.gouv.fr have the figures of stats.json', () => {
    test.each(Object.keys(stats).filter((key) => !(key in NOT_COMPUTABLE)))('%s', (key) => {
      expect(figures).toHaveProperty([key], stats[key]);
    });

    test('every figure of NOT_COMPUTABLE is in stats.json', () => {
      expect(Object.keys(stats)).toEqual(expect.arrayContaining(Object.keys(NOT_COMPUTABLE)));
    });

    test('the figures that are computed indirectly', () => {
      const sponsors = countValues(desired.startups.flatMap((startup) => startup.sponsors));
      expect(sponsors).toMatchObject(Object(stats.top_sponsors));
      // The reviewed mapping corrects the types of some organisations: 17 are ministries, a type that the source lacks.
      const organisations = desired.entities.filter(({ kind }) => kind !== 'INCUBATOR');
      const types = organisations.map(({ slug, kind, record }) =>
        knownOrganisation(slug).kind === undefined ? ENTITY_KINDS.words[kind] : String(Object(record).type),
      );
      expect(countValues(types)).toEqual(stats.organisations_by_type);
      expect(organisations.filter(({ kind }) => kind === 'MINISTRY')).toHaveLength(17);
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

    test('every line of expected_per_startup.csv', () => {
      const lines = readFileSync(join(FOLDER, 'expected_per_startup.csv'), 'utf8').trimEnd().split('\n').slice(1);
      // Ignore the columns by the site rule or in listed order, which the import does not compute.
      const expected = lines.map((line) => {
        const [id, , since, phase, , , phases, sponsors, now, ever] = line.split(',');
        return [id, phase, since, phases, sponsors, now, ever].join(',');
      });
      const active = desired.memberships.filter(isActive);
      const actual = desired.startups.map(({ slug, phases, sponsors }) => {
        const current = phases.at(-1);
        const teams = [teamOf(slug, active).size, teamOf(slug, desired.memberships).size];
        return [slug, wordOf(current?.name), current?.startedOn, phases.length, sponsors.length, ...teams].join(',');
      });
      expect(actual).toEqual(expected);
    });
  });

  describe('The real data of beta.gouv.fr', () => {
    test('have the anomalies that SHAPES.md counts', () => {
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

    test('keep every row, and have at most one open phase per startup', () => {
      expect(desired.findings.filter(({ code }) => /^(ROW|PHASE|EVENT|ID|DATE)_/.test(code))).toEqual([]);
      for (const { phases } of desired.startups) {
        expect(phases.slice(0, -1).filter(({ endedOn }) => endedOn === null)).toEqual([]);
      }
    });

    test('have slugs that are unique whatever the case, and references to existing entities', () => {
      const entities = new Set(desired.entities.map(({ slug }) => slug.toLowerCase()));
      expect(entities.size).toBe(desired.entities.length);
      for (const slug of desired.startups.flatMap(({ sponsors, incubators }) => [...sponsors, ...incubators])) {
        expect(entities).toContain(slug.toLowerCase());
      }
      expect(new Set(desired.startups.map(({ slug }) => slug.toLowerCase())).size).toBe(desired.startups.length);
      expect(desired.services).toHaveLength(187);
    });

    test('have the day on which each closed service closed', () => {
      const closed = desired.services.filter(({ status }) => status === 'CLOSED');
      expect(closed.length).toBeGreaterThan(0);
      expect(closed.filter(({ closedOn }) => closedOn === null)).toEqual([]);
    });

    test('have the contacts that docs/import.md counts', () => {
      const documented = ['FUNCTIONAL', 'OWN_NAME', 'SHARED', 'MEMBER', 'PERSON', 'UNKNOWN'].map((verdict) => {
        const page = readFileSync(join(packageRoot, 'docs/import.md'), 'utf8');
        return [verdict, Number(new RegExp(`^\\| \`${verdict}\` \\| \\d+ \\| (\\d+)`, 'm').exec(page)?.[1])];
      });
      expect(measureContacts(files)).toEqual(Object.fromEntries(documented));
    });

    test('have no member id outside the memberships', () => {
      const { memberships, ...rest } = desired;
      const written = JSON.stringify(rest);
      for (const id of new Set(memberships.map(({ memberId }) => memberId))) expect(written).not.toContain(id);
    });

    test('always have the same result', () => {
      expect(mapBetaGouv(structuredClone(files), '2026-08-20')).toEqual(desired);
    });
  });
}
