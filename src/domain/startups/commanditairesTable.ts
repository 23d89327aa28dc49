import { integer, text } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';

export const commanditairesTable = table({
  name: 'commanditaires',
  title: 'Administrations porteuses des startups d’État',
  description:
    'Quelles administrations portent (commanditent) quelles startups d’État, une association par ligne : une startup peut avoir plusieurs commanditaires.',
  from: sql`startup_sponsor x JOIN startup s ON s.id = x.startup_id JOIN entity e ON e.id = x.entity_id`,
  orderBy: sql`s.slug COLLATE "C", x.position`,
  sortedBy: ['startup', 'rang'],
  primaryKey: ['startup', 'entite'],
  foreignKeys: { startup: 'startups.identifiant', entite: 'entites.identifiant' },
  columns: {
    startup: text(sql`s.slug`, 'Identifiant de la startup.', 'mes-aides', { required: true }),
    entite: text(sql`e.slug`, 'Identifiant de l’administration porteuse.', 'cnam', {
      title: 'Entité',
      required: true,
    }),
    rang: integer(sql`x.position + 1`, 'Rang de cette administration parmi celles de la startup, à partir de 1.', 1, {
      required: true,
    }),
  },
});
