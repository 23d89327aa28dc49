/**
 * Set-based SQL that fills a migrated database with startups and their related rows. Equal counts give equal rows. Each startup has
 * 1 to 6 phases, 1 or 2 sponsors in a tree of 3 levels, incubators, services, about 5 members, links, events and
 * objectives. Texts are French, with accents, quotes and line breaks.
 */
export function registerSql(startups: number): string[] {
  const entities = Math.min(5_000, Math.max(120, Math.floor(startups / 10)));
  return [
    entity('PRIME_MINISTER', 1, 1, 'NULL', ['Services du Premier ministre']),
    entity('MINISTRY', 2, MINISTRIES, '1000', ['Ministère de l’Économie', 'Ministère de l’Éducation', 'Ministère']),
    entity('INCUBATOR', INCUBATORS.from, INCUBATORS.to, oneOf(5, 2, MINISTRIES), ['Incubateur', 'Fabrique numérique']),
    entity('CENTRAL_ADMINISTRATION', 50, 49 + Math.floor(entities / 4), oneOf(6, 2, MINISTRIES), [
      'Direction générale',
      'Délégation à l’accès',
    ]),
    entity(
      'PUBLIC_OPERATOR',
      50 + Math.floor(entities / 4),
      49 + entities,
      oneOf(7, 50, 49 + Math.floor(entities / 4)),
      ['Agence « territoriale »', 'Établissement public', 'Caisse d’allocations'],
    ),
    `INSERT INTO startup (id, slug, name, pitch, contact, accessibility, topics, technologies, created_at, updated_at, version)
     OVERRIDING SYSTEM VALUE
     SELECT ${FIRST} + n, 'startup-' || n, ${word(11, NAMES)} || ' ' || ${word(12, PLACES)} || ' n° ' || n,
       CASE WHEN n % 17 > 0 THEN ${word(13, PITCHES)} || ' ' || ${word(14, PITCHES)} END,
       CASE WHEN n % 3 > 0 THEN 'contact' || n || '@exemple.gouv.fr' END,
       CASE n % 4 WHEN 0 THEN NULL WHEN 1 THEN 'NON_CONFORMANT' WHEN 2 THEN 'PARTIAL' ELSE 'FULL' END::accessibility,
       (ARRAY[${word(15, TOPICS)}, ${word(16, TOPICS)} || ' et au-delà', ${word(17, TOPICS)} || ' locale'])[1:${number(18, 4)}],
       (ARRAY[${word(19, TECHNOLOGIES)}, 'PostgreSQL', ${word(20, TECHNOLOGIES)} || ' 2'])[1:1 + ${number(21, 3)}],
       ${instant}, ${instant}, 1
     FROM generate_series(1, ${startups}) n`,
    `INSERT INTO phase (startup_id, name, started_on, ended_on, in_force, first_day, comment)
     SELECT ${FIRST} + n, ${phaseNamed}, ${begun} + 150 * (k - 1), CASE WHEN k < phases THEN ${begun} + 150 * k END,
       daterange(${begun} + 150 * (k - 1), CASE WHEN k < phases THEN ${begun} + 150 * k END), CASE WHEN k = 1 THEN ${begun} END,
       CASE WHEN (n + k) % 5 = 0 THEN 'Comité d''investissement : « favorable »' END
     FROM generate_series(1, ${startups}) n,
       LATERAL (SELECT (ARRAY[1, 2, 2, 3, 3, 3, 3, 4, 5, 6])[1 + ${number(31, 10)}] AS phases) p, generate_series(1, phases) k`,
    linked('startup_incubator', '1', 41, INCUBATORS.from, INCUBATORS.to, startups),
    linked('startup_sponsor', '1 + n % 2', 42, 50, 49 + entities, startups),
    `INSERT INTO startup_link (startup_id, kind, position, url)
     SELECT ${FIRST} + n, kind::link_kind, 0, 'https://' || lower(kind) || '.exemple.gouv.fr/' || n
     FROM generate_series(1, ${startups}) n, unnest(ARRAY['WEBSITE', 'REPOSITORY', 'STATISTICS']) WITH ORDINALITY AS link(kind, k)
     WHERE k <= 1 + n % 3`,
    `INSERT INTO startup_event (startup_id, position, kind, occurred_on, comment)
     SELECT ${FIRST} + n, k, (ARRAY['committee', 'product_launch', 'national_impact'])[1 + k], ${begun} + 90 * k,
       CASE WHEN k = 0 THEN 'Décidé à l’unanimité, "sans réserve"' END
     FROM generate_series(1, ${startups}) n, generate_series(0, n % 3) k`,
    `INSERT INTO objective (startup_id, position, statement, recorded_on)
     SELECT ${FIRST} + n, k, ${word(51, PITCHES)}, ${begun} + 30 FROM generate_series(1, ${startups}) n, generate_series(0, 1) k`,
    `INSERT INTO service (id, slug, name, description, url, status, closed_on, operator_id, created_at, updated_at, version)
     OVERRIDING SYSTEM VALUE
     SELECT ${FIRST} + n, 'service-' || n, ${word(11, NAMES)} || ' — le service n° ' || n, ${word(61, PITCHES)},
       'https://service-' || n || '.exemple.gouv.fr', (ARRAY['LIVE', 'LIVE', 'IN_INCUBATION', 'CLOSED'])[1 + n % 4]::service_status,
       CASE WHEN n % 4 = 3 THEN ${begun} + 600 END,
       ${oneOf(62, 50, 49 + entities)}, ${instant}, ${instant}, 1
     FROM generate_series(1, ${startups}) n`,
    `INSERT INTO service_startup (service_id, startup_id, position)
     SELECT ${FIRST} + n, ${FIRST} + (n + k - 1) % ${startups} + 1, k FROM generate_series(1, ${startups}) n, generate_series(0, (n % 4 = 0)::int) k`,
    `INSERT INTO membership (startup_id, member_key, role, role_word, employment, started_on, ended_on)
     SELECT ${FIRST} + n, md5('membre ' || (n * 3 + k * (k - 1) / 2)), role::team_role, lower(role),
       CASE WHEN k = 1 THEN 'PUBLIC_AGENT' ELSE 'CONTRACTOR' END::employment, ${begun} + 40 * k,
       CASE WHEN (n + k) % 2 = 0 THEN ${begun} + 40 * k + 300 END
     FROM generate_series(1, ${startups}) n, generate_series(1, 3 + n % 5) k,
       LATERAL (SELECT (ARRAY['INTRAPRENEUR', 'DEVELOPER', 'COACH', 'DEVELOPER', 'OTHER', 'OTHER', 'OTHER'])[k] AS role) r`,
    ...['entity', 'startup', 'service'].map(
      (table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
    ),
  ];
}

/** Lower ids belong to the reference register. */
const FIRST = 1_000;
const MINISTRIES = 16;
const INCUBATORS = { from: 17, to: 46 };

const NAMES = [
  ...['Mes aides', 'La bonne boîte', 'Démarches « simplifiées »', 'Signalement', 'L’École ouverte', 'À la carte'],
  ...['Transport', 'Tous à bord', 'Santé & prévention', 'Égapro', 'Où trier ?', 'Bâti "sobre"', 'Cœur de ville'],
];
const PLACES = ['en Île-de-France', 'pour l’emploi', 'des aînés', 'à Nîmes', 'près de chez vous', 'sans rendez-vous'];
const PITCHES = [
  'Simplifier « l’accès » aux droits, "en ligne" et sans délai.',
  'Aider les agents à répondre aux usagers ; leur éviter la double saisie.',
  'Rendre visible ce qui est fait près de chez vous,\nmême là où le réseau est faible.',
  'Retrouver un emploi grâce au marché caché.',
  'Mesurer l’impact écologique des bâtiments publics à l’échelle du pays.',
  'Protéger les élèves et prévenir le décrochage scolaire dès la 6ᵉ.',
];
const TOPICS = [
  'Santé',
  'Logement',
  'Emploi',
  'Écologie',
  'Éducation',
  'Justice',
  'Mobilité',
  'Agriculture',
  'Culture',
];
const TECHNOLOGIES = ['TypeScript', 'Ruby', 'Python', 'Go', 'Elixir', 'Java', 'PHP'];

/** SQL of a pseudo-random integer from 0 to `below` - 1: a hash of the row number `n` and the salt. */
function number(salt: number, below: number): string {
  return `(((n::bigint * 2654435761 + ${salt * 97_003}) % 4294967291 / 7) % ${below})::int`;
}

function word(salt: number, words: readonly string[]): string {
  const quoted = words.map((each) => `'${each.replaceAll("'", "''")}'`);
  return `(ARRAY[${quoted.join(', ')}])[1 + ${number(salt, words.length)}]`;
}

function oneOf(salt: number, from: number, to: number): string {
  return `(${FIRST + from - 1} + ${number(salt, to - from + 1)})`;
}

const begun = `('2014-01-01'::date + ${number(32, 2_600)})`;
const instant = `('2024-01-01T08:00:00.250Z'::timestamptz + n * interval '1 second')`;

/** SQL of the name of phase `k` of `phases`. Only startups with more than four phases have an outcome. */
const phaseNamed = `CASE WHEN k = phases AND k > 4 THEN (ARRAY['TRANSFERRED', 'OPERATED', 'ABANDONED'])[1 + n % 3]
  ELSE (ARRAY['INVESTIGATION', 'CONSTRUCTION', 'ACCELERATION', 'CONSOLIDATION', 'REINTEGRATION'])[k] END::phase_name`;

/** SQL that inserts the entities `from` to `to`, of one kind. */
function entity(kind: string, from: number, to: number, parent: string, names: readonly string[]): string {
  return `INSERT INTO entity (id, slug, name, acronym, kind, ministry_domain, website, parent_id, created_at, updated_at, version)
    OVERRIDING SYSTEM VALUE
    SELECT ${FIRST - 1} + n, 'entite-' || n, ${word(1, names)} || ' n° ' || n, CASE WHEN n % 2 = 0 THEN 'E' || n END, '${kind}',
      CASE WHEN n % 3 > 0 THEN ${word(2, TOPICS)} END, CASE WHEN n % 5 > 0 THEN 'https://entite-' || n || '.exemple.gouv.fr' END,
      ${parent}, ${instant}, ${instant}, 1
    FROM generate_series(${from}, ${to}) n`;
}

/** SQL that links each startup to `each` of the entities `from` to `to`. The second is a third of the range away, so the two differ. */
function linked(table: string, each: string, salt: number, from: number, to: number, startups: number): string {
  const among = to - from + 1;
  return `INSERT INTO ${table} (startup_id, entity_id, position)
    SELECT ${FIRST} + n, ${FIRST + from - 1} + (${number(salt, among)} + k * ${Math.floor(among / 3)}) % ${among}, k
    FROM generate_series(1, ${startups}) n, generate_series(0, ${each} - 1) k`;
}
