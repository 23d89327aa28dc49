import { integer, text } from '../../openData/column.ts';
import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { StartupEvent } from './StartupEvent.ts';

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
    ...exported(StartupEvent, 'v'),
  },
});
