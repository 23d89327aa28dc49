import { labelIn } from '../../graphql/vocabulary.ts';
import { date, integer, text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { raw, sql } from '../../sql/sql.ts';
import { MINISTRY_DOMAIN_LABELS } from '../entities/ministryDomains.ts';
import { ACTIVE_PHASES, PHASE_NAMES } from '../startups/lifecycle.ts';
import { on } from '../startups/startupState.ts';
import { byIncubator, byMinistryDomain } from './seriesCounts.ts';
import { activeSpans, phaseSpans, startedSpans } from './startupSpans.ts';

const activePhases = raw(ACTIVE_PHASES.map((name) => `'${name}'`).join(', '));

/** The groups of each startup, in one text: no slug has the separator. */
const joined = (groups: typeof byIncubator) =>
  sql`SELECT g.startup_id, string_agg(g.tie, '|' ORDER BY g.tie COLLATE "C") AS keys FROM ${groups} GROUP BY g.startup_id`;

// Each startup has one state on each day from its start to its absence: a phase, or none.
// `entered` and `left` are changes of the phase; `activated` and `deactivated`, those of the activity. A span without a first
// day is counted from the first month on, but nothing entered.
const cells = sql`WITH phase_span AS (${phaseSpans}),
  span AS (
    SELECT startup_id, name, days FROM phase_span
    UNION ALL SELECT s.startup_id, NULL, unnest(datemultirange(s.days) - coalesce(p.days, '{}'))
      FROM (${startedSpans}) s LEFT JOIN (SELECT startup_id, range_agg(days) AS days FROM phase_span GROUP BY startup_id) p USING (startup_id)
      WHERE NOT isempty(s.days)),
  active AS (${activeSpans}),
  boundary AS (
    SELECT s.startup_id, s.name, b.* FROM span s CROSS JOIN LATERAL (VALUES
      (lower(s.days), 1, (lower(s.days) IS NOT NULL)::int, 0, 0, 0), (coalesce(upper(s.days), 'infinity'), -1, 0, 1, 0, 0)) b (day, change, entered, "left", activated, deactivated)
    WHERE NOT isempty(s.days)
    UNION ALL SELECT a.startup_id, s.name, lower(a.days), 0, 0, 0, 1, 0 FROM active a JOIN span s ON s.startup_id = a.startup_id AND lower(s.days) = lower(a.days)
    UNION ALL SELECT a.startup_id, s.name, upper(a.days), 0, 0, 0, 0, 1 FROM active a JOIN span s ON s.startup_id = a.startup_id AND upper(s.days) = upper(a.days)),
  known AS (SELECT *, date_trunc('month', day)::date AS month FROM boundary WHERE day IS NULL OR day <= ${on}::date),
  cell AS (
    SELECT i.keys AS incubators, d.keys AS domains, k.name, coalesce(k.month, f.month) AS month,
      sum(k.change) AS change, sum(k.entered)::int AS entered, sum(k."left")::int AS "left", sum(k.activated)::int AS activated, sum(k.deactivated)::int AS deactivated
    FROM known k CROSS JOIN (SELECT min(month) AS month FROM known) f
      LEFT JOIN (${joined(byIncubator)}) i ON i.startup_id = k.startup_id LEFT JOIN (${joined(byMinistryDomain)}) d ON d.startup_id = k.startup_id
    WHERE f.month IS NOT NULL GROUP BY 1, 2, 3, 4),
  running AS (
    SELECT *, (sum(change) OVER w)::int AS startups, lead(month) OVER w AS next FROM cell WINDOW w AS (PARTITION BY incubators, domains, name ORDER BY month))
  SELECT r.incubators, r.domains, r.name, m.month::date AS month, r.startups, CASE WHEN r.name IN (${activePhases}) THEN r.startups ELSE 0 END AS active,
    CASE WHEN m.month = r.month THEN r.entered ELSE 0 END AS entered, CASE WHEN m.month = r.month THEN r."left" ELSE 0 END AS "left",
    CASE WHEN m.month = r.month THEN r.activated ELSE 0 END AS activated, CASE WHEN m.month = r.month THEN r.deactivated ELSE 0 END AS deactivated
  FROM running r CROSS JOIN LATERAL generate_series(r.month::timestamp, coalesce(r.next - interval '1 month', ${on}::timestamp), interval '1 month') AS m(month)
  WHERE m.month = r.month OR r.startups > 0`;

export const monthlySeriesTable = table({
  name: 'series-mensuelles',
  title: 'Séries mensuelles des startups d’État',
  description:
    'Le nombre de startups d’État par mois, incubateur, domaine ministériel et phase, et leurs mouvements du mois, depuis le début de la première startup jusqu’à la date de référence. Chaque startup compte une seule fois par mois : les nombres des lignes s’additionnent. Une ligne par mois, ensemble d’incubateurs, ensemble de domaines ministériels et phase ; les combinaisons sans startup ni mouvement n’y figurent pas.',
  from: sql`(${cells}) c`,
  isDerived: true,
  primaryKey: ['mois', 'incubateurs', 'domaines_ministeriels', 'phase'],
  columns: {
    mois: date(
      sql`c.month`,
      'Premier jour du mois. Les nombres valent au dernier jour du mois ; ceux du dernier mois, à la date de référence.',
      '2026-11-01',
      { required: true },
    ),
    incubateurs: text(
      sql`c.incubators`,
      'Identifiants des incubateurs des startups, par ordre alphabétique et séparés par « | » ; vide si aucun n’est connu.',
      'dinum',
    ),
    domaines_ministeriels: text(
      sql`c.domains`,
      'Domaines ministériels des administrations porteuses, par ordre alphabétique et séparés par « | », dans les termes de beta.gouv.fr ; vide si aucun n’est connu.',
      'bercy|travail',
      { title: 'Domaines ministériels' },
    ),
    domaines_libelles: text(
      sql`(SELECT string_agg(coalesce(${labelIn(MINISTRY_DOMAIN_LABELS, sql`k.domain`)}, k.domain), ' | ' ORDER BY k.rank) FROM string_to_table(c.domains, '|') WITH ORDINALITY AS k(domain, rank))`,
      'Libellés des domaines ministériels, dans le même ordre et séparés par « | » ; vide si aucun n’est connu.',
      'Économie et finances | Travail',
      { title: 'Libellés des domaines' },
    ),
    phase: word(
      PHASE_NAMES,
      sql`c.name`,
      'Phase des startups au dernier jour du mois, ou phase dans laquelle elles sont entrées ou qu’elles ont quittée ; vide pour celles dont la phase n’est pas connue.',
      'CONSTRUCTION',
    ),
    phase_libelle: text(
      labelIn(PHASE_NAMES.labels, sql`c.name`),
      'Libellé de la phase ; vide si la phase n’est pas connue.',
      'Construction',
      { title: 'Libellé de la phase' },
    ),
    startups: integer(
      sql`c.startups`,
      'Nombre de startups dans cette phase au dernier jour du mois, y compris les phases d’issue (transférée, abandonnée…) ; les startups disparues des sources ne comptent plus. C’est le nombre du mois précédent, plus « entrees », moins « sorties ».',
      12,
      { title: 'Startups d’État', required: true },
    ),
    actives: integer(
      sql`c.active`,
      'Nombre de ces startups qui sont actives, c’est-à-dire en incubation ou opérées au sein du réseau d’incubateurs.',
      12,
      { title: 'Startups actives', required: true },
    ),
    entrees: integer(sql`c.entered`, 'Nombre d’entrées de startups dans cette phase au cours du mois.', 2, {
      title: 'Entrées dans la phase',
      required: true,
    }),
    sorties: integer(sql`c."left"`, 'Nombre de sorties de startups de cette phase au cours du mois.', 1, {
      title: 'Sorties de la phase',
      required: true,
    }),
    debuts_activite: integer(
      sql`c.activated`,
      'Nombre de startups devenues actives au cours du mois en entrant dans cette phase.',
      1,
      { title: 'Débuts d’activité', required: true },
    ),
    fins_activite: integer(
      sql`c.deactivated`,
      'Nombre de startups qui ont cessé d’être actives au cours du mois en quittant cette phase.',
      1,
      { title: 'Fins d’activité', required: true },
    ),
  },
});
