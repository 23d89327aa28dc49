import { integer } from '../../openData/column.ts';
import { exported } from '../../openData/exported.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { MethodRole } from './MethodRole.ts';

const { role, ...others } = exported(MethodRole, 'm');

export const rolesTable = table({
  name: 'roles',
  title: 'Rôles prévus par la méthode des startups d’État',
  description: 'Qui compose l’équipe d’une startup d’État selon la méthode, et en quel nombre. Un rôle par ligne.',
  from: sql`method_role m`,
  orderBy: sql`m.position`,
  sortedBy: ['rang'],
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
    ...others,
  },
});
