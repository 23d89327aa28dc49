import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { toMany } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { referenceOf } from '../../graphql/properties/declarations.ts';
import { manyBy } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { Agreement, agreementFilter } from './Agreement.ts';

export const AgreementResolver = fieldsOf(Agreement, {
  administration: { relation: referenceOf(Agreement, 'administration') },
  startup: { relation: referenceOf(Agreement, 'startup') },
});

const agreementsOf = manyBy(() => Agreement, 'startupKey', sql`${self}.signed_on, ${self}.id`);

extendFilter(startupsListing, {
  agreements: toMany('Conventions — asks of those signed for them.', agreementsOf, () => agreementFilter),
});

export const StartupAgreements = fieldsOf(Startup, {
  agreements: { relation: agreementsOf, description: 'Conventions — signed for it, by date.' },
});
