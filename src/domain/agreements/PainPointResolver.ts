import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { toMany } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { PainPoint, painPointFilter } from './PainPoint.ts';

export const PainPointResolver = fieldsOf(PainPoint, {
  administration: { relation: referenceOf(PainPoint, 'administration') },
  startup: { relation: referenceOf(PainPoint, 'startup') },
});

const painPointsOf = manyBy(() => PainPoint, 'startupKey', sql`${self}.raised_on, ${self}.id`);

extendFilter(startupsListing, {
  painPoints: toMany(
    'Irritants — asks of what stood in the way of their project.',
    painPointsOf,
    () => painPointFilter,
  ),
});

export const StartupPainPoints = fieldsOf(Startup, {
  painPoints: { relation: painPointsOf, description: 'Irritants — what stood in the way of its project, by date.' },
});
