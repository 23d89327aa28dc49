import { connection } from '../../graphql/connections/listingOf.ts';
import { fieldsOf, queriesOf } from '../../graphql/fields/fieldsOf.ts';
import { expression, lookup } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AsOfScalar, resolveAsOf } from '../../register/asOf.ts';
import { PhaseName } from './lifecycle.ts';
import { Phase } from './Phase.ts';
import { Startup } from './Startup.ts';
import { activeOn, ON_DAY, overdueOn, phaseOn, phaseOverdueOn, startedOn } from './startupState.ts';
import { eventsOf, incubatorsOf, linksOf, phasesOf, sponsorsOf, startupsListing } from './startupsListing.ts';

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

const startup = () => Startup;

export const StartupResolver = fieldsOf(Startup, {
  phase: {
    relation: expression(startup, phaseOn),
    type: () => PhaseName,
    nullable: true,
    arguments: { on: ON_DAY },
    description: 'Phase — the latest phase begun by that day (same-day ties by rank); null before the first.',
  },
  isActive: {
    relation: expression(startup, activeOn),
    type: () => Boolean,
    arguments: { on: ON_DAY },
    description: 'Active — whether it is in incubation, or operated inside the network, that day.',
  },
  isOverdue: {
    relation: expression(startup, overdueOn),
    type: () => Boolean,
    arguments: { on: ON_DAY },
    description: 'En retard — whether it is still in incubation that day, more than six months after its first.',
  },
  startedOn: {
    relation: expression(startup, startedOn),
    type: () => DateScalar,
    nullable: true,
    description: 'Début — the first day of its first phase; null without any.',
  },
  phases: { relation: phasesOf, description: 'Phases — by start; same-day ties by rank along the life cycle.' },
  incubators: {
    relation: incubatorsOf,
    description: 'Incubateurs — where it is built; the first is the one it started in.',
  },
  sponsors: { relation: sponsorsOf, description: 'Administrations porteuses — the entities that carry it.' },
  events: { relation: eventsOf, description: 'Évènements — what happened to it, by date.' },
  links: { relation: linksOf, description: 'Liens — its addresses, by kind.' },
});

export const PhaseResolver = fieldsOf(Phase, {
  isOverdue: {
    relation: expression(() => Phase, phaseOverdueOn),
    type: () => Boolean,
    description:
      'En retard — whether this stage of incubation went on, so far, more than six months after the first day of the startup.',
  },
});
