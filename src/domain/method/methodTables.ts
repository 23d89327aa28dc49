import { integer } from '../../openData/column.ts';
import { exportedColumns } from '../../openData/exportedColumns.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { MethodRole } from './MethodRole.ts';
import { MethodStep } from './MethodStep.ts';

export const etapesTable = table({
  name: 'etapes',
  title: 'Étapes de la méthode des startups d’État',
  description:
    'Les étapes de la méthode : la naissance d’une startup d’État, puis son incubation. La colonne « rang » donne leur ordre. Une étape par ligne.',
  from: sql`method_step m`,
  primaryKey: ['partie', 'nom'],
  columns: exportedColumns(MethodStep, 'm'),
});

const { role, ...ofRole } = exportedColumns(MethodRole, 'm');

export const rolesTable = table({
  name: 'roles',
  title: 'Rôles prévus par la méthode des startups d’État',
  description:
    'Les rôles qui composent l’équipe d’une startup d’État selon la méthode, avec le nombre de personnes attendu. Un rôle par ligne.',
  from: sql`method_role m`,
  primaryKey: ['role'],
  columns: {
    role,
    rang: integer(
      sql`row_number() OVER (ORDER BY m.position)`,
      'Rang du rôle dans la présentation de la méthode, à partir de 1.',
      2,
      {
        required: true,
      },
    ),
    ...ofRole,
  },
});
