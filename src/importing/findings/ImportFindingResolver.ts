import { orderKey } from '../../graphql/connections/listing.ts';
import { connection, listingOf } from '../../graphql/connections/listingOf.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyOfRoot } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { ImportFinding } from './ImportFinding.ts';
import { ImportSource } from './ImportSource.ts';

/** The order of findings: by code, then by key. */
const findingsListing = listingOf(ImportFinding, {
  plural: 'findings',
  isNull: false,
  orders: { CODE: orderKey('text', sql`${self}.code`) },
  defaultOrder: 'CODE',
});

export const ImportQueries = queriesOf({
  importFindings: {
    relation: connection('Query.importFindings', findingsListing, { isOrdered: false }),
    label: 'Constats d’import',
    description: 'The findings of the latest import of each source, by code.',
  },
  importSources: {
    relation: manyOfRoot(() => ImportSource, sql`${self}.name`),
    label: 'Sources',
    description: 'The sources of imported rows, by name.',
  },
});

export const ImportFindingResolver = fieldsOf(ImportFinding, {
  source: {
    relation: referenceOf(ImportFinding, 'import'),
    label: 'Source',
    description: 'The source whose import made the finding.',
  },
});
