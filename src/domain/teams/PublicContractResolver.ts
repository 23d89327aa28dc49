import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { lookup, manyOfRoot } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { PublicContract } from './PublicContract.ts';

export const PublicContractQueries = queriesOf({
  publicContract: {
    relation: lookup(() => PublicContract, 'reference'),
    description: 'Marché public — the contract of this reference, or null.',
    arguments: { reference: { type: () => String, description: 'Référence — as its buyer numbers it.' } },
  },
  publicContracts: {
    relation: manyOfRoot(() => PublicContract, sql`${self}.reference`),
    cost: { size: 50 },
    description: 'Marchés publics — all contracts, by reference.',
  },
});

export const PublicContractResolver = fieldsOf(PublicContract, {
  buyer: { relation: referenceOf(PublicContract, 'buyer') },
  supplier: { relation: referenceOf(PublicContract, 'supplier') },
});
