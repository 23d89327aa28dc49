import { date, integer, text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const evenementsTable = table({
  name: 'evenements',
  title: 'Évènements des startups d’État',
  description:
    'Ce qui est arrivé aux startups d’État en dehors de leurs changements de phase (comités, lancements, évaluations…), un évènement par ligne.',
  from: sql`startup_event v JOIN startup s ON s.id = v.startup_id`,
  orderBy: sql`s.slug COLLATE "C", v.position`,
  primaryKey: ['startup', 'rang'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
    rang: integer(sql`v.position + 1`, 'Rang de l’évènement dans la liste de la source, à partir de 1.', 1, {
      required: true,
    }),
    type: text(sql`v.kind`, 'Type d’évènement, dans les termes de la source.', 'product_launch', { required: true }),
    date: date(sql`v.occurred_on`, 'Jour de l’évènement.', '2014-10-14', { required: true }),
    commentaire: text(
      sql`v.comment`,
      'Commentaire de la source sur cet évènement ; vide s’il n’y en a pas.',
      'Ouverture du service au public.',
    ),
  },
});
