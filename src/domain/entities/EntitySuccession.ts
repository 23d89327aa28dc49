import { feminine } from '../../graphql/properties/declarations.ts';
import { Day, Enum, Key, Reference, TableType, Text, Url } from '../../graphql/properties/decorators.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { Entity } from './Entity.ts';

/** How entities take over from one another. */
export const SUCCESSION_KINDS = enumVocabulary(
  'SuccessionKind',
  'Type de succession — how an entity took over from another.',
  {
    RENAMED: ['renommage', 'Renommage — one entity goes on as another.'],
    MERGED: ['fusion', 'Fusion — several entities become one, or are absorbed by one that is there.'],
    SPLIT: ['scission', 'Scission — one entity becomes several.'],
  },
);
export type SuccessionKind = keyof typeof SUCCESSION_KINDS.codes;
export const SuccessionKind = SUCCESSION_KINDS.codes;

@TableType('entity_succession', {
  description: 'Succession — that an entity took over from another, when, and by which text.',
  noun: feminine('succession'),
  subject: 'predecessor',
})
export class EntitySuccession {
  @Key()
  key!: number;

  @Enum(SUCCESSION_KINDS, { description: 'Type de succession — renamed, merged or split.', label: 'type' })
  kind!: SuccessionKind;

  @Reference(() => Entity, { description: 'Prédécesseur — the entity that ended.', label: 'prédécesseur' })
  predecessorKey!: number;

  @Reference(() => Entity, { description: 'Successeur — the entity that took over.', label: 'successeur' })
  successorKey!: number;

  @Day({ description: 'Date d’effet — the day on which it took over.', label: 'date d’effet' })
  effectiveOn!: string;

  @Text({ description: 'Fondement juridique — the text that says so, such as a decree.', label: 'source juridique' })
  legalSource!: string;

  @Url({
    description: 'Adresse du texte — where it can be read, if known.',
    nullable: true,
    label: 'adresse de la source',
  })
  legalUrl!: string | null;
}
