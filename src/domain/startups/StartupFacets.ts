import { Field, Int, ObjectType } from 'type-graphql';
import { facetList, facetMost, facetNumber } from '../../graphql/facets/facetFields.ts';
import { closedFacet, openFacet } from '../../graphql/facets/facets.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql } from '../../sql/sql.ts';
import { Accessibility } from './Accessibility.ts';
import type { PhaseName } from './lifecycle.ts';
import { activeOn, overdueOn, phaseOn } from './startupState.ts';

@ObjectType({ description: 'Effectif par conformité RGAA — how many startups declare it.' })
export class AccessibilityCount {
  @Field(() => Accessibility, {
    nullable: true,
    description: 'Conformité RGAA — which one; null for what says nothing.',
  })
  accessibility!: Accessibility | null;

  @Field(() => Int, { description: 'Nombre — of startups; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Facettes des startups — how many startups of the list there are today, by value.' })
export class StartupFacets {}

/** How startups are counted by value. */
export const startupFacets = {
  phases: facetList(closedFacet<PhaseName>(phaseOn), 'phase'),
  active: facetNumber(closedFacet<boolean>(activeOn)),
  overdue: facetNumber(closedFacet<boolean>(overdueOn)),
  accessibility: facetList(closedFacet<Accessibility>(sql`${self}.accessibility`), 'accessibility', { withNull: true }),
  incubators: facetMost(openFacet<number>(entitiesThrough('startup_incubator')), 'entityKey'),
  sponsors: facetMost(openFacet<number>(entitiesThrough('startup_sponsor')), 'entityKey'),
  ministryDomains: facetMost(
    openFacet<string>(
      sql`SELECT e.ministry_domain AS value, e.ministry_domain COLLATE "C" AS tie FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id AND e.ministry_domain IS NOT NULL`,
      { repeats: true },
    ),
    'label',
  ),
  topics: facetMost(openFacet<string>(wordsOf('topics'), { repeats: true }), 'label'),
  technologies: facetMost(openFacet<string>(wordsOf('technologies'), { repeats: true }), 'label'),
};

function entitiesThrough(table: string): Fragment {
  return sql`SELECT e.id AS value, e.slug AS tie FROM ${raw(table)} l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id`;
}

function wordsOf(column: string): Fragment {
  return sql`SELECT w.word AS value, w.word COLLATE "C" AS tie FROM unnest(${self}.${raw(column)}) AS w(word)`;
}
