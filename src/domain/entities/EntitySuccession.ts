import { Day, Enum, Key, Reference, TableType, Text, Url } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Entity } from './Entity.ts';

/** The kinds of successions. */
export const SUCCESSION_KINDS = enumVocabulary('SuccessionKind', 'The way in which an entity succeeded another.', {
  RENAMED: { label: 'Renommage', description: 'One entity became one other entity.' },
  MERGED: { label: 'Fusion', description: 'Several entities became one, or an existing entity absorbed them.' },
  SPLIT: { label: 'Scission', description: 'One entity became several.' },
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

  @Enum(SUCCESSION_KINDS, { label: 'Type', description: 'The kind of succession.' })
  kind!: SuccessionKind;

  @Reference(() => Entity, { label: 'Prédécesseur', description: 'The entity that ended.' })
  predecessorKey!: number;

  @Reference(() => Entity, { label: 'Successeur', description: 'The entity that took over.' })
  successorKey!: number;

  @Day({ label: 'Date d’effet', description: 'The date on which the successor took over.' })
  effectiveOn!: string;

  @Text({ label: 'Source juridique', description: 'The legal text, such as a decree.' })
  legalSource!: string;

  @Url({
    label: 'Adresse de la source',
    description: 'The address of the legal text. Null if unknown.',
    nullable: true,
  })
  legalUrl!: string | null;
}
