import { Int, ObjectType } from 'type-graphql';
import { defineFields } from '../../graphql/fields/defineFields.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { COUNTS, NotInOpenData } from '../../graphql/openData.ts';
import { aggregateRow } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { argument, type Fragment, fill, parent, raw, sql } from '../../sql/sql.ts';
import { absentOn } from '../entities/absence.ts';
import { Entity } from '../entities/Entity.ts';
import { existsOn, withDescendantsOn } from '../entities/entityTree.ts';
import { predecessorKeys } from '../entities/lineage.ts';
import { activeOn, on } from '../startups/startupState.ts';
import { hasStarted } from './statisticsCounts.ts';

@NotInOpenData(COUNTS)
@ObjectType({
  description:
    'The numbers of records of an entity and all entities below it on a day, each counted once. Records closed by then, or that no source gave any more, do not count.',
})
export class Portfolio {
  @LabeledField(() => DateScalar, { label: 'Jour', description: 'The day of the counts.' })
  on!: string;

  @LabeledField(() => Int, {
    label: 'Entités',
    description: 'The number of entities: the entity itself and all entities below it.',
  })
  entities!: number;

  @LabeledField(() => Int, { label: 'Missions', description: 'The number of missions of these entities.' })
  missions!: number;

  @LabeledField(() => Int, { label: 'Services', description: 'The number of services that these entities operate.' })
  services!: number;

  @LabeledField(() => Int, {
    label: 'Startups portées',
    description: 'The number of startups that these entities sponsor and that had started, or whose start is unknown.',
  })
  sponsoredStartups!: number;

  @LabeledField(() => Int, {
    label: 'Startups portées actives',
    description: 'The number of active startups that these entities sponsor.',
  })
  activeSponsoredStartups!: number;

  @LabeledField(() => Int, {
    label: 'Startups incubées',
    description: 'The number of startups that these entities incubate and that had started, or whose start is unknown.',
  })
  incubatedStartups!: number;

  @LabeledField(() => Int, {
    label: 'Startups incubées actives',
    description: 'The number of active startups that these entities incubate.',
  })
  activeIncubatedStartups!: number;

  @LabeledField(() => Int, {
    label: 'Startups disparues des sources',
    description: 'The number of startups that these entities sponsor or incubate and that no source gave any more.',
  })
  absentStartups!: number;
}

const open = sql`(o.closed_on IS NULL OR o.closed_on >= ${on}::date)`;

const openAndPresent = sql`${open} AND NOT ${fill(absentOn, { self: 'o' })}`;

const counted = (table: string, key: string, which = openAndPresent): Fragment =>
  sql`(SELECT count(*)::int FROM ${raw(`${table} o WHERE o.${key}`)} = ANY(b.keys) AND ${which})`;

const startupsOf = (table: string, which: Fragment): Fragment =>
  sql`(SELECT count(*)::int FROM startup s WHERE s.id IN (SELECT l.startup_id FROM ${raw(table)} l WHERE l.entity_id = ANY(b.keys)) AND ${which})`;

const active = fill(activeOn, { self: 's' });

const owners = sql`SELECT ${parent} AS key
  UNION SELECT key FROM (${predecessorKeys}) p WHERE coalesce(${argument('includePredecessors')}::boolean, false)`;

const portfolioOf = aggregateRow<Portfolio>(
  sql`(SELECT array_agg(d.key) AS keys FROM (${withDescendantsOn(owners)}) d) b`,
  {
    on: sql`${on}::date`,
    entities: counted('entity', 'id', sql`${existsOn('o', on)} AND NOT ${fill(absentOn, { self: 'o' })}`),
    missions: counted('mission', 'entity_id', open),
    services: counted('service', 'operator_id'),
    sponsoredStartups: startupsOf('startup_sponsor', hasStarted),
    activeSponsoredStartups: startupsOf('startup_sponsor', active),
    incubatedStartups: startupsOf('startup_incubator', hasStarted),
    activeIncubatedStartups: startupsOf('startup_incubator', active),
    absentStartups: sql`(SELECT count(*)::int FROM startup s WHERE s.id IN (SELECT l.startup_id FROM startup_sponsor l WHERE l.entity_id = ANY(b.keys) UNION SELECT l.startup_id FROM startup_incubator l WHERE l.entity_id = ANY(b.keys)) AND ${fill(absentOn, { self: 's' })})`,
  },
);

export const EntityPortfolio = defineFields(Entity, {
  portfolio: {
    relation: portfolioOf,
    openData: { not: COUNTS },
    type: () => Portfolio,
    cost: { price: 20 },
    arguments: {
      on: {
        type: () => DateScalar,
        nullable: true,
        description: 'The day of the counts. Default: today in Paris, or the day of the version for a past version.',
      },
      includePredecessors: {
        type: () => Boolean,
        nullable: true,
        defaultValue: false,
        description:
          'Whether to include the records of the predecessors of the entity, direct or not, and of the entities below them. Each record counts once.',
      },
    },
    label: 'Portefeuille',
    description: 'The numbers of records of the entity and all entities below it on a day, each counted once.',
  },
});
