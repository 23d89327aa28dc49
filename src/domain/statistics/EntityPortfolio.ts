import { Arg, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { loadAggregateRow } from '../../graphql/relations/loaders.ts';
import { aggregateRow, relation } from '../../graphql/relations/relations.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { withDescendants } from '../entities/entityTree.ts';
import { activeOn, on } from '../startups/startupState.ts';
import { Portfolio } from './Portfolio.ts';
import { begun } from './statisticsTallies.ts';

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

@Resolver(() => Entity)
export class EntityPortfolio {
  @Extensions({ ...relation(portfolioOf), ...costs({ price: 20 }) })
  @FieldResolver(() => Portfolio, {
    description: 'Portefeuille — what it and all the entities below it have on a day, each counted once.',
  })
  portfolio(
    @Root() entity: Entity,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'Jour — the day to count; today in Paris if not said.',
    })
    on: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<Portfolio> {
    return loadAggregateRow(ctx, portfolioOf, entity, { on });
  }
}
