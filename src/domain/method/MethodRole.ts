import { Enum, Integer, TableType, Text } from '../../graphql/properties/decorators.ts';
import { TEAM_ROLES, type TeamRole } from '../teams/TeamRole.ts';

@TableType('method_role', { description: 'A role of a team, with the number of members that the method requires.' })
export class MethodRole {
  @Enum(TEAM_ROLES, {
    label: 'Rôle',
    description: 'The role in a team.',
    primary: true,
    export: {
      name: 'role',

      description: 'Rôle, parmi une liste fermée.',
      example: 'DEVELOPER',
      unique: true,
    },
  })
  role!: TeamRole;

  @Integer()
  position!: number;

  @Integer({
    label: 'Au moins',
    description: 'The minimum number of members.',
    export: {
      name: 'minimum',
      title: 'Minimum',
      description: 'Nombre minimum de personnes dans ce rôle.',
      example: 1,
    },
  })
  minimum!: number;

  @Integer({
    label: 'Au plus',
    description: 'The maximum number of members.',
    export: {
      name: 'maximum',
      title: 'Maximum',
      description: 'Nombre maximum de personnes dans ce rôle.',
      example: 2,
    },
  })
  maximum!: number;

  @Text({
    label: 'Énoncé',
    description: 'The role and the people who hold it, in French.',
    export: {
      name: 'enonce',

      description: 'Définition du rôle et personnes qui l’exercent.',
      example: 'Écrit le service, avec les usagers.',
    },
  })
  statement!: string;
}
