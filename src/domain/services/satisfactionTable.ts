import { date, integer, number, text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const satisfactionTable = table({
  name: 'satisfaction',
  title: 'Enquêtes de satisfaction des services',
  description:
    'Ce que les usagers ont répondu quand on leur a demandé leur avis sur un service, une enquête par ligne.',
  from: sql`satisfaction_survey q JOIN service v ON v.id = q.service_id`,
  orderBy: sql`v.slug COLLATE "C", q.surveyed_on`,
  primaryKey: ['service', 'date'],
  foreignKeys: { service: 'services.identifiant' },
  columns: {
    service: text(sql`v.slug`, 'Identifiant du service.', 'mes-aides', { required: true }),
    date: date(sql`q.surveyed_on`, 'Jour de l’enquête.', '2015-06-30', { required: true }),
    repondants: integer(sql`q.respondents`, 'Nombre d’usagers qui ont répondu.', 412, {
      title: 'Répondants',
      required: true,
    }),
    note: number(sql`q.score`, 'Note moyenne donnée par les usagers, de 0 à 10.', 7.9, { required: true }),
    commentaire: text(
      sql`q.comment`,
      'Ce qu’il faut savoir de l’enquête ; vide s’il n’y a rien à en dire.',
      'Questionnaire proposé à la fin de chaque simulation.',
    ),
  },
});
