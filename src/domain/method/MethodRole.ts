import { Enum, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { TEAM_ROLES, type TeamRole } from '../teams/TeamRole.ts';

@TableType('method_role', { description: 'Rôle prévu par la méthode — who makes a team, and how many of each.' })
export class MethodRole {
  @Enum(TEAM_ROLES, {
    description: 'Rôle — which one.',
    primary: true,
    export: {
      name: 'role',
      title: 'Rôle',
      description: 'Rôle, parmi une liste fermée.',
      example: 'DEVELOPER',
      unique: true,
    },
  })
  role!: TeamRole;

  @Integer()
  position!: number;

  @Integer({
    description: 'Au moins — how many at least.',
    export: { name: 'minimum', description: 'Nombre de personnes qu’il faut au moins dans ce rôle.', example: 1 },
  })
  minimum!: number;

  @Integer({
    description: 'Au plus — how many at most.',
    export: { name: 'maximum', description: 'Nombre de personnes qu’il faut au plus dans ce rôle.', example: 2 },
  })
  maximum!: number;

  @Text({
    description: 'Énoncé — what the role is, and who holds it, in French.',
    export: {
      name: 'enonce',
      title: 'Énoncé',
      description: 'Ce qu’est ce rôle, et qui le tient.',
      example: 'Écrit le service, avec les usagers.',
    },
  })
  statement!: string;
}
