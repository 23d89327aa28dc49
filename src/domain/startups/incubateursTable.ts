import { integer, text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const incubateursTable = table({
  name: 'incubateurs',
  title: 'Incubateurs des startups d’État',
  description:
    'Quels incubateurs construisent quelles startups d’État, une association par ligne : une startup peut en avoir eu plusieurs.',
  from: sql`startup_incubator x JOIN startup s ON s.id = x.startup_id JOIN entity e ON e.id = x.entity_id`,
  orderBy: sql`s.slug COLLATE "C", x.position`,
  sortedBy: ['startup', 'rang'],
  primaryKey: ['startup', 'entite'],
  foreignKeys: { startup: 'startups.identifiant', entite: 'entites.identifiant' },
  columns: {
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
    entite: text(sql`e.slug`, 'Identifiant de l’incubateur.', 'dinum', { title: 'Entité', required: true }),
    rang: integer(
      sql`x.position + 1`,
      'Rang de cet incubateur parmi ceux de la startup : 1 pour celui où elle a commencé.',
      1,
      { required: true },
    ),
  },
});
