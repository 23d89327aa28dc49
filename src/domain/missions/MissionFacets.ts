import { Args, Ctx, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { FacetArguments } from '../../graphql/connections/pageArguments.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { facetMost, readMost } from '../../graphql/facets/facetFields.ts';
import type { Facets } from '../../graphql/facets/facets.ts';
import { openFacet } from '../../graphql/facets/facets.ts';
import { loadOne } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { oneBy, relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { Theme } from '../themes/Theme.ts';

@ObjectType({ description: 'Effectif par thématique — how many missions are about a theme.' })
export class ThemeCount {
  themeKey!: number;

  @Field(() => Theme, { description: 'Thématique — which one.' })
  theme!: Theme;

  @Field(() => Int, { description: 'Nombre — of missions; never zero.' })
  count!: number;
}

@ObjectType({ description: 'Effectifs par thématique — the most frequent themes, and what they leave out.' })
export class ThemeCounts {
  @Field(() => [ThemeCount], { description: 'Effectifs — by theme, greatest first.' })
  nodes!: Omit<ThemeCount, 'theme'>[];

  @Field(() => Int, { description: 'Autres — how many other themes there are.' })
  others!: number;

  @Field(() => Int, { description: 'Sans thématique — how many missions of the list are about none.' })
  without!: number;
}

@ObjectType({ description: 'Facettes des missions — how many missions of the list there are, by value.' })
export class MissionFacets {}

const byTheme = facetMost(
  openFacet<number>(
    sql`SELECT h.id AS value, h.slug AS tie FROM mission_theme l JOIN theme h ON h.id = l.theme_id WHERE l.mission_id = ${self}.id`,
  ),
  'themeKey',
);

const byEntity = facetMost(
  openFacet<number>(sql`SELECT e.id AS value, e.slug AS tie FROM entity e WHERE e.id = ${self}.entity_id`),
  'entityKey',
);

@Resolver(() => MissionFacets)
export class MissionFacetsResolver {
  @Extensions(relation(byTheme))
  @FieldResolver(() => ThemeCounts, { description: 'Par thématique — a mission about two counts for both.' })
  themes(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, byTheme, first);
  }

  @Extensions(relation(byEntity))
  @FieldResolver(() => EntityCounts, { description: 'Par entité — by who is charged with them.' })
  entities(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, byEntity, first);
  }
}

const themeOf = oneBy<ThemeCount, Theme>(() => Theme, 'themeKey');

@Resolver(() => ThemeCount)
export class ThemeCountResolver {
  @Extensions(relation(themeOf))
  @FieldResolver(() => Theme)
  theme(@Root() count: ThemeCount, @Ctx() ctx: RequestContext): Promise<Theme> {
    return present(loadOne(ctx, themeOf, count));
  }
}
