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
    label: 'Startup d’État',
    description: 'The startup of this slug, or null.',
    arguments: {
      asOf: {
        type: () => AsOfScalar,
        nullable: true,
        description: 'The startup as it was at a version or an instant; as it is if not said.',
      },
      slug: { type: () => String, description: 'The slug of the startup.' },
    },
    resolve: resolveAsOf,
  },
  startups: {
    relation: connection('Query.startups', startupsListing),
    label: 'Startups d’État',
    description: 'All startups, or those of a filter, in pages.',
  },
});

const startup = () => Startup;

export const StartupResolver = fieldsOf(Startup, {
  phase: {
    relation: expression(startup, phaseOn),
    type: () => PhaseName,
    nullable: true,
    arguments: { on: ON_DAY },
    label: 'Phase',
    description: 'The latest phase begun by that day (same-day ties by rank); null before the first.',
  },
  isActive: {
    relation: expression(startup, activeOn),
    type: () => Boolean,
    arguments: { on: ON_DAY },
    label: 'Active',
    description: 'Whether it is in incubation, or operated inside the network, that day.',
  },
  isOverdue: {
    relation: expression(startup, overdueOn),
    type: () => Boolean,
    arguments: { on: ON_DAY },
    label: 'En retard',
    description: 'Whether it is still in incubation that day, more than six months after its first.',
  },
  startedOn: {
    relation: expression(startup, startedOn),
    type: () => DateScalar,
    nullable: true,
    label: 'Début',
    description: 'The first day of its first phase; null without any.',
  },
  phases: { relation: phasesOf, label: 'Phases', description: 'By start; same-day ties by rank along the life cycle.' },
  incubators: {
    relation: incubatorsOf,
    label: 'Incubateurs',
    description: 'Where it is built; the first is the one it started in.',
  },
  sponsors: { relation: sponsorsOf, label: 'Administrations porteuses', description: 'The entities that carry it.' },
  events: { relation: eventsOf, label: 'Évènements', description: 'What happened to it, by date.' },
  links: { relation: linksOf, label: 'Liens', description: 'Its addresses, by kind.' },
});

export const PhaseResolver = fieldsOf(Phase, {
  isOverdue: {
    relation: expression(() => Phase, phaseOverdueOn),
    type: () => Boolean,
    label: 'En retard',
    description:
      'Whether this stage of incubation went on, so far, more than six months after the first day of the startup.',
  },
});
