import type { Pool } from 'pg';

/** The variables of an example. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * Chooses the variables of examples so that the present register answers them, by the slug of the example. Null: the register
 * does not have what the example requires. Examples that are absent here have the same variables in every register.
 */
export async function chooseVariables(pool: Pool): Promise<ReadonlyMap<string, Variables | null>> {
  const { rows } = await pool.query<Record<string, Variables | null>>(STATEMENT);
  return new Map(Object.entries(rows[0] ?? {}));
}

/** Entities by the number of startups that they have in a table of links. */
const entityOf = (links: string, more = '') => `SELECT e.slug, count(*) AS number FROM entity e
  JOIN ${links} link ON link.entity_id = e.id JOIN startup s ON s.id = link.startup_id ${more}
  WHERE e.absent_since IS NULL AND s.absent_since IS NULL GROUP BY e.slug ORDER BY number DESC, e.slug LIMIT 1`;

const INCUBATOR = entityOf('startup_incubator');
const SPONSOR = entityOf('startup_sponsor');

/** The most frequent word of at least some letters in some texts. */
const wordIn = (texts: string, letters: number) => `SELECT word FROM (${texts}) AS texts(text),
  regexp_split_to_table(lower(text), '[^[:alpha:]àâçéèêëîïôùûüÿœæ]+') AS word
  WHERE length(word) >= ${letters} GROUP BY word ORDER BY count(*) DESC, word COLLATE "C" LIMIT 1`;

