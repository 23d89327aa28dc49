import type { Pool } from 'pg';
import type { PoolClient } from 'pg';
import { PhaseName } from '../../src/domain/startups/lifecycle.ts';
import type { MappedSource, MappedMembership, MappedStartup } from '../../src/importing/mappedSource.ts';
import { mapWords } from '../../src/importing/mapping/mapWords.ts';
import type { SourceFinding } from '../../src/importing/findings/findings.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { change } from '../../src/register/change.ts';
import { aMembership, aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import type { TestRegister } from '../support/register.ts';

/**
 * Fills a register with `size` groups of rows. Each group has five entities (a tree of four, and a community), a theme, a mission,
 * a startup with all its child rows, a service and a finding. Group 1 has a row in every relation, so that no statement is
 * skipped for lack of rows.
 */
export async function fill(register: TestRegister, size: number): Promise<void> {
  await register.load(desired(size));
  const attribution = { actor: 'registre', command: 'SQL' };
  await change(register.dataSource, attribution, async (client) => {
    for (const text of DIRECT_STATEMENTS) await client.query(text);
    await pinInstants(client);
    return { wrote: true, result: null };
  });
  await pinJournal(register.pool);
}

function desired(size: number): MappedSource {
  const numbers = Array.from({ length: size }, (_, at) => at + 1);
  const { methodSteps, methodRoles } = readReference();
  return aSource({
    source: { name: 'test', title: 'Source de test', licence: 'etalab-2.0', url: 'https://source.example/api' },
    entities: numbers.flatMap(entitiesOf),
    themes: numbers.map((number) => aTheme(`theme-${padded(number)}`, { name: `Thème ${padded(number)}` })),
    missions: numbers.map(missionOf),
    startups: numbers.map(startupOf),
    services: numbers.map(serviceOf),
    memberships: numbers.flatMap(membershipsOf),
    methodSteps,
    methodRoles,
    words: mapWords().filter(({ word }) => WORDS.includes(word)),
    findings: numbers.map(findingOf),
  });
}

/** `7` → `007`: names sort like numbers. */
function padded(number: number): string {
  return String(number).padStart(3, '0');
}

/** The item of a list for a number: the first for 1, and the first again after the last. */
function cycle<T>(list: readonly [T, ...T[]], number: number): T {
  return list[(number - 1) % list.length] ?? list[0];
}

function entitiesOf(number: number): MappedSource['entities'] {
  const nnn = padded(number);
  return [
    anEntity(`ministere-${nnn}`, {
      name: `Ministère ${nnn}`,
      acronym: `M${nnn}`,
      kind: 'MINISTRY',
      ministryDomain: cycle(['Santé', 'Numérique', 'Travail'], number),
      website: `https://ministere-${nnn}.gouv.example/`,
      contact: `contact@ministere-${nnn}.gouv.example`,
      identifiers: [{ scheme: 'rna', value: `1100${nnn}` }],
    }),
    anEntity(`direction-${nnn}`, {
      name: `Direction ${nnn}`,
      kind: 'CENTRAL_ADMINISTRATION',
      ministryDomain: cycle(['Santé', 'Numérique', 'Travail'], number),
      parent: `ministere-${nnn}`,
    }),
    anEntity(`departement-${nnn}`, {
      name: `Département ${nnn}`,
      kind: 'DEPARTMENT',
      parent: `direction-${nnn}`,
    }),
    anEntity(`incubateur-${nnn}`, {
      name: `L’Incubateur ${nnn}`,
      kind: 'INCUBATOR',
      address: `${number} rue de l’Exemple, Paris`,
      repositories: `https://code.example/incubateur-${nnn}`,
      parent: `departement-${nnn}`,
      identifiers: [{ scheme: 'beta.gouv.fr/incubateurs', value: `incubateur${nnn}` }],
    }),
    anEntity(`communaute-${nnn}`, { name: `Communauté ${nnn}`, kind: 'COMMUNITY' }),
  ];
}

function missionOf(number: number): MappedSource['missions'][number] {
  const nnn = padded(number);
  return aMission(`mission-${nnn}`, `direction-${nnn}`, {
    name: `Ouverture des données ${nnn}`,
    statement: 'Contribuer à l’ouverture et à la réutilisation des données publiques.',
    themes: number === 1 ? ['theme-001'] : [`theme-${nnn}`, 'theme-001'],
    actions: [
      {
        kind: 'SUPPORTS',
        description: 'Accompagne les collectivités.',
        beneficiaryKind: 'LOCAL_AUTHORITY',
        partner: null,
        service: null,
      },
      {
        kind: 'OPERATES',
        description: 'Opère un service avec une communauté.',
        beneficiaryKind: null,
        partner: `communaute-${nnn}`,
        service: `service-${nnn}`,
      },
    ],
  });
}

function startupOf(number: number): MappedStartup {
  const nnn = padded(number);
  return aStartup(`startup-${nnn}`, {
    name: `${cycle(['Écolabel', 'Mes aides', 'Œuvres d’art', 'API géo', 'zéro déchet'], number)} ${nnn}`,
    pitch: number % 4 === 0 ? null : `Trouver en 5 minutes ce à quoi l’on a droit, n° ${number}.`,
    contact: number % 2 === 0 ? null : `startup-${nnn}@beta.gouv.example`,
    accessibility: cycle<MappedStartup['accessibility']>(['PARTIAL', null, 'FULL', 'NON_CONFORMANT'], number),
    topics: cycle([['Santé', 'Logement'], ['Emploi'], []], number),
    technologies: cycle([['TypeScript', 'PostgreSQL'], ['Ruby'], [], ['Python']], number),
    hasRiskAnalysis: cycle([true, null], number),
    description: number === 1 ? '## Le problème\n\nLes règles sont *nombreuses*.' : null,
    phases: cycle(HISTORIES, number),
    incubators: number === 1 ? ['incubateur-001'] : [`incubateur-${nnn}`, 'incubateur-001'],
    sponsors: number % 5 === 0 ? [`direction-${nnn}`] : [`direction-${nnn}`, `ministere-${nnn}`],
    events: [
      { kind: 'product_launch', on: '2021-06-01', comment: 'Ouverture au public.', kindLabel: 'Lancement du produit' },
      { kind: 'committee', on: '2021-02-03', comment: null, kindLabel: 'Comité' },
    ],
    links: [
      { kind: 'WEBSITE', url: `https://startup-${nnn}.example/` },
      { kind: 'REPOSITORY', url: `https://code.example/startup-${nnn}` },
      { kind: 'STATISTICS', url: `https://startup-${nnn}.example/stats` },
    ],
  });
}

/** The phases of startups: in the third phase, abandoned, two phases from one day, transferred, future, unknown. */
const HISTORIES: readonly [MappedStartup['phases'], ...MappedStartup['phases'][]] = [
  [
    aPhase(PhaseName.INVESTIGATION, '2020-09-01', '2021-01-15'),
    { ...aPhase(PhaseName.CONSTRUCTION, '2021-01-15', '2022-03-01'), comment: 'Premiers usagers en mars.' },
    aPhase(PhaseName.ACCELERATION, '2022-03-01'),
  ],
  [
    aPhase(PhaseName.INVESTIGATION, '2019-02-01', '2019-08-01'),
    aPhase(PhaseName.ABANDONED_AT_INVESTIGATION, '2019-08-01'),
  ],
  [aPhase(PhaseName.INVESTIGATION, '2023-05-02', '2023-05-02'), aPhase(PhaseName.CONSTRUCTION, '2023-05-02')],
  [
    aPhase(PhaseName.CONSTRUCTION, '2017-01-01', '2018-01-01'),
    aPhase(PhaseName.CONSOLIDATION, '2018-01-01', '2019-01-01'),
    aPhase(PhaseName.TRANSFERRED, '2019-01-01', '2024-01-01'),
  ],
  [aPhase(PhaseName.INVESTIGATION, '2027-01-01')],
  [],
];

function serviceOf(number: number): MappedSource['services'][number] {
  const nnn = padded(number);
  return aService(`service-${nnn}`, {
    name: `Service ${nnn}`,
    description: number % 3 === 0 ? null : 'Une démarche simple, de bout en bout.',
    url: `https://startup-${nnn}.example/`,
    status: cycle(['IN_INCUBATION', 'LIVE', 'PLANNED', 'CLOSED'], number),
    operator: `direction-${nnn}`,
    startups: [`startup-${nnn}`],
  });
}

function membershipsOf(number: number): MappedMembership[] {
  const startup = `startup-${padded(number)}`;
  const member = (name: string, given: Partial<MappedMembership>) => aMembership(`${name}-${number}`, startup, given);
  return [
    member('intrapreneur', { role: 'INTRAPRENEUR', roleWord: 'Intraprenariat', employment: 'PUBLIC_AGENT' }),
    member('developer', { endedOn: '2025-12-31' }),
    member('other-developer', { startedOn: '2024-01-01' }),
    member('coach', { role: 'COACH', roleWord: 'Coaching', endedOn: '2023-06-30' }),
    member('designer', { role: 'OTHER', roleWord: 'Design', startedOn: '2021-03-01' }),
    member('before', { startedOn: null }),
  ];
}

/** Words of events, of which the fixture has one, and a former word with two meanings. */
const WORDS = ['committee', 'fast', 'alumni'];

function findingOf(number: number): SourceFinding {
  const sourceId = `startup/startup-${padded(number)}`;
  return cycle<SourceFinding>(
    [
      {
        code: 'TEXT_TRIMMED',
        outcome: 'REPAIRED',
        subject: 'STARTUP',
        sourceId,
        field: 'attributes.name',
        before: ' Écolabel',
        after: 'Écolabel',
      },
      {
        code: 'URL_RELATIVE',
        outcome: 'REFUSED',
        subject: 'STARTUP',
        sourceId,
        field: 'attributes.link',
        before: '/stats',
        after: null,
      },
      {
        code: 'PHASES_OVERLAP',
        outcome: 'FLAGGED',
        subject: 'STARTUP',
        sourceId,
        field: 'attributes.phases',
        before: null,
        after: null,
      },
    ],
    number,
  );
}

/** The statements for rows that no source contains. */
const DIRECT_STATEMENTS = [
  `UPDATE entity SET closed_on = '2019-10-27' WHERE slug LIKE 'communaute-%1'`,
  `INSERT INTO entity_succession (kind, predecessor_id, successor_id, effective_on, legal_source, legal_url)
   SELECT 'MERGED', p.id, s.id, '2019-10-27', 'Décret n° 2019-1088 du 25 octobre 2019', 'https://legi.example/2019-1088'
   FROM entity p JOIN entity s ON s.slug = replace(p.slug, 'communaute', 'direction') WHERE p.slug LIKE 'communaute-%1' ORDER BY p.id`,
  `UPDATE entity SET opened_on = CASE WHEN slug LIKE 'direction-%' THEN date '2019-10-27' ELSE '2012-10-30' END WHERE slug LIKE 'direction-%1' OR slug LIKE 'communaute-%1'`,
  `INSERT INTO former_parent (entity_id, parent_id, ended_on)
   SELECT e.id, p.id, '2019-10-27' FROM entity e JOIN entity p ON right(p.slug, 3) = right(e.slug, 3) AND p.slug LIKE 'ministere-%'
   WHERE e.slug LIKE 'departement-%1' ORDER BY e.id`,
  `UPDATE mission SET closed_on = '2024-12-31' WHERE slug LIKE 'mission-%4'`,
  `UPDATE service SET closed_on = '2025-06-30' WHERE status = 'CLOSED' AND slug LIKE '%8'`,
  `INSERT INTO agreement (administration_id, startup_id, signed_on, ends_on, cost_cents, rebilled_share)
   SELECT p.entity_id, p.startup_id, signed_on, signed_on + 180, cost, share
   FROM startup_sponsor p, (VALUES ('2020-08-15'::date, 20000000, 0.5), ('2021-08-15', NULL, NULL)) AS v(signed_on, cost, share)
   WHERE p.position = 0 ORDER BY p.startup_id, signed_on`,
  `INSERT INTO pain_point (administration_id, startup_id, statement, raised_on)
   SELECT p.entity_id, p.startup_id, 'Les usagers doivent fournir deux fois la même pièce.', '2020-06-01'
   FROM startup_sponsor p WHERE p.position = 0 ORDER BY p.startup_id`,
  `UPDATE pain_point p SET agreement_id = (SELECT min(g.id) FROM agreement g WHERE g.startup_id = p.startup_id)`,
  `INSERT INTO agreement (administration_id, signed_on) SELECT id, '2026-08-01' FROM entity WHERE slug LIKE 'ministere-%' ORDER BY slug`,
  `INSERT INTO rebilling (agreement_id, billed_on, amount_cents)
   SELECT g.id, billed_on, amount FROM agreement g, (VALUES ('2020-12-31'::date, 4000000), ('2020-10-31', 2500000)) AS v(billed_on, amount)
   WHERE g.cost_cents IS NOT NULL ORDER BY g.id, billed_on`,
  `INSERT INTO public_contract (reference, title, buyer_id, supplier_id, signed_on, ends_on)
   SELECT 'AC-' || right(b.slug, 3), 'Développement et coaching, lot ' || right(b.slug, 3), b.id, s.id, '2019-01-01', '2022-12-31'
   FROM entity b JOIN entity s ON right(s.slug, 3) = right(b.slug, 3) AND s.slug LIKE 'communaute-%'
   WHERE b.slug LIKE 'direction-%' ORDER BY b.slug LIMIT 20`,
  `UPDATE membership m SET agreement_id = (SELECT min(g.id) FROM agreement g WHERE g.startup_id = m.startup_id)
   WHERE m.role IN ('INTRAPRENEUR', 'DEVELOPER')`,
  `INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score, comment)
   SELECT s.id, surveyed_on, 40 + s.id, score, comment
   FROM service s, (VALUES ('2022-11-01'::date, 8.4, 'Après l’ouverture.'), ('2021-11-01', 7, NULL)) AS v(surveyed_on, score, comment)
   ORDER BY s.id, surveyed_on`,
  `INSERT INTO objective (startup_id, position, statement, recorded_on)
   SELECT s.id, position, statement, '2020-11-02'
   FROM startup s, (VALUES (0, 'Diviser par deux la durée de la démarche.'), (1, 'Atteindre neuf usagers sur dix.')) AS v(position, statement)
   ORDER BY s.id, position`,
  `INSERT INTO scale_plan (startup_id, proposed_on, statement)
   SELECT id, '2022-05-02', 'Ouvrir à toutes les régions en un an.' FROM startup ORDER BY id`,
  `UPDATE startup s SET decision = 'KEPT', decided_on = p.started_on FROM phase p WHERE p.startup_id = s.id AND p.name = 'TRANSFERRED'`,
  `INSERT INTO publication (platform, release_name, register_version, started_at, finished_at, outcome, report)
   SELECT 'https://demo.data.gouv.fr', '2026-08-19T09-30-00Z-v2', 2, timestamptz '2026-08-19 10:00Z' + make_interval(mins => n::int),
     timestamptz '2026-08-19 10:00:30Z' + make_interval(mins => n::int), 'PUBLISHED',
     '{"warnings": ["une adresse est encore à vérifier"], "datasets": [{"dataset": "startups", "remoteId": "64", "page": "https://demo.data.gouv.fr/datasets/startups",
       "outcome": "UPDATED", "quality": 1, "problem": null, "drifts": [{"what": "description", "there": "À la main", "ours": "La nôtre"}],
       "tables": [{"file": "startups.csv", "title": "Startups", "rowsBefore": 398, "rowsAfter": 300, "columnsLost": [], "columnsGained": ["site"]}],
       "holds": [{"reason": "same-title", "message": "Ce titre est déjà pris", "isAccepted": true}]},
       {"dataset": "themes", "page": "https://demo.data.gouv.fr/datasets/themes", "outcome": "UPDATED", "drifts": []}]}'
   FROM (SELECT row_number() OVER (ORDER BY slug) AS n FROM startup) s ORDER BY n`,
  `UPDATE publication SET receipt = '{"outcome": "DIFFERENT", "readAt": "2026-08-19T11:00:00.000Z", "datasets": [{"dataset": "startups", "outcome": "DIFFERENT",
     "quality": 1, "differences": [], "files": [{"resource": "startups.csv", "outcome": "DIFFERENT", "problem": null,
       "differences": ["column rang is read as boolean, not as integer"]}]}]}'`,
  `INSERT INTO publication_step (publication_id, position, dataset, resource, kind, outcome, taken_at)
   SELECT id, position, 'startups', resource, kind, 'DONE', started_at
   FROM publication, (VALUES (0, NULL, 'update'), (1, 'startups.csv', 'replace')) AS v(position, resource, kind) ORDER BY id, position`,
  `INSERT INTO publication_step (publication_id, position, dataset, kind, outcome, taken_at)
   SELECT min(id), 2, 'themes', 'update', 'DONE', min(started_at) FROM publication`,
  `INSERT INTO published_dataset (platform, dataset, remote_id) VALUES ('https://demo.data.gouv.fr', 'themes', '65')`,
];

/** Sets all times to fixed values, because they differ from run to run. */
async function pinInstants(client: PoolClient): Promise<void> {
  for (const table of ['entity', 'mission', 'service', 'startup', 'theme']) {
    await client.query(
      `UPDATE ${table} SET updated_at = timestamptz '2026-01-01 12:00Z' + make_interval(mins => id % 7)`,
    );
  }
  for (const table of ['agreement', 'entity', 'mission', 'pain_point', 'service', 'startup', 'theme']) {
    await client.query(`UPDATE ${table} SET created_at = '2026-01-01 12:00Z'`);
  }
  for (const table of ['agreement', 'pain_point']) {
    await client.query(`UPDATE ${table} SET updated_at = '2026-01-01 12:00Z'`);
  }
  await client.query(`UPDATE import_source SET imported_at = '2026-08-19 09:30:00Z'`);
}

// The journal can only be changed with its triggers disabled.
async function pinJournal(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    await client.query(
      `UPDATE journal SET actor = 'registre', recorded_at = timestamptz '2026-08-19 09:28:00.123Z' + make_interval(mins => version)`,
    );
    await client.query("SET session_replication_role = 'origin'");
    await client.query("UPDATE register SET updated_at = '2026-08-19 09:30:00.123Z'");
  } finally {
    client.release();
  }
}
