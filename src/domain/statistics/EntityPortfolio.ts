import { Int, ObjectType } from 'type-graphql';
import { fieldsOf } from '../../graphql/fields/fieldsOf.ts';
import { LabeledField } from '../../graphql/labels.ts';
import { aggregateRow } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { type Fragment, fill, raw, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { withDescendants } from '../entities/entityTree.ts';
import { activeOn, on } from '../startups/startupState.ts';
import { begun } from './statisticsTallies.ts';

@ObjectType({
  description:
    'What an entity and all those below it have on a day, each counted once. What is closed by then is left out.',
})
export class Portfolio {
  @LabeledField(() => DateScalar, { label: 'Jour', description: 'The day that is counted.' })
  on!: string;

  @LabeledField(() => Int, { label: 'Entités', description: 'The entity itself and those below it.' })
  entities!: number;

  @LabeledField(() => Int, { label: 'Missions', description: 'What they are charged with.' })
  missions!: number;

  @LabeledField(() => Int, { label: 'Services', description: 'Those that they answer for.' })
  services!: number;

  @LabeledField(() => Int, {
    label: 'Startups portées',
    description: 'Those they carry that had begun, or whose beginning is not known.',
  })
  sponsoredStartups!: number;

  @LabeledField(() => Int, { label: 'Startups portées actives', description: 'Those they carry that were active.' })
  activeSponsoredStartups!: number;

  @LabeledField(() => Int, {
    label: 'Startups incubées',
    description: 'Those built there that had begun, or whose beginning is not known.',
  })
  incubatedStartups!: number;

  @LabeledField(() => Int, { label: 'Startups incubées actives', description: 'Those built there that were active.' })
  activeIncubatedStartups!: number;
}

const open = sql`(o.closed_on IS NULL OR o.closed_on >= ${on}::date)`;

const counted = (table: string, key: string): Fragment =>
  sql`(SELECT count(*)::int FROM ${raw(`${table} o WHERE o.${key}`)} = ANY(b.keys) AND ${open})`;

const startupsOf = (table: string, which: Fragment): Fragment =>
  sql`(SELECT count(*)::int FROM startup s WHERE s.id IN (SELECT l.startup_id FROM ${raw(table)} l WHERE l.entity_id = ANY(b.keys)) AND ${which})`;

const active = fill(activeOn, { self: 's' });

const portfolioOf = aggregateRow<Portfolio>(sql`(SELECT array_agg(d.key) AS keys FROM (${withDescendants}) d) b`, {
  on: sql`${on}::date`,
  entities: counted('entity', 'id'),
  missions: counted('mission', 'entity_id'),
  services: counted('service', 'operator_id'),
  sponsoredStartups: startupsOf('startup_sponsor', begun),
  activeSponsoredStartups: startupsOf('startup_sponsor', active),
  incubatedStartups: startupsOf('startup_incubator', begun),
  activeIncubatedStartups: startupsOf('startup_incubator', active),
});

export const EntityPortfolio = fieldsOf(Entity, {
  portfolio: {
    relation: portfolioOf,
    type: () => Portfolio,
    cost: { price: 20 },
    arguments: {
      on: {
        type: () => DateScalar,
        nullable: true,
        description: 'The day to count; today in Paris if not said.',
      },
    },
    label: 'Portefeuille',
    description: 'What it and all the entities below it have on a day, each counted once.',
  },
});
