import { pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { Node } from '../../graphql/Node.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { Day, Key, Reference, TableType, Text } from '../../graphql/properties/decorators.ts';
import { lookup } from '../../graphql/relations/relations.ts';
import { columnKey } from '../../graphql/relations/uniqueKeys.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';

@TableType('public_contract', {
  description: 'A framework contract under which a company supplies coaches and developers.',
})
export class PublicContract extends Node {
  @Key()
  key!: number;

  @Text({
    label: 'Référence',
    description: 'The reference that the buyer gives to the contract, unique among contracts.',
  })
  reference!: string;

  @Text({ label: 'Intitulé', description: 'The title of the contract, in French.' })
  title!: string;

  @Reference(() => Entity, {
    label: 'Acheteur',
    description: 'The entity that signed the contract for the State. Null if unknown.',
    nullable: true,
  })
  buyerKey!: number | null;

  @Reference(() => Entity, {
    label: 'Titulaire',
    description: 'The company that supplies people under the contract. Null if unknown.',
    nullable: true,
  })
  supplierKey!: number | null;

  @Day({ label: 'Signature', description: 'The date of signature. Null if unknown.', nullable: true })
  signedOn!: string | null;

  @Day({ label: 'Fin', description: 'The last day of the contract. Null if unknown.', nullable: true })
  endsOn!: string | null;
}

export const PublicContractQueries = defineQueries({
  publicContract: {
    relation: lookup(() => PublicContract, { reference: columnKey(PublicContract, 'reference') }),
    label: 'Marché public',
    description: 'The public contract with the given reference. Null if there is none.',
    arguments: {
      reference: { type: () => String, description: 'The reference that the buyer gives to the contract.' },
    },
  },
  publicContracts: {
    relation: pagesOf('Query.publicContracts', PublicContract, { REFERENCE: orderKey('text', sql`${self}.reference`) }),
    label: 'Marchés publics',
    description: 'The public contracts, by reference.',
  },
});

export const PublicContractResolver = defineFields(PublicContract, {
  buyer: { relation: referenceOf(PublicContract, 'buyer') },
  supplier: { relation: referenceOf(PublicContract, 'supplier') },
});
