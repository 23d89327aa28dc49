import { Float, Int, ObjectType } from 'type-graphql';
import { countType, labelField } from '../../graphql/fields/counts.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { COUNTS, NotInOpenData } from '../../graphql/openData.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import { PhaseName } from '../startups/lifecycle.ts';

/** The outcomes of startups that ceased to be active. */
export const EXIT_OUTCOMES = enumVocabulary('ExitOutcome', 'The outcome of a startup that ceased to be active.', {
  TRANSFERRED: { label: 'Transféré', description: 'The administration operates the service.' },
  ABANDONED: { label: 'Abandonné', description: 'The service was closed.' },
  ABANDONED_AT_INVESTIGATION: {
    label: 'Investigation non concluante',
    description: 'The investigation led to no service.',
  },
  ABSENT: { label: 'Disparu des sources', description: 'No source gives the startup any more.' },
  UNKNOWN: { label: 'Phase inconnue', description: 'The phase of the startup is unknown from then on.' },
});
export type ExitOutcome = keyof typeof EXIT_OUTCOMES.codes;
const ExitOutcome = EXIT_OUTCOMES.codes;

export const ExitCount = countType('ExitCount', 'exits with the same outcome', {
  value: { type: () => ExitOutcome, label: 'Issue', description: 'The outcome of these startups.' },
  ...labelField(),
});

@NotInOpenData(COUNTS)
@ObjectType({ description: 'The startups that went from one phase directly to another one within a period.' })
export class PhaseTransition {
  @LabeledField(() => PhaseName, { label: 'Phase quittée', description: 'The phase that the startups left.' })
  from!: PhaseName;

  @LabeledField(() => PhaseName, { label: 'Phase suivante', description: 'The phase that the startups entered.' })
  to!: PhaseName;

  @LabeledField(() => Int, { label: 'Nombre', description: 'The number of these transitions, at least 1.' })
  count!: number;
}

@NotInOpenData(COUNTS)
@ObjectType({
  description: 'The duration of the phases with the same name that had ended by a day, or within a period.',
})
export class PhaseDuration {
  @LabeledField(() => PhaseName, { label: 'Phase', description: 'The phase.' })
  phase!: PhaseName;

  @LabeledField(() => Int, {
    label: 'Phases terminées',
    description: 'The number of phases that ended, at least 1.',
  })
  count!: number;

  @LabeledField(() => Float, {
    label: 'Durée médiane en jours',
    description: 'The median number of days from the start to the end of these phases.',
  })
  medianDays!: number;
}

/** The numbers of a group of startups in a period. */
export interface StartupNumbers {
  readonly startups: number;
  readonly activeStartups: number;
  readonly startedStartups: number;
  readonly entries: number;
  readonly exits: number;
}

/** Adds the fields of {@link StartupNumbers} to a type. */
function WithStartupNumbers(model: Model): void {
  const fields: readonly [name: keyof StartupNumbers, label: string, description: string][] = [
    ['startups', 'Startups', 'The number of startups that had started by the last day of the period.'],
    [
      'activeStartups',
      'Startups actives',
      'The number of startups that were active on the last day of the period. It is that of the period before, plus `entries`, minus `exits`.',
    ],
    ['startedStartups', 'Startups commencées', 'The number of startups whose first phase began within the period.'],
    ['entries', 'Entrées', 'The number of times that a startup became active within the period.'],
    ['exits', 'Sorties', 'The number of times that a startup ceased to be active within the period.'],
  ];
  for (const [name, label, description] of fields) {
    LabeledField(() => Int, { label, description })(model.prototype, name);
  }
}

@NotInOpenData(COUNTS)
@WithStartupNumbers
@ObjectType({ description: 'The numbers of the startups of an incubator in a period.' })
export class IncubatorStatistics {
  readonly key!: number;
}

@NotInOpenData(COUNTS)
@WithStartupNumbers
@ObjectType({ description: 'The numbers of the startups of a ministry domain in a period.' })
export class MinistryDomainStatistics {
  @LabeledField(() => String, {
    label: 'Domaine ministériel',
    description: 'The ministry domain of a sponsor of these startups, in the words of beta.gouv.fr.',
  })
  ministryDomain!: string;

  @LabeledField(() => String, {
    label: 'Libellé du domaine ministériel',
    description: 'The label of `ministryDomain` in French. Null for a domain that beta.gouv.fr does not list.',
    nullable: true,
  })
  ministryDomainLabel!: string | null;
}

@NotInOpenData(COUNTS)
@WithStartupNumbers
@ObjectType({
  description:
    'The statistics of the startups in a period. The numbers on its last day are those of `statistics(on:)` for that day.',
})
export class StatisticsPeriod {
  @LabeledField(() => DateScalar, { label: 'Premier jour', description: 'The first day of the period.' })
  firstDay!: string;

  @LabeledField(() => DateScalar, { label: 'Dernier jour', description: 'The last day of the period.' })
  lastDay!: string;

  @LabeledField(() => Int, {
    label: 'Startups disparues des sources',
    description: 'The number of startups that no source gave any more on the last day of the period.',
  })
  absentStartups!: number;

  @LabeledField(() => Int, {
    label: 'Phases inconnues',
    description: 'The number of startups whose phase was unknown on the last day of the period.',
  })
  unknownPhases!: number;
}
