import { booleanFacet } from '../../graphql/facets/facets.ts';
import { BooleanCount } from '../../graphql/fields/counts.ts';
import { booleanField, type FilterField } from '../../graphql/filters/condition.ts';
import type { OpenDataPlace } from '../../graphql/openData.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { expression } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';

const isOpen = sql`(${self}.closed_on IS NULL)`;

/** The filter field `isOpen` of a list. @param plural the rows: `entities`. */
export function openField(plural: string): FilterField {
  return booleanField(
    `\`true\` selects the ${plural} without a last day; \`false\` selects those that are closed or have a last day in the future.`,
    isOpen,
  );
}

/** The facet `isOpen` of a list. @param plural the rows: `entities`. */
export const openFacet = (plural: string) => ({
  relation: booleanFacet(isOpen),
  type: () => [BooleanCount],
  label: 'Par ouverture',
  description: `The counts by whether the ${plural} have no last day.`,
});

/** The field `isOpen` of a class, with its place in the open data. */
export const openIn = (model: Model, openData: OpenDataPlace) => ({
  relation: expression(() => model, isOpen),
  openData,
  type: () => Boolean,
  label: 'Sans date de fin',
  description: 'Whether the record has no last day (`closedOn`). False for a last day in the future too.',
});