/** SQL that returns the variables of an example as JSON, in one row or none. */
const CHOICES: Readonly<Record<string, string>> = {
  'changements-depuis-une-version': `SELECT json_build_object('version', 0) FROM register WHERE version > 0`,
  'entite-dans-l-organigramme': `SELECT json_build_object('entite', e.slug) FROM entity e JOIN entity child ON child.parent_id = e.id
    WHERE e.absent_since IS NULL GROUP BY e.id ORDER BY e.parent_id IS NULL, count(*) DESC, e.slug LIMIT 1`,
  'entite-et-ses-missions': `SELECT json_build_object('entite', e.slug) FROM entity e JOIN mission m ON m.entity_id = e.id
    LEFT JOIN mission_action a ON a.mission_id = m.id GROUP BY e.slug
    ORDER BY bool_or(EXISTS (SELECT FROM mission_theme t WHERE t.mission_id = m.id)) DESC, count(a.mission_id) DESC, e.slug LIMIT 1`,
  // The day before a succession, its predecessor was there.
  'entite-un-jour-donne': `SELECT json_build_object('entite', e.slug, 'jour', on_day) FROM (
      SELECT successor_id AS id, effective_on - 1 AS on_day, 1 AS rank FROM entity_succession
      UNION ALL SELECT id, current_date, 2 FROM entity WHERE parent_id IS NOT NULL AND closed_on IS NULL
    ) AS found JOIN entity e USING (id) ORDER BY rank, on_day DESC, e.slug LIMIT 1`,
  'entites-par-type': `SELECT json_build_object('types', json_agg(kind ORDER BY kind)) FROM (
      SELECT DISTINCT kind FROM entity WHERE kind IN ('MINISTRY', 'INCUBATOR')) AS kinds HAVING count(*) > 0`,
  'filtres-et-leurs-effectifs': `SELECT json_build_object('filtre', json_build_object('incubators',
      json_build_object('some', json_build_object('slug', json_build_array(slug))))) FROM (${INCUBATOR}) AS incubator`,
  'incubateur-et-ses-produits': `SELECT json_build_object('incubateur', slug) FROM (${INCUBATOR}) AS incubator`,
  'methode-et-ses-etapes': `SELECT '{}'::json WHERE EXISTS (SELECT FROM method_step)`,
  'missions-sur-un-theme': `SELECT json_build_object('theme', t.slug) FROM theme t JOIN mission_theme m ON m.theme_id = t.id
    GROUP BY t.slug ORDER BY count(*) DESC, t.slug LIMIT 1`,
  // The entity at the top of the tree whose descendants have the most startups.
  'portefeuille-avec-la-descendance': `WITH RECURSIVE above AS (
      SELECT link.startup_id, e.id, e.parent_id FROM startup_incubator link JOIN entity e ON e.id = link.entity_id
      UNION SELECT above.startup_id, e.id, e.parent_id FROM above JOIN entity e ON e.id = above.parent_id)
    SELECT json_build_object('ministere', e.slug) FROM above JOIN entity e USING (id)
    WHERE above.parent_id IS NULL GROUP BY e.slug
    ORDER BY EXISTS (SELECT FROM entity child WHERE child.parent_id = min(e.id)) DESC, count(DISTINCT startup_id) DESC, e.slug LIMIT 1`,
  'portefeuille-d-une-administration': `SELECT json_build_object('administration', slug) FROM (${SPONSOR}) AS sponsor`,
  'recherche-avec-extraits': `SELECT json_build_object('texte', word) FROM (${wordIn(
    'SELECT statement FROM mission UNION ALL SELECT pitch FROM startup UNION ALL SELECT description FROM service',
    8,
  )}) AS frequent`,
  'registre-a-une-version': `SELECT json_build_object('version', greatest(version - 1, least(version, 1))) FROM register`,
  'service-et-son-origine': `SELECT json_build_object('service', v.slug) FROM service v WHERE v.absent_since IS NULL
    ORDER BY EXISTS (SELECT FROM service_startup o WHERE o.service_id = v.id) DESC,
      EXISTS (SELECT FROM satisfaction_survey y WHERE y.service_id = v.id) DESC, v.operator_id IS NULL, v.slug LIMIT 1`,
  'services-des-startups-en-csv': `SELECT '{}'::json WHERE EXISTS (SELECT FROM startup)`,
  'services-par-leurs-startups': `SELECT json_build_object('administration', slug) FROM (${entityOf(
    'startup_sponsor',
    `JOIN service_startup o ON o.startup_id = s.id JOIN service v ON v.id = o.service_id AND v.status = 'LIVE' AND v.absent_since IS NULL`,
  )}) AS sponsor`,
  'services-par-statut': `SELECT json_build_object('statuts', json_build_array('LIVE'))
    WHERE EXISTS (SELECT FROM service WHERE status = 'LIVE')`,
  // The day on which the latest member joined.
  'startup-equipe-un-jour': `SELECT json_build_object('startup', s.slug, 'jour', coalesce(max(m.started_on), DATE '2026-01-01')) FROM startup s
    LEFT JOIN membership m ON m.startup_id = s.id AND m.started_on <= current_date AND (m.ended_on IS NULL OR m.ended_on > m.started_on)
    WHERE s.absent_since IS NULL GROUP BY s.slug ORDER BY count(m.id) DESC, s.slug LIMIT 1`,
  'startup-fiche-complete': `SELECT json_build_object('startup', s.slug) FROM startup s WHERE s.absent_since IS NULL
    ORDER BY (SELECT count(*) FROM service_startup o WHERE o.startup_id = s.id) DESC, (s.pitch IS NULL), (s.contact IS NULL),
      (SELECT count(*) FROM phase p WHERE p.startup_id = s.id) DESC, cardinality(s.topics) DESC, s.slug LIMIT 1`,
  'startup-prochaines-etapes': `SELECT json_build_object('startup', s.slug) FROM startup s
    LEFT JOIN phase p ON p.startup_id = s.id AND p.in_force @> current_date
    WHERE s.absent_since IS NULL AND s.decision IS NULL
    ORDER BY p.name IN ('INVESTIGATION', 'CONSTRUCTION') DESC NULLS LAST,
      EXISTS (SELECT FROM objective o WHERE o.startup_id = s.id) DESC, s.slug LIMIT 1`,
  'startups-filtrees': `SELECT json_build_object('administration', slug, 'texte', word)
    FROM (${SPONSOR}) AS sponsor, (${wordIn('SELECT name FROM startup', 5)}) AS frequent`,
  'startups-page-par-page': `SELECT json_build_object('combien', 2, 'apres', null) WHERE EXISTS (SELECT FROM startup)`,
  // The year before the last one in which a phase began.
  'statistiques-dans-le-temps': `SELECT json_build_object('debut', make_date(year - 1, 1, 1), 'fin', make_date(year - 1, 12, 31)) FROM (
      SELECT coalesce(extract(year FROM max(started_on))::int, 2026) AS year FROM phase WHERE started_on <= current_date
    ) AS latest WHERE EXISTS (SELECT FROM startup)`,
};

const STATEMENT = `SELECT ${Object.entries(CHOICES)
  .map(([slug, choice]) => `(${choice}) AS "${slug}"`)
  .join(',\n')}`;
