import { connection, defineListing } from '../../graphql/connections/defineListing.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyOfRoot } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { ImportFinding } from './ImportFinding.ts';
import { ImportSource } from './ImportSource.ts';

/** The order of findings: by code, then by key. */
const findingsListing = defineListing(ImportFinding, {
  plural: 'findings',
  isNull: false,
  orders: { CODE: orderKey('text', sql`${self}.code`) },
  defaultOrder: 'CODE',
});

export const ImportQueries = defineQueries({
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

export const ImportFindingResolver = defineFields(ImportFinding, {
  source: {
    relation: referenceOf(ImportFinding, 'import'),
    openData: 'constats.source',
    label: 'Source',
    description: 'The source whose import made the finding.',
  },
});
