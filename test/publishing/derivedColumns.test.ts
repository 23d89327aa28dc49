import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { aDatabase } from '../support/databases.ts';
import {
  createExportsDirectory,
  filesUnder,
  type PopulatedDatabase,
  populate,
  removeDirectories,
} from './populatedRegister.ts';

// Each derived column is computed again here from the other columns, or from the rows of the database, as its description says.

type Row = Record<string, string | number | boolean | string[] | null | undefined>;

const REFERENCE_DAY = '2026-11-24';
const FACTS = `
  UPDATE register SET version = 2, updated_at = '2026-11-23T23:30:00.123Z';
  UPDATE entity SET opened_on = '2015-09-21', closed_on = '2019-10-25' WHERE slug = 'dinsic';
  UPDATE mission SET closed_on = '2030-01-01' WHERE slug = 'vide';
  UPDATE startup SET decision = 'ABANDONED', decided_on = '2014-03-01' WHERE slug = 'a';
  INSERT INTO phase (startup_id, name, started_on, ended_on) VALUES
    (5, 'INVESTIGATION', '2019-02-28', '2019-08-31'), (5, 'CONSTRUCTION', '2019-10-31', '2020-03-01'), (5, 'ACCELERATION', '2020-03-01', '2020-12-31');
  INSERT INTO membership (startup_id, member_key, role, role_word, employment, started_on, ended_on) VALUES
    (5, repeat('0', 31) || '5', 'DEVELOPER', 'Développement', 'CONTRACTOR', '2019-01-31', '2019-03-01'),
    (5, repeat('0', 31) || '6', 'DEVELOPER', 'Développement', 'CONTRACTOR', '2019-02-02', '2019-02-28'),
    (5, repeat('0', 31) || '7', 'OTHER', 'Design', NULL, '2019-02-01', '2019-02-01'),
    (5, repeat('0', 31) || '5', 'DEVELOPER', 'Développement', 'CONTRACTOR', '2019-02-15', '2019-04-01');`;

let database: PopulatedDatabase;
let files: Map<string, string>;

beforeAll(async () => {
  database = await populate(await aDatabase().open());
  await database.pool.query(FACTS);
  const directory = await createExportsDirectory();
  const { name } = await createRelease({ pool: database.pool, directory, publicUrl: 'http://localhost' });
  files = await filesUnder(join(directory, name));
});
afterAll(async () => {
  await removeDirectories();
  await database.close();
});

const rowsOf = (path: string): Row[] => JSON.parse(files.get(`${path}.json`) ?? '');
const select = async (sql: string): Promise<Row[]> => (await database.pool.query(sql)).rows;
const nextDay = (day: unknown, by = 1) =>
  new Date(Date.parse(String(day)) + by * 86_400_000).toISOString().slice(0, 10);
const daysBetween = (a: unknown, b: unknown) => (Date.parse(String(b)) - Date.parse(String(a))) / 86_400_000;

