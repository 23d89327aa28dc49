import { feminine } from '../../graphql/properties/declarations.ts';
import { Day, Enum, Key, Reference, TableType, Text, Url } from '../../graphql/properties/decorators.ts';
import { Entity } from './Entity.ts';
import { SUCCESSION_KINDS, type SuccessionKind } from './SuccessionKind.ts';

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

  @Reference(() => Entity, { label: 'prédécesseur' })
  predecessorKey!: number;

  @Reference(() => Entity, { label: 'successeur' })
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
