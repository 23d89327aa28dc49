import { Day, Enum, Key, Reference, TableType, Text, Url } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Entity } from './Entity.ts';

/** How entities take over from one another. */
export const SUCCESSION_KINDS = enumVocabulary('SuccessionKind', 'How an entity took over from another.', {
  RENAMED: { label: 'Renommage', description: 'One entity goes on as another.' },
  MERGED: { label: 'Fusion', description: 'Several entities become one, or are absorbed by one that is there.' },
  SPLIT: { label: 'Scission', description: 'One entity becomes several.' },
});
export type SuccessionKind = keyof typeof SUCCESSION_KINDS.codes;
export const SuccessionKind = SUCCESSION_KINDS.codes;

@TableType('entity_succession', {
  label: 'Succession',
  description: 'That an entity took over from another, when, and by which text.',
  gender: 'feminine',
  subject: 'predecessor',
})
export class EntitySuccession {
  @Key()
  key!: number;

  @Enum(SUCCESSION_KINDS, { label: 'Type', description: 'Renamed, merged or split.' })
  kind!: SuccessionKind;

  @Reference(() => Entity, { label: 'Prédécesseur', description: 'The entity that ended.' })
  predecessorKey!: number;

  @Reference(() => Entity, { label: 'Successeur', description: 'The entity that took over.' })
  successorKey!: number;

  @Day({ label: 'Date d’effet', description: 'The day on which it took over.' })
  effectiveOn!: string;

  @Text({ label: 'Source juridique', description: 'The text that says so, such as a decree.' })
  legalSource!: string;

  @Url({
    label: 'Adresse de la source',
    description: 'Where it can be read, if known.',
    nullable: true,
  })
  legalUrl!: string | null;
}
