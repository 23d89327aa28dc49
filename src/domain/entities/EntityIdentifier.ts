import { Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Entity } from './Entity.ts';

@TableType('entity_identifier', {
  label: 'Identifiant externe',
  description: 'What another register calls an entity.',
  gender: 'masculine',
  subject: 'entity',
})
export class EntityIdentifier {
  @Reference(() => Entity, {
    primary: true,
    export: {
      name: 'entite',
      title: 'Entité',
      description: 'Identifiant de l’entité dans le registre.',
      example: 'dinum',
    },
  })
  entityKey!: number;

  @Text({
    label: 'Référentiel',
    description: 'The other register, such as `siren` or `beta.gouv.fr/incubateurs`.',
    primary: true,

    export: {
      name: 'referentiel',

      description: 'Nom du référentiel externe.',
      example: 'beta.gouv.fr/incubateurs',
    },
  })
  scheme!: string;

  @Text({
    label: 'Valeur',
    description: 'The identifier there.',
    primary: true,

    export: { name: 'valeur', description: 'Identifiant de l’entité dans ce référentiel.', example: 'dinum' },
  })
  value!: string;
}
