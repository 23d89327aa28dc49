import { repetition } from '../../openData/column.ts';
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
  primaryKey: ['startup', 'date', 'enonce', 'numero'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    ...exportedColumns(Objective, 'o', { startup: 's' }),
    numero: repetition(
      [sql`o.startup_id`, sql`o.recorded_on`, sql`o.statement`],
      [sql`o.position`],
      'Numéro de l’objectif, à partir de 2, si la startup a déjà le même objectif du même jour ; vide sinon.',
    ),
  },
});

export const plansTable = table({
  name: 'plans_passage_echelle',
  title: 'Plans de passage à l’échelle',
  description:
    'Les plans proposés pour mettre le service d’une startup d’État à la disposition de tous ses usagers. Un plan par ligne.',
  from: sql`scale_plan q JOIN startup s ON s.id = q.startup_id`,
  primaryKey: ['startup', 'date', 'enonce', 'numero'],
  foreignKeys: { startup: 'startups.identifiant' },
  columns: {
    ...exportedColumns(ScalePlan, 'q', { startup: 's' }),
    numero: repetition(
      [sql`q.startup_id`, sql`q.proposed_on`, sql`q.statement`],
      [sql`q.id`],
      'Numéro du plan, à partir de 2, si la startup a déjà le même plan du même jour ; vide sinon.',
    ),
  },
});
