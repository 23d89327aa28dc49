import { connection } from '../../graphql/connections/listingOf.ts';
import { queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { lookup } from '../../graphql/relations/relations.ts';
import { AsOfScalar, resolveAsOf } from '../../register/asOf.ts';
import { Startup } from './Startup.ts';
import { startupsListing } from './startupsListing.ts';

export const StartupQueries = queriesOf({
  startup: {
    relation: lookup(() => Startup, 'slug'),
    description: "Startup d'État — the startup of this slug, or null.",
    arguments: {
      asOf: {
        type: () => AsOfScalar,
        nullable: true,
        description: 'Au moment de — the startup as it was at a version or an instant; as it is if not said.',
      },
      slug: { type: () => String, description: 'Identifiant lisible — the slug of the startup.' },
    },
    resolve: resolveAsOf,
  },
  startups: {
    relation: connection('Query.startups', startupsListing, { which: 'which startups' }),
    description: "Startups d'État — all startups, or those of a filter, in pages.",
  },
});
