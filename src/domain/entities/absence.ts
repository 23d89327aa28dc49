import { booleanFacet } from '../../graphql/facets/facets.ts';
import { BooleanCount } from '../../graphql/fields/counts.ts';
import { booleanField, type FilterField } from '../../graphql/filters/condition.ts';
import type { KeptFacet } from '../../graphql/filters/keptCounts.ts';
import type { OpenDataPlace } from '../../graphql/openData.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { expression } from '../../graphql/relations/relations.ts';
import { argument, type Fragment, self, sql } from '../../sql/sql.ts';

/** Whether no source gives the row `self` any more on the day `on`. Never null. */
export const absentOn: Fragment = sql`coalesce(${self}.absent_since <= ${argument('on')}::date, false)`;

/** The filter field `isAbsent` of a list. @param plural the rows: `startups`. */
export function absentField(plural: string): FilterField {
  return booleanField(
    `\`true\` selects the ${plural} that no source gives any more today; \`false\` selects the others.`,
    absentOn,
  );
}

/** The field `isAbsent` of a class, with its place in the open data. */
export const absentIn = (model: Model, openData: OpenDataPlace) => ({
  relation: expression(() => model, absentOn),
  openData,
  type: () => Boolean,
  label: 'Absence des sources',
  description: 'Whether no source gives the record any more. False for records that no source ever gave.',
});

/** The facet `isAbsent` of a list. @param plural the rows: `startups`. @param kept its counts, if the database keeps them. */
export const absentFacet = (plural: string, kept?: KeptFacet) => ({
  relation: booleanFacet(absentOn, { kept }),
  type: () => [BooleanCount],
  label: 'Par présence dans les sources',
  description: `The counts by whether no source gives the ${plural} any more.`,
});
