import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { Node } from '../../graphql/Node.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { lookup, manyOfRoot } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';

@TableType('public_contract', {
  description: 'The framework contract that coaches and developers are called in through.',
})
export class PublicContract extends Node {
  @Key()
  key!: number;

  @Text({ label: 'Référence', description: 'As its buyer numbers it; unique among contracts.' })
  reference!: string;

  @Text({ label: 'Intitulé', description: 'What it supplies, in French.' })
  title!: string;

  @Reference(() => Entity, {
    label: 'Acheteur',
    description: 'The entity that signed it for the State.',
    nullable: true,
  })
  buyerKey!: number | null;

  @Reference(() => Entity, {
    label: 'Titulaire',
    description: 'The firm that supplies people under it.',
    nullable: true,
  })
  supplierKey!: number | null;

  @Day({ label: 'Signature', description: 'On which day; null when it is not said.', nullable: true })
  signedOn!: string | null;

  @Day({ label: 'Fin', description: 'Its last day; null when it is not said.', nullable: true })
  endsOn!: string | null;
}

export const PublicContractQueries = queriesOf({
  publicContract: {
    relation: lookup(() => PublicContract, 'reference'),
    label: 'Marché public',
    description: 'The contract of this reference, or null.',
    arguments: { reference: { type: () => String, description: 'As its buyer numbers it.' } },
  },
  publicContracts: {
    relation: manyOfRoot(() => PublicContract, sql`${self}.reference`),
    cost: { size: 50 },
    label: 'Marchés publics',
    description: 'All contracts, by reference.',
  },
});

export const PublicContractResolver = fieldsOf(PublicContract, {
  buyer: { relation: referenceOf(PublicContract, 'buyer') },
  supplier: { relation: referenceOf(PublicContract, 'supplier') },
});