it('phases.fin is the last day, and duree_jours counts both days', async () => {
  const raw = await select(
    'SELECT s.slug AS startup, p.started_on::text AS debut, p.ended_on::text AS fin, p.name FROM phase p JOIN startup s ON s.id = p.startup_id ORDER BY 1, 2, p.name',
  );
  const expected = raw.map(({ startup, debut, fin }) => {
    const isFirstOfNext = raw.some((other) => other.startup === startup && other.debut === fin);
    const last = fin !== null && isFirstOfNext && fin !== debut ? nextDay(fin, -1) : fin;
    return { startup, debut, fin: last, duree_jours: last === null ? null : daysBetween(debut, last) + 1 };
  });
  const key = ({ startup, debut, fin }: Row) => `${startup} ${debut} ${fin}`;
  const phases = rowsOf('startups/phases').map(({ startup, debut, fin, duree_jours }) => ({
    startup,
    debut,
    fin,
    duree_jours,
  }));
  expect(phases.sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(
    expected.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
  );
  expect(phases.map(({ fin }) => fin)).toEqual(
    expect.arrayContaining(['2014-08-31', '2019-08-31', '2020-02-29', '2020-12-31']),
  );
});

it('entites.ouverte and missions.ouverte are false with a last day', () => {
  for (const path of ['entites/entites', 'missions/missions']) {
    const rows = rowsOf(path);
    expect(rows.map(({ ouverte }) => ouverte)).toEqual(rows.map(({ fermeture }) => fermeture === null));
    expect(rows.some(({ ouverte }) => ouverte === false)).toBe(true);
  }
});

it('startups: the columns that other tables determine', () => {
  const [phases, links, sponsors] = [
    rowsOf('startups/phases'),
    rowsOf('startups/liens'),
    rowsOf('startups/commanditaires'),
  ];
  const domains = new Map(rowsOf('entites/entites').map((row) => [row.identifiant, row.domaine_ministeriel]));
  const methodRows = [...rowsOf('startups/conventions'), ...rowsOf('startups/objectifs')];
  for (const startup of rowsOf('startups/startups')) {
    const own = phases.filter((row) => row.startup === startup.identifiant);
    const begun = own.filter(({ debut }) => debut != null && debut <= REFERENCE_DAY);
    expect(startup.debut).toBe(own.map(({ debut }) => debut).sort()[0] ?? null);
    expect(startup.debut_phase_actuelle).toBe(
      begun
        .map(({ debut }) => debut)
        .sort()
        .at(-1) ?? null,
    );
    expect(startup.site).toBe(
      links.find((row) => row.startup === startup.identifiant && row.type === 'site' && row.rang === 1)?.url ?? null,
    );
    const ownDomains = sponsors
      .filter((row) => row.startup === startup.identifiant)
      .map(({ entite }) => domains.get(entite));
    expect(startup.domaines).toEqual([...new Set(ownDomains.filter((domain) => domain != null))].sort());
    expect(startup.en_retard === null).toBe(!methodRows.some((row) => row.startup === startup.identifiant));
  }
  expect(
    rowsOf('startups/startups').map((row) => [row.identifiant, row.decision, row.date_decision, row.en_retard]),
  ).toEqual([
    ['a', 'abandonne', '2014-03-01', false],
    ['b', null, null, null],
    ['mes-aides', null, null, true],
    ['zz', null, null, null],
    ['É', null, null, null],
  ]);
});

it('equipes_mensuelles counts the members of the first day of each month', async () => {
  const memberships = await select(
    'SELECT s.slug, m.member_key, m.role_word, m.employment, m.started_on::text, m.ended_on::text FROM membership m JOIN startup s ON s.id = m.startup_id WHERE m.started_on IS NOT NULL',
  );
  const words: Record<string, string> = { PUBLIC_AGENT: 'agent-public', CONTRACTOR: 'prestataire' };
  const members = new Map<string, Set<unknown>>();
  for (
    let month = new Date('2014-01-01');
    month.toISOString() <= `${REFERENCE_DAY}T`;
    month.setUTCMonth(month.getUTCMonth() + 1)
  ) {
    const day = month.toISOString().slice(0, 10);
    for (const each of memberships) {
      if (String(each.started_on) > day || (each.ended_on !== null && String(each.ended_on) < day)) continue;
      const key = JSON.stringify([each.slug, day, each.role_word, words[String(each.employment)] ?? null]);
      members.set(key, (members.get(key) ?? new Set()).add(each.member_key));
    }
  }
  const found = rowsOf('startups/equipes_mensuelles').map(({ startup, jour, metier, statut, membres }) => [
    JSON.stringify([startup, jour, metier, statut]),
    membres,
  ]);
  expect(new Map(found as [string, number][])).toEqual(new Map([...members].map(([key, keys]) => [key, keys.size])));
  expect(found).toContainEqual([JSON.stringify(['É', '2019-03-01', 'Développement', 'prestataire']), 1]);
});

it('conventions.total_refacture_centimes is the sum of refacturations', () => {
  const bills = rowsOf('startups/refacturations');
  for (const { identifiant, total_refacture_centimes } of rowsOf('startups/conventions')) {
    const own = bills
      .filter(({ convention }) => convention === identifiant)
      .map(({ montant_centimes }) => Number(montant_centimes));
    expect(total_refacture_centimes).toBe(own.reduce((sum, amount) => sum + amount, 0));
  }
});

it.each([
  ['startups/evenements', ['startup']],
  ['startups/liens', ['startup', 'type']],
  ['startups/commanditaires', ['startup']],
  ['startups/incubateurs', ['startup']],
  ['startups/objectifs', ['startup']],
  ['missions/actions', ['mission']],
  ['methode/etapes', ['partie']],
] as const)('%s.rang counts from 1 within %s', (path, scope) => {
  const ranks = new Map<string, unknown[]>();
  for (const row of rowsOf(path)) {
    const key = JSON.stringify(scope.map((name) => row[name]));
    ranks.set(key, [...(ranks.get(key) ?? []), row.rang]);
  }
  for (const found of ranks.values()) expect(found.sort()).toEqual(found.map((_rank, at) => at + 1));
});

it('cree_le and modifie_le are the instants of the API, and jour_import the day of the import', async () => {
  const [startup] = rowsOf('startups/startups');
  expect([startup?.cree_le, startup?.modifie_le]).toEqual(['2015-09-21T06:30:00.000Z', '2026-11-23T23:30:00.123Z']);
  expect(rowsOf('constats/sources').map(({ nom, importe_le, jour_import }) => [nom, importe_le, jour_import])).toEqual([
    ['autre', '2026-11-22T08:00:00.000Z', '2026-11-21'],
    ['beta.gouv.fr', '2026-11-23T23:30:00.123Z', '2026-11-20'],
  ]);
});
