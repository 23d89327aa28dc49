import { booleanFacet, enumFacet, topValuesFacet } from '../../graphql/facets/facets.ts';
import { BooleanCount, countType, labelField, TextCounts } from '../../graphql/fields/counts.ts';
import { defineFacets } from '../../graphql/fields/defineFields.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql } from '../../sql/sql.ts';
import { absentFacet } from '../entities/absence.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { MINISTRY_DOMAIN_LABELS, MinistryDomainCounts } from '../entities/ministryDomains.ts';
import { PHASE_NAMES, PhaseName } from './lifecycle.ts';
import { ACCESSIBILITIES, Accessibility, STARTUP_DECISIONS, Startup, StartupDecision } from './Startup.ts';
import { STARTUP_COUNTS, usualSpellings } from './startupCounts.ts';
import { activeOn, overdueOn, phaseOn, phaseUnknownOn } from './startupState.ts';

const AccessibilityCount = countType('AccessibilityCount', 'startups with the same declared conformity', {
  value: {
    type: () => Accessibility,
    nullable: true,
    label: 'Conformité RGAA',
    description: 'The declared conformity. Null counts the startups that declare none.',
  },
  ...labelField('if `value` is null'),
});

export const PhaseCount = countType('PhaseCount', 'startups in the same phase', {
  value: {
    type: () => PhaseName,
    nullable: true,
    label: 'Phase',
    description: 'The phase of these startups. Null counts the startups without a known phase.',
  },
  ...labelField('if `value` is null'),
});

const DecisionCount = countType('StartupDecisionCount', 'startups with the same decision', {
  value: {
    type: () => StartupDecision,
    nullable: true,
    label: 'Décision',
    description: 'The decision about these startups. Null counts the startups without a decision.',
  },
  ...labelField('if `value` is null'),
});

/** The counts of startups by value. */
export const StartupFacets = defineFacets(Startup, 'The numbers of startups in a list today, by value.', {
  phase: {
    relation: enumFacet(phaseOn, PHASE_NAMES, { nullable: true, kept: STARTUP_COUNTS.phase }),
    type: () => [PhaseCount],
    label: 'Par phase',
    description: 'The counts of all phases, in the order of the enum. The startups without a known phase come last.',
  },
  isActive: {
    relation: booleanFacet(activeOn, { kept: STARTUP_COUNTS.isActive }),
    type: () => [BooleanCount],
    label: 'Par activité',
    description: 'The counts by whether the startup is active.',
  },
  isOverdue: {
    relation: booleanFacet(overdueOn, { nullable: true, kept: STARTUP_COUNTS.isOverdue }),
    type: () => [BooleanCount],
    label: 'Par retard',
    description:
      'The counts by whether the startup is still in incubation after more than six months. The startups to which the method does not apply come last.',
  },
  isPhaseUnknown: {
    relation: booleanFacet(phaseUnknownOn, { kept: STARTUP_COUNTS.isPhaseUnknown }),
    type: () => [BooleanCount],
    label: 'Par connaissance de la phase',
    description: 'The counts by whether the phase is unknown.',
  },
  isAbsent: absentFacet('startups', STARTUP_COUNTS.isAbsent),
  accessibility: {
    relation: enumFacet(sql`${self}.accessibility`, ACCESSIBILITIES, {
      nullable: true,
      kept: STARTUP_COUNTS.accessibility,
    }),
    type: () => [AccessibilityCount],
    label: 'Par conformité RGAA',
    description:
      'The counts of all declared conformities, in the order of the enum. The startups that declare none come last.',
  },
  decision: {
    relation: enumFacet(sql`${self}.decision`, STARTUP_DECISIONS, { nullable: true, kept: STARTUP_COUNTS.decision }),
    type: () => [DecisionCount],
    label: 'Par décision',
    description: 'The counts of all decisions, in the order of the enum. The startups without a decision come last.',
  },
  incubators: {
    relation: topValuesFacet(entitiesThrough('startup_incubator'), 'entityKey', { kept: STARTUP_COUNTS.incubators }),
    type: () => EntityCounts,
    label: 'Par incubateur',
    description: 'The counts by incubator. A startup counts once for each of its incubators.',
  },
  sponsors: {
    relation: topValuesFacet(entitiesThrough('startup_sponsor'), 'entityKey', { kept: STARTUP_COUNTS.sponsors }),
    type: () => EntityCounts,
    label: 'Par administration porteuse',
    description: 'The counts by sponsor. A startup counts once for each of its sponsors.',
  },
  ministryDomains: {
    relation: topValuesFacet(
      sql`SELECT e.ministry_domain AS value, e.ministry_domain COLLATE "C" AS tie FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id AND e.ministry_domain IS NOT NULL`,
      'value',
      { repeats: true, labels: MINISTRY_DOMAIN_LABELS, kept: STARTUP_COUNTS.ministryDomains },
    ),
    type: () => MinistryDomainCounts,
    label: 'Par domaine ministériel',
    description: 'The counts by the ministry domain of the sponsors. A startup counts once for each domain.',
  },
  topics: {
    relation: topValuesFacet(wordsOf('topics'), 'value', { repeats: true, kept: STARTUP_COUNTS.topics }),
    type: () => TextCounts,
    label: 'Par thématique',
    description:
      'The counts by topic. Spellings that differ only by accents and case are one topic, in the most frequent spelling.',
  },
  technologies: {
    relation: topValuesFacet(wordsOf('technologies'), 'value', { repeats: true, kept: STARTUP_COUNTS.technologies }),
    type: () => TextCounts,
    label: 'Par technologie',
    description:
      'The counts by technology. Spellings that differ only by accents and case are one technology, in the most frequent spelling.',
  },
});

function entitiesThrough(table: string): Fragment {
  return sql`SELECT e.id AS value, e.slug AS tie FROM ${raw(table)} l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id`;
}

/** The words of a list, in their usual spelling. */
function wordsOf(column: string): Fragment {
  const spellings = sql`SELECT w.word, count(*) AS uses FROM startup s, unnest(s.${raw(column)}) AS w(word) GROUP BY w.word`;
  return sql`SELECT s.word AS value, s.word COLLATE "C" AS tie FROM unnest(${self}.${raw(column)}) AS w(word) JOIN (${usualSpellings(spellings)}) s ON s.folded = fold(w.word)`;
}
