import { type CodeList, keptCodes } from '../../graphql/codeList.ts';
import { defineFilter } from '../../graphql/filters/defineFilter.ts';
import { Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { sql } from '../../sql/sql.ts';
import { Entity } from './Entity.ts';

/** The other registers that sources and the reference register name. Editors may name others. */
const SCHEME_CODES: CodeList = {
  ...keptCodes(
    {
      siren: {
        label: 'SIREN',
        definition: 'Le numéro à neuf chiffres de l’organisation dans le répertoire Sirene de l’Insee.',
        from: null,
      },
      'beta.gouv.fr/organisations': {
        label: 'Organisations de beta.gouv.fr',
        definition: 'L’identifiant de l’organisation dans l’API de beta.gouv.fr (organisations.json).',
        from: null,
      },
      'beta.gouv.fr/incubateurs': {
        label: 'Incubateurs de beta.gouv.fr',
        definition: 'L’identifiant de l’incubateur dans l’API de beta.gouv.fr (incubators.json).',
        from: null,
      },
    },
    sql`SELECT scheme FROM entity_identifier`,
  ),
  others: { label: 'Autre référentiel', definition: 'Un référentiel que le code désigne par son nom.' },
};

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
      codes: SCHEME_CODES,
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
