import { allValuesFacet, countFacet, topValuesFacet } from '../../graphql/facets/facets.ts';
import { countType, LabelCounts } from '../../graphql/fields/counts.ts';
import { defineFacets } from '../../graphql/fields/defineFields.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql } from '../../sql/sql.ts';
import { absentFacet } from '../entities/absence.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { PhaseName } from './lifecycle.ts';
import { Accessibility, Startup } from './Startup.ts';
import { activeOn, overdueOn, phaseOn, phaseUnknownOn } from './startupState.ts';

const AccessibilityCount = countType('AccessibilityCount', 'startups', {
  accessibility: {
    type: () => Accessibility,
    nullable: true,
    label: 'Conformité RGAA',
    description: 'The declared conformity. Null counts the startups that declare none.',
  },
});

export const PhaseCount = countType('PhaseCount', 'startups', {
  phase: { type: () => PhaseName, label: 'Phase', description: 'The phase of these startups.' },
});

/** The counts of startups by value. */
export const StartupFacets = defineFacets(Startup, 'The numbers of startups in a list today, by value.', {
  phase: {
    relation: allValuesFacet(phaseOn, 'phase'),
    type: () => [PhaseCount],
    label: 'Par phase',
    description: 'The counts by current phase, in the order of the life cycle.',
  },
  isActive: {
    relation: countFacet(activeOn),
    label: 'Actives',
    description: 'The number of active startups.',
  },
  isOverdue: {
    relation: countFacet(overdueOn),
    label: 'En retard',
    description:
      'The number of startups still in incubation after more than six months, among those to which the method applies.',
  },
  isPhaseUnknown: {
    relation: countFacet(phaseUnknownOn),
    label: 'Phase inconnue',
    description: 'The number of startups whose phase is unknown.',
  },
  isAbsent: absentFacet('startups'),
  accessibility: {
    relation: allValuesFacet(sql`${self}.accessibility`, 'accessibility', { withNull: true }),
    type: () => [AccessibilityCount],
    label: 'Par conformité RGAA',
    description: 'The counts by declared conformity.',
  },
  incubators: {
    relation: topValuesFacet(entitiesThrough('startup_incubator'), 'entityKey'),
    type: () => EntityCounts,
    label: 'Par incubateur',
    description: 'The counts by incubator. A startup counts once for each of its incubators.',
  },
  sponsors: {
    relation: topValuesFacet(entitiesThrough('startup_sponsor'), 'entityKey'),
    type: () => EntityCounts,
    label: 'Par administration porteuse',
    description: 'The counts by sponsor. A startup counts once for each of its sponsors.',
  },
  ministryDomains: {
    relation: topValuesFacet(
      sql`SELECT e.ministry_domain AS value, e.ministry_domain COLLATE "C" AS tie FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id AND e.ministry_domain IS NOT NULL`,
      'label',
      { repeats: true },
    ),
    type: () => LabelCounts,
    label: 'Par domaine ministériel',
    description: 'The counts by the ministry domain of the sponsors. A startup counts once for each domain.',
  },
  topics: {
    relation: topValuesFacet(wordsOf('topics'), 'label', { repeats: true }),
    type: () => LabelCounts,
    label: 'Par thématique',
    description:
      'The counts by topic. Spellings that differ only by accents and case are one topic, in the most frequent spelling.',
  },
  technologies: {
    relation: topValuesFacet(wordsOf('technologies'), 'label', { repeats: true }),
    type: () => LabelCounts,
    label: 'Par technologie',
    description:
      'The counts by technology. Spellings that differ only by accents and case are one technology, in the most frequent spelling.',
  },
});

function entitiesThrough(table: string): Fragment {
  return sql`SELECT e.id AS value, e.slug AS tie FROM ${raw(table)} l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id`;
}

/** The words of a list, each in the spelling that most startups have; of equally frequent ones, the first by code point. */
function wordsOf(column: string): Fragment {
  const spellings = sql`SELECT w.word, count(*) AS uses FROM startup s, unnest(s.${raw(column)}) AS w(word) GROUP BY w.word`;
  const usual = sql`SELECT DISTINCT ON (fold(u.word)) fold(u.word) AS folded, u.word FROM (${spellings}) u ORDER BY fold(u.word), u.uses DESC, u.word COLLATE "C"`;
  return sql`SELECT s.word AS value, s.word COLLATE "C" AS tie FROM unnest(${self}.${raw(column)}) AS w(word) JOIN (${usual}) s ON s.folded = fold(w.word)`;
}
