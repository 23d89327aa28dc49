import { pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { lookup } from '../../graphql/relations/relations.ts';
import { columnKey } from '../../graphql/relations/uniqueKeys.ts';
import { self, sql } from '../../sql/sql.ts';
import { PublicContract } from './PublicContract.ts';

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
