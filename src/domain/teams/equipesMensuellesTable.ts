import { date, integer, text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { on } from '../startups/startupState.ts';
import { EMPLOYMENTS } from './TeamRole.ts';
import { TRADE_CODES } from './trades.ts';

// Each membership has the first days of months from its first day, rounded up, to its last day.
const firstMonth = sql`date_trunc('month', m.started_on::timestamp + interval '1 month' - interval '1 day')`;

export const equipesMensuellesTable = table({
  name: 'equipes_mensuelles',
  title: 'Équipes par mois, métier et statut',
  description:
    'Le nombre de membres de chaque startup d’État le premier jour de chaque mois, par métier et par statut d’emploi, depuis la première mission connue jusqu’à la date de référence. Une ligne par startup, mois, métier et statut ; les combinaisons sans membre n’y figurent pas. Une personne qui exerce deux métiers ou sous deux statuts compte dans chacun ; aucune personne n’est nommée.',
  from: sql`(SELECT s.slug, d.day::date AS day, m.role_word, m.employment, count(DISTINCT m.member_key)::int AS members FROM membership m JOIN startup s ON s.id = m.startup_id CROSS JOIN LATERAL generate_series(${firstMonth}, least(m.ended_on, ${on}::date)::timestamp, interval '1 month') AS d(day) GROUP BY s.slug, d.day, m.role_word, m.employment) c`,
  primaryKey: ['startup', 'jour', 'metier', 'statut'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    startup: text(sql`c.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
    jour: date(sql`c.day`, 'Premier jour du mois.', '2014-09-01', { required: true }),
    metier: text(sql`c.role_word`, 'Métier des membres, dans les termes de la source.', 'Développement', {
      title: 'Métier',
      required: true,
      codes: TRADE_CODES,
    }),
    statut: word(EMPLOYMENTS, sql`c.employment`, 'Statut d’emploi des membres ; vide si non renseigné.', 'CONTRACTOR'),
    membres: integer(sql`c.members`, 'Nombre de membres de la startup ce jour-là.', 2, { required: true }),
  },
});
