import { date, text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const irritantsTable = table({
  name: 'irritants',
  title: 'Irritants à l’origine des startups d’État',
  description:
    'Ce qui gêne usagers ou agents, dit par les porteurs du projet dans une administration : le point de départ des startups d’État. Un irritant par ligne.',
  from: sql`pain_point i JOIN entity e ON e.id = i.administration_id LEFT JOIN startup s ON s.id = i.startup_id`,
  orderBy: sql`e.slug COLLATE "C", i.raised_on, s.slug COLLATE "C" NULLS FIRST, i.statement COLLATE "C"`,
  sortedBy: ['administration', 'date', 'startup', 'enonce'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: {
    administration: text(sql`e.slug`, 'Identifiant de l’administration où l’irritant a été relevé.', 'cnam', {
      required: true,
    }),
    startup: text(
      sql`s.slug`,
      'Identifiant de la startup qui y répond ; vide tant qu’elle n’est pas constituée.',
      'mes-aides',
    ),
    date: date(sql`i.raised_on`, 'Jour où l’irritant a été relevé.', '2013-11-04', { required: true }),
    enonce: text(
      sql`i.statement`,
      'Énoncé de l’irritant, dans les mots de ceux qui portent le projet.',
      'Beaucoup d’ayants droit ignorent les aides auxquelles ils peuvent prétendre.',
      { title: 'Énoncé', required: true },
    ),
  },
});
