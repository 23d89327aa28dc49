import { orderKey } from '../../graphql/connections/listing.ts';
import { connection, listingOf } from '../../graphql/connections/listingOf.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyOfRoot } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { ImportFinding } from './ImportFinding.ts';
import { ImportSource } from './ImportSource.ts';

/** How findings are listed: by code, then as they were found. */
const findingsListing = listingOf(ImportFinding, {
  french: 'constats',
  english: 'findings',
  pages: 'constats d’import',
  isNull: false,
  orders: { CODE: orderKey('text', sql`${self}.code`) },
  defaultOrder: 'CODE',
});

export const ImportQueries = queriesOf({
  importFindings: {
    relation: connection('Query.importFindings', findingsListing, { which: 'which findings', isOrdered: false }),
    description: 'Constats d’import — what imports noticed in their input, by code.',
  },
  importSources: {
    relation: manyOfRoot(() => ImportSource, sql`${self}.name`),
    description: 'Sources — where imported rows come from, by name.',
  },
});

export const ImportFindingResolver = fieldsOf(ImportFinding, {
  source: { relation: referenceOf(ImportFinding, 'import'), description: 'Source — whose input it is about.' },
});
