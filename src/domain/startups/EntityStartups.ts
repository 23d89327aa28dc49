import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import { connected } from '../../graphql/connections/listing.ts';
import type { Page } from '../../graphql/connections/page.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { IntFilter } from '../../graphql/filters/comparisons.ts';
import { countOf, toMany } from '../../graphql/filters/condition.ts';
import { furtherFields } from '../../graphql/filters/extendFilter.ts';
import { declares } from '../../graphql/relations/relations.ts';
import { raw, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { EntityFilter } from '../entities/EntityFilter.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { withDescendants } from '../entities/entityTree.ts';
import { Startup } from './Startup.ts';
import { StartupListFilter, StartupsOfEntityArguments } from './StartupFilter.ts';
import { StartupConnection } from './StartupQueries.ts';
import { startupsListing } from './startupsListing.ts';

const sponsoredBy = connectedThrough('Entity.sponsoredStartups', 'startup_sponsor');

const incubatedBy = connectedThrough('Entity.incubatedStartups', 'startup_incubator');

furtherFields(entitiesListing, EntityFilter, {
  sponsoredStartups: {
    type: () => StartupListFilter,
    description: 'Startups portées — asks of the startups they carry.',
    condition: toMany(sponsoredBy, () => startupsListing),
  },
  sponsoredStartupsCount: {
    type: () => IntFilter,
    description: 'Nombre de startups portées — of all those they carry.',
    condition: countOf({ target: () => Startup, via: sponsoredBy.via }),
  },
  incubatedStartups: {
    type: () => StartupListFilter,
    description: 'Startups incubées — asks of the startups built there.',
    condition: toMany(incubatedBy, () => startupsListing),
  },
  incubatedStartupsCount: {
    type: () => IntFilter,
    description: 'Nombre de startups incubées — of all those built there.',
    condition: countOf({ target: () => Startup, via: incubatedBy.via }),
  },
});

@Resolver(() => Entity)
export class EntityStartups {
  @Extensions(declares(sponsoredBy))
  @FieldResolver(() => StartupConnection, { description: 'Startups portées — the startups it carries, by name.' })
  sponsoredStartups(
    @Root() entity: Entity,
    @Args(() => StartupsOfEntityArguments) asked: StartupsOfEntityArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Startup>> {
    return loadPage(ctx, sponsoredBy, asked, entity);
  }

  @Extensions(declares(incubatedBy))
  @FieldResolver(() => StartupConnection, { description: 'Startups incubées — the startups built there, by name.' })
  incubatedStartups(
    @Root() entity: Entity,
    @Args(() => StartupsOfEntityArguments) asked: StartupsOfEntityArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Startup>> {
    return loadPage(ctx, incubatedBy, asked, entity);
  }
}

function connectedThrough(name: string, table: string) {
  return connected(
    name,
    startupsListing,
    { by: 'table', table, from: 'entity_id', to: 'startup_id' },
    // An entity and one below it may have the same startup.
    {
      below: {
        by: 'select',
        keys: sql`SELECT DISTINCT b.startup_id AS key FROM (${withDescendants}) e JOIN ${raw(table)} b ON b.entity_id = e.key`,
      },
    },
  );
}
