import { facetList, facetMost, facetNumber } from '../../graphql/facets/facets.ts';
import { countType, LabelCounts } from '../../graphql/fields/counts.ts';
import { facetsOf } from '../../graphql/fields/fieldsOf.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { PhaseName } from './lifecycle.ts';
import { Accessibility, Startup } from './Startup.ts';
import { activeOn, overdueOn, phaseOn } from './startupState.ts';

const AccessibilityCount = countType('AccessibilityCount', 'startups', {
  accessibility: {
    type: () => Accessibility,
    nullable: true,
    label: 'Conformité RGAA',
    description: 'The declared conformity. Null counts the startups that declare none.',
  },
});

export const PhaseCount = countType('PhaseCount', 'startups', {
  phase: { type: () => PhaseName, label: 'Phase', description: 'The phase.' },
});

/** How startups are counted by value. */
export const StartupFacets = facetsOf(Startup, 'How many startups of the list there are today, by value.', {
  phases: {
    relation: facetList(phaseOn, 'phase'),
    type: () => [PhaseCount],
    label: 'Par phase',
    description: 'By the phase they are in today, in the order of the life cycle.',
  },
  active: {
    relation: facetNumber(activeOn),
    label: 'Actives',
    description: 'How many of them are active today.',
  },
  overdue: {
    relation: facetNumber(overdueOn),
    label: 'En retard',
    description: 'How many are still in incubation beyond its six months.',
  },
  accessibility: {
    relation: facetList(sql`${self}.accessibility`, 'accessibility', { withNull: true }),
    type: () => [AccessibilityCount],
    label: 'Par conformité RGAA',
    description: 'By what they declare.',
  },
  incubators: {
    relation: facetMost(entitiesThrough('startup_incubator'), 'entityKey'),
    type: () => EntityCounts,
    label: 'Par incubateur',
    description: 'A startup of two counts for both.',
  },
  sponsors: {
    relation: facetMost(entitiesThrough('startup_sponsor'), 'entityKey'),
    type: () => EntityCounts,
    label: 'Par administration porteuse',
    description: 'A startup of two counts for both.',
  },
  ministryDomains: {
    relation: facetMost(
      sql`SELECT e.ministry_domain AS value, e.ministry_domain COLLATE "C" AS tie FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id AND e.ministry_domain IS NOT NULL`,
      'label',
      { repeats: true },
    ),
    type: () => LabelCounts,
    label: 'Par domaine ministériel',
    description: 'Of their sponsors; a startup counts once per domain.',
  },
  topics: {
    relation: facetMost(wordsOf('topics'), 'label', { repeats: true }),
    type: () => LabelCounts,
    label: 'Par thématique',
    description: 'In the words of their source.',
  },
  technologies: {
    relation: facetMost(wordsOf('technologies'), 'label', { repeats: true }),
    type: () => LabelCounts,
    label: 'Par technologie',
    description: 'In the words of their source.',
  },
});

function entitiesThrough(table: string): Fragment {
  return sql`SELECT e.id AS value, e.slug AS tie FROM ${raw(table)} l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id`;
}

function wordsOf(column: string): Fragment {
  return sql`SELECT w.word AS value, w.word COLLATE "C" AS tie FROM unnest(${self}.${raw(column)}) AS w(word)`;
}
