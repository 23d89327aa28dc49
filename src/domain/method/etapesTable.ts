import { integer } from '../../openData/column.ts';
import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { MethodStep } from './MethodStep.ts';

const { partie, ...others } = exported(MethodStep, 'm');

export const etapesTable = table({
  name: 'etapes',
  title: 'Étapes de la méthode des startups d’État',
  description:
    'Comment naît une startup d’État, puis comment elle est incubée : les étapes de la méthode, une par ligne, dans l’ordre.',
  from: sql`method_step m`,
  orderBy: sql`m.kind, m.position`,
  primaryKey: ['partie', 'rang'],
  columns: {
    partie,
    rang: integer(
      sql`row_number() OVER (PARTITION BY m.kind ORDER BY m.position)`,
      'Rang de l’étape dans sa partie, à partir de 1.',
      1,
      { required: true },
    ),
    ...others,
  },
});
