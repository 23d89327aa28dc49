import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { PainPoint } from './PainPoint.ts';

const { administration, startup, date, ...others } = exported(PainPoint, 'i', { administration: 'e', startup: 's' });

export const irritantsTable = table({
  name: 'irritants',
  title: 'Irritants à l’origine des startups d’État',
  description:
    'Ce qui gêne usagers ou agents, dit par les porteurs du projet dans une administration : le point de départ des startups d’État. Un irritant par ligne.',
  from: sql`pain_point i JOIN entity e ON e.id = i.administration_id LEFT JOIN startup s ON s.id = i.startup_id`,
  orderBy: sql`e.slug COLLATE "C", i.raised_on, s.slug COLLATE "C" NULLS FIRST, i.statement COLLATE "C"`,
  sortedBy: ['administration', 'date', 'startup', 'enonce'],
  foreignKeys: { administration: 'entites.identifiant', startup: 'startups.identifiant' },
  columns: { administration, startup, date, ...others },
});
