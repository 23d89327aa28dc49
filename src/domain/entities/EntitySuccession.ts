import { Day, Enum, Key, Reference, TableType, Text, Url } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Entity } from './Entity.ts';

/** The kinds of successions. */
export const SUCCESSION_KINDS = enumVocabulary('SuccessionKind', 'The way in which an entity succeeded another.', {
  RENAMED: {
    label: 'Renommage',
    definition: 'Une entité devient une seule autre entité, sous un autre nom.',
    description: 'One entity became one other entity.',
  },
  MERGED: {
    label: 'Fusion',
    definition: 'Plusieurs entités n’en forment plus qu’une, ou une entité existante en absorbe d’autres.',
    description: 'Several entities became one, or an existing entity absorbed them.',
  },
  SPLIT: {
    label: 'Scission',
    definition: 'Une entité se divise en plusieurs.',
    description: 'One entity became several.',
  },
});
export type SuccessionKind = keyof typeof SUCCESSION_KINDS.codes;
export const SuccessionKind = SUCCESSION_KINDS.codes;

@TableType('entity_succession', {
  label: 'Succession',
  description: 'The succession of one entity by another, with its date and legal text.',
  gender: 'feminine',
  subject: 'predecessor',
})
export class EntitySuccession {
  @Key()
  key!: number;

  @Enum(SUCCESSION_KINDS, {
    label: 'Type',
    description: 'The kind of succession.',
    export: { name: 'type', description: 'Type de succession, parmi une liste fermée.', example: 'RENAMED' },
  })
  kind!: SuccessionKind;

  @Reference(() => Entity, {
    label: 'Prédécesseur',
    description: 'The entity that ended.',
    export: { name: 'predecesseur', description: 'Identifiant de l’entité qui a pris fin.', example: 'dinsic' },
  })
  predecessorKey!: number;

  @Reference(() => Entity, {
    label: 'Successeur',
    description: 'The entity that took over.',
    export: { name: 'successeur', description: 'Identifiant de l’entité qui lui a succédé.', example: 'dinum' },
  })
  successorKey!: number;

  @Day({
    label: 'Date d’effet',
    description: 'The day on which the successor took over: the last day of the predecessor.',
    export: { name: 'date_effet', description: 'Jour où le successeur a pris la suite.', example: '2019-10-25' },
  })
  effectiveOn!: string;

  @Text({
    label: 'Source juridique',
    description: 'The legal text, such as a decree.',
    export: {
      name: 'source_juridique',
      description: 'Texte juridique qui fonde la succession.',
      example: 'Décret n° 2019-1088 du 25 octobre 2019',
    },
  })
  legalSource!: string;

  @Url({
    label: 'Adresse de la source',
    description: 'The address of the legal text. Null if unknown.',
    nullable: true,
    export: {
      name: 'adresse_source',
      description: 'Adresse du texte juridique ; vide si non renseignée.',
      example: 'https://www.legifrance.gouv.fr/loda/id/JORFTEXT000039281619',
    },
  })
  legalUrl!: string | null;
}
