import { integer, text, word } from '../../openData/column.ts';
import { table } from '../../openData/table.ts';
import { sql } from '../../sql/sql.ts';
import { TEAM_ROLES } from '../teams/TeamRole.ts';

export const rolesTable = table({
  name: 'roles',
  title: 'Rôles prévus par la méthode des startups d’État',
  description: 'Qui compose l’équipe d’une startup d’État selon la méthode, et en quel nombre. Un rôle par ligne.',
  from: sql`method_role m`,
  orderBy: sql`m.position`,
  sortedBy: ['rang'],
  primaryKey: ['role'],
  columns: {
    role: word(TEAM_ROLES, sql`m.role`, 'Rôle, parmi une liste fermée.', 'DEVELOPER', {
      title: 'Rôle',
      required: true,
      unique: true,
    }),
    rang: integer(
      sql`row_number() OVER (ORDER BY m.position)`,
      'Rang du rôle dans la présentation de la méthode, à partir de 1.',
      2,
      {
        required: true,
      },
    ),
    minimum: integer(sql`m.minimum`, 'Nombre de personnes qu’il faut au moins dans ce rôle.', 1, { required: true }),
    maximum: integer(sql`m.maximum`, 'Nombre de personnes qu’il faut au plus dans ce rôle.', 2, { required: true }),
    enonce: text(sql`m.statement`, 'Ce qu’est ce rôle, et qui le tient.', 'Écrit le service, avec les usagers.', {
      title: 'Énoncé',
      required: true,
    }),
  },
});
