import { defineFilter } from '../../graphql/filters/defineFilter.ts';
import { Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { Entity } from './Entity.ts';

@TableType('entity_identifier', {
  label: 'Identifiant externe',
  description: 'The identifier of an entity in another register.',
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
    description: 'The name of the other register, such as `siren` or `beta.gouv.fr/incubateurs`.',
    primary: true,
    filter: { description: 'Selects the identifiers in one of these registers.' },
    export: {
      name: 'referentiel',

      description: 'Nom du référentiel externe.',
      example: 'beta.gouv.fr/incubateurs',
    },
  })
  scheme!: string;

  @Text({
    label: 'Valeur',
    description: 'The identifier of the entity in that register.',
    primary: true,
    filter: { description: 'Selects the identifiers with one of these values.' },
    export: { name: 'valeur', description: 'Identifiant de l’entité dans ce référentiel.', example: 'dinum' },
  })
  value!: string;
}

export const identifierFilter = defineFilter(EntityIdentifier, { plural: 'identifiers' });
