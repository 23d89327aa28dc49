import { date, integer, text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { on } from '../startups/startupState.ts';
import { EMPLOYMENTS } from './TeamRole.ts';
import { TRADE_CODES } from './trades.ts';

export const membresTable = table({
  name: 'membres',
  title: 'Membres par mois, métier et statut',
  description:
    'Le nombre de membres en mission le premier jour de chaque mois, par métier et par statut d’emploi, avec ou sans startup, depuis la première mission connue jusqu’à la date de référence. Une ligne par mois, métier et statut ; les combinaisons sans membre n’y figurent pas. Une personne qui exerce deux métiers ou sous deux statuts compte dans chacun ; aucune personne n’est nommée.',
  from: sql`(SELECT d.day::date AS day, m.role_word, m.employment, count(DISTINCT m.member_key)::int AS members, count(DISTINCT m.member_key) FILTER (WHERE m.startup_id IS NOT NULL)::int AS assigned FROM generate_series(date_trunc('month', (SELECT min(f.started_on) FROM membership f)::timestamp), ${on}::timestamp, interval '1 month') AS d(day) JOIN membership m ON m.started_on <= d.day AND (m.ended_on IS NULL OR m.ended_on >= d.day) GROUP BY d.day, m.role_word, m.employment) c`,
  primaryKey: ['jour', 'metier', 'statut'],
  columns: {
    jour: date(sql`c.day`, 'Premier jour du mois.', '2026-11-01', { required: true }),
    metier: text(sql`c.role_word`, 'Métier des membres, dans les termes de la source.', 'Développement', {
      title: 'Métier',
      required: true,
      codes: TRADE_CODES,
    }),
    statut: word(EMPLOYMENTS, sql`c.employment`, 'Statut d’emploi des membres ; vide si non renseigné.', 'CONTRACTOR'),
    membres: integer(sql`c.members`, 'Nombre de membres en mission ce jour-là.', 406, { required: true }),
    en_startup: integer(
      sql`c.assigned`,
      'Nombre de ces membres dont au moins une mission se déroule dans une startup connue.',
      371,
      { title: 'Dont en startup', required: true },
    ),
  },
});
