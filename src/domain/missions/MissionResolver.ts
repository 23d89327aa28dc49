import { Arg, Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/connections/connectionType.ts';
import { connectionType } from '../../graphql/connections/connectionType.ts';
import { connected } from '../../graphql/connections/listing.ts';
import { loadPage } from '../../graphql/connections/page.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { costs } from '../../graphql/cost.ts';
import { IntFilter } from '../../graphql/filters/comparisons.ts';
import { countOf, toMany } from '../../graphql/filters/condition.ts';
import { furtherFields } from '../../graphql/filters/extendFilter.ts';
import { loadLookup, loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { lookup, manyThrough, relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { EntityFilter } from '../entities/EntityFilter.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Theme } from '../themes/Theme.ts';
import { Mission } from './Mission.ts';
import { MissionAction } from './MissionAction.ts';
import { partnerOf } from './MissionActionFilter.ts';
import { MissionFacets } from './MissionFacets.ts';
import { MissionListFilter, MissionsArguments } from './MissionFilter.ts';
import { actionsOf, entityOf, missionsOfEntity, themesOf } from './missionRelations.ts';
import { missionsListing } from './missionsListing.ts';

const MissionConnection = connectionType(Mission, 'missions', MissionFacets);

const everyMission = connected('Query.missions', missionsListing);
const missionOfSlug = lookup(() => Mission, 'slug');

@Resolver()
export class MissionQueries {
  @Extensions(relation(missionOfSlug))
  @Query(() => Mission, { nullable: true, description: 'Mission — the mission of this slug, or null.' })
  mission(
    @Arg('slug', () => String, { description: 'Identifiant lisible — the slug of the mission.' }) slug: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Mission | null> {
    return loadLookup(ctx, missionOfSlug, slug);
  }

  @Extensions(relation(everyMission))
  @Query(() => MissionConnection, { description: 'Missions — all missions, or those of a filter, in pages.' })
  missions(
    @Args(() => MissionsArguments) asked: MissionsArguments,
    @Ctx() ctx: RequestContext,
  ): Promise<Page<Mission>> {
    return loadPage(ctx, everyMission, asked);
  }
}

@Resolver(() => Mission)
export class MissionResolver {
  @Extensions(relation(entityOf))
  @FieldResolver(() => Entity, { description: 'Entité — who is charged with it.' })
  entity(@Root() mission: Mission, @Ctx() ctx: RequestContext): Promise<Entity> {
    return present(loadOne(ctx, entityOf, mission));
  }

  @Extensions(relation(themesOf))
  @FieldResolver(() => [Theme], { description: 'Thématiques — what it is about, in its own order.' })
  themes(@Root() mission: Mission, @Ctx() ctx: RequestContext): Promise<Theme[]> {
    return loadMany(ctx, themesOf, mission);
  }

  @Extensions(relation(actionsOf))
  @FieldResolver(() => [MissionAction], { description: 'Actions — what is done under it, in its own order.' })
  actions(@Root() mission: Mission, @Ctx() ctx: RequestContext): Promise<MissionAction[]> {
    return loadMany(ctx, actionsOf, mission);
  }
}

@Resolver(() => MissionAction)
export class MissionActionResolver {
  @Extensions(relation(partnerOf))
  @FieldResolver(() => Entity, {
    nullable: true,
    description: 'Partenaire — the entity it is done for or with, if one is named.',
  })
  partner(@Root() action: MissionAction, @Ctx() ctx: RequestContext): Promise<Entity | null> {
    return loadOne(ctx, partnerOf, action);
  }
}

furtherFields(entitiesListing, EntityFilter, {
  missions: {
    type: () => MissionListFilter,
    description: 'Missions — asks of what they are charged with.',
    condition: toMany(missionsOfEntity, () => missionsListing),
  },
  missionsCount: {
    type: () => IntFilter,
    description: 'Nombre de missions — of those they are charged with.',
    condition: countOf(missionsOfEntity),
  },
});

@Resolver(() => Entity)
export class EntityMissions {
  @Extensions(relation(missionsOfEntity))
  @FieldResolver(() => [Mission], { description: 'Missions — what it is charged with, by name.' })
  missions(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<Mission[]> {
    return loadMany(ctx, missionsOfEntity, entity);
  }
}

const missionsOfTheme = manyThrough(
  () => Mission,
  { table: 'mission_theme', from: 'theme_id', to: 'mission_id' },
  sql`${self}.name_key, ${self}.id`,
);

@Resolver(() => Theme)
export class ThemeMissions {
  @Extensions({ ...relation(missionsOfTheme), ...costs({ size: 20 }) })
  @FieldResolver(() => [Mission], { description: 'Missions — the missions about it, by name.' })
  missions(@Root() theme: Theme, @Ctx() ctx: RequestContext): Promise<Mission[]> {
    return loadMany(ctx, missionsOfTheme, theme);
  }
}
