import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { Objective } from './Objective.ts';
import { ScalePlan } from './ScalePlan.ts';

export const objectifsTable = table({
  name: 'objectifs',
  title: 'Objectifs des startups d’État',
  description:
    'Les objectifs du service de chaque startup d’État, identifiés pendant son investigation. Un objectif par ligne.',
  from: sql`objective o JOIN startup s ON s.id = o.startup_id`,
  orderBy: sql`s.slug COLLATE "C", o.position`,
  primaryKey: ['startup', 'rang'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: exportedColumns(Objective, 'o', { startup: 's' }),
});

export const plansTable = table({
  name: 'plans_passage_echelle',
  title: 'Plans de passage à l’échelle',
  description:
    'Les plans proposés pour mettre le service d’une startup d’État à la disposition de tous ses usagers. Un plan par ligne.',
  from: sql`scale_plan q JOIN startup s ON s.id = q.startup_id`,
  orderBy: sql`s.slug COLLATE "C", q.proposed_on, q.statement COLLATE "C"`,
  sortedBy: ['startup', 'date', 'enonce'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: exportedColumns(ScalePlan, 'q', { startup: 's' }),
});
