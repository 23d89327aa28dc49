import { Node } from '../../graphql/Node.ts';
import { feminine } from '../../graphql/properties/declarations.ts';
import {
  Day,
  Enum,
  Key,
  Reference,
  Slug,
  TableType,
  Text,
  UpdatedAt,
  Url,
  Version,
} from '../../graphql/properties/decorators.ts';
import { ENTITY_KINDS, type EntityKind } from './EntityKind.ts';

@TableType('entity', {
  description: 'Entité — an organisation of the State, or one that works with it, in a tree.',
  noun: feminine('entité'),
})
export class Entity extends Node {
  @Key()
  key!: number;

  @Slug('entities')
  slug!: string;

  @Text({ description: 'Nom — in full.', label: 'nom' })
  name!: string;

  @Text({ description: 'Sigle — the short name, if it has one.', nullable: true, label: 'sigle' })
  acronym!: string | null;

  @Enum(ENTITY_KINDS, { description: 'Type d’entité — what sort of organisation it is.', label: 'type' })
  kind!: EntityKind;

  @Text({
    description: 'Domaine ministériel — the field of government it belongs to, in the words of beta.gouv.fr.',
    nullable: true,
    label: 'domaine ministériel',
  })
  ministryDomain!: string | null;

  @Url({ description: 'Site web — its public site.', nullable: true, label: 'site web' })
  website!: string | null;

  @Text({
    description: 'Boîte générique — a service mailbox; the address of a person is never kept.',
    nullable: true,
    label: 'boîte générique',
  })
  contact!: string | null;

  @Reference(() => Entity, {
    description: 'Entité mère — the entity it is part of.',
    nullable: true,
    label: 'rattachement',
  })
  parentKey!: number | null;

  @UpdatedAt('this entity')
  updatedAt!: Date;

  @Day({
    description: 'Fermeture — its last day; null while it is open.',
    nullable: true,
    label: 'fermeture',
    imported: false,
  })
  closedOn!: string | null;

  @Version()
  version!: number;
}
