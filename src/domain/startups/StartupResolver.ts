import { connection, pagesOf } from '../../graphql/connections/defineListing.ts';
import { orderKey, uniqueOrderKey } from '../../graphql/connections/listing.ts';
import { FEW } from '../../graphql/cost.ts';
import { createdAt } from '../../graphql/fields/createdAt.ts';
import { defineFields, defineQueries } from '../../graphql/fields/defineFields.ts';
import { lookupBy } from '../../graphql/fields/lookupBy.ts';
import { expression } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { self, sql } from '../../sql/sql.ts';
import { absentIn } from '../entities/absence.ts';
import { formerSlugs, formerSlugTable } from '../entities/formerSlugs.ts';
import { PhaseName } from './lifecycle.ts';
import { Phase } from './Phase.ts';
import { Startup } from './Startup.ts';
import { StartupEvent } from './StartupEvent.ts';
import {
  activeOn,
  ON_DAY,
  overdueOn,
  phaseEndedOn,
  phaseOn,
  phaseOverdueOn,
  phaseStartedOn,
  phaseUnknownOn,
  startedOn,
} from './startupState.ts';
import {
  eventsOf,
  incubatorsOf,
  linksOf,
  ministryDomainsOf,
  phasesOf,
  sponsorsOf,
  startupsListing,
} from './startupsListing.ts';

export const StartupQueries = defineQueries({
  startup: {
    ...lookupBy(Startup, { former: formerSlugTable('startup') }),
    label: 'Startup d’État',
    description: 'The startup with the given slug, former slug or id. Null if there is none.',
  },
  startups: {
    relation: connection('Query.startups', startupsListing),
    label: 'Startups d’État',
    description: 'The startups of the register, in pages.',
  },
});

const startup = () => Startup;

export const StartupResolver = defineFields(Startup, {
  createdAt: createdAt(() => Startup, 'startups.cree_le'),
  formerSlugs: {
    relation: expression(startup, formerSlugs('startup')),
    type: () => [String],
    openData: 'startups.anciens_identifiants',
    label: 'Anciens identifiants',
    description: 'The slugs that the startup had before a renaming or a merge. They still lead to it.',
  },
  phase: {
    relation: expression(startup, phaseOn),
    type: () => PhaseName,
    nullable: true,
    arguments: { on: ON_DAY },
    openData: 'startups.phase_actuelle',
    label: 'Phase',
    description:
      'The phase in force on a day: the latest phase that started by then. Phases of the same start are ordered by their rank in the life cycle. Null before the first phase, or if the phase is unknown (`isPhaseUnknown`).',
  },
  isPhaseUnknown: {
    relation: expression(startup, phaseUnknownOn),
    type: () => Boolean,
    arguments: { on: ON_DAY },
    openData: 'startups.phase_inconnue',
    label: 'Phase inconnue',
    description:
      'Whether the phase on a day is unknown: the source names it by an unknown word, or lists a last phase without a valid start. `phases` has the word of the source.',
  },
  isActive: {
    relation: expression(startup, activeOn),
    type: () => Boolean,
    arguments: { on: ON_DAY },
    openData: 'startups.active',
    label: 'Active',
    description: 'Whether the startup is in incubation or operated inside the network of incubators on a day.',
  },
  isOverdue: {
    relation: expression(startup, overdueOn),
    type: () => Boolean,
    nullable: true,
    arguments: { on: ON_DAY },
    openData: 'startups.en_retard',
    label: 'En retard',
    description:
      'Whether the startup is in incubation on a day, more than six months after its first day. Null if the method does not apply: neither an agreement nor an objective of the startup is recorded in the register.',
  },
  isAbsent: absentIn(Startup, 'startups.absente_depuis'),
  phaseStartedOn: {
    relation: expression(startup, phaseStartedOn),
    type: () => DateScalar,
    nullable: true,
    arguments: { on: ON_DAY },
    openData: 'startups.debut_phase_actuelle',
    label: 'Début de la phase',
    description:
      'The first day of the phase in force on a day, also of a phase with an unknown word. Null without a phase in force.',
  },
  startedOn: {
    relation: expression(startup, startedOn),
    type: () => DateScalar,
    nullable: true,
    openData: 'startups.debut',
    label: 'Début',
    description: 'The first day of the first phase. Null without a phase.',
  },
  phaseEndedOn: {
    relation: expression(startup, phaseEndedOn),
    type: () => DateScalar,
    nullable: true,
    arguments: { on: ON_DAY },
    openData: 'phases.fin',
    label: 'Fin de la phase',
    description:
      'The `endedOn` of the phase in force on a day: before that day, its planned end; after it, an end that no other phase followed. Null without a phase in force, or if the phase has no known end.',
  },
  phases: {
    relation: phasesOf,
    openData: 'phases.startup',
    label: 'Phases',
    description: 'The phases by start date, then by their rank in the life cycle. An undated phase comes last.',
  },
  incubators: {
    relation: incubatorsOf,
    openData: 'incubateurs.startup',
    label: 'Incubateurs',
    description: 'The incubators of the startup. The first is the incubator in which the startup began.',
  },
  ministryDomains: {
    relation: expression(startup, ministryDomainsOf),
    type: () => [String],
    openData: 'startups.domaines',
    label: 'Domaines ministériels',
    description:
      'The ministry domains of the sponsors in the words of beta.gouv.fr, each once, in the order of code points. `Entity.ministryDomainLabel` has their labels.',
  },
  sponsors: {
    relation: sponsorsOf,
    openData: 'commanditaires.startup',
    label: 'Administrations porteuses',
    description: 'The administrations that sponsor the startup.',
  },
  events: {
    cost: FEW,
    relation: pagesOf(
      'Startup.events',
      StartupEvent,
      {
        OCCURRED_ON: orderKey('date', sql`${self}.occurred_on`),
        POSITION: uniqueOrderKey('integer', sql`${self}.position`),
      },
      { via: eventsOf.via },
    ),
    openData: 'evenements.startup',
    label: 'Évènements',
    description: 'The events of the startup, by date.',
  },
  links: {
    relation: linksOf,
    openData: 'liens.startup',
    label: 'Liens',
    description: 'The web addresses of the startup, by kind.',
  },
});

export const PhaseResolver = defineFields(Phase, {
  isOverdue: {
    relation: expression(() => Phase, phaseOverdueOn),
    type: () => Boolean,
    nullable: true,
    openData: 'phases.en_retard',
    label: 'En retard',
    description:
      'Whether the phase is a stage of incubation that continued more than six months after the first day of the startup. Null if the method does not apply: neither an agreement nor an objective of the startup is recorded in the register.',
  },
});
