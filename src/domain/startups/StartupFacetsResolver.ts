import { Args, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { FacetArguments } from '../../graphql/connections/pageArguments.ts';
import { readList, readMost, readNumber } from '../../graphql/facets/facetFields.ts';
import type { Facets } from '../../graphql/facets/facets.ts';
import { LabelCounts } from '../../graphql/facets/LabelCounts.ts';
import { declares } from '../../graphql/relations/relations.ts';
import { EntityCounts } from '../entities/EntityCounts.ts';
import { PhaseCount } from './PhaseCount.ts';
import { AccessibilityCount, StartupFacets, startupFacets } from './StartupFacets.ts';

@Resolver(() => StartupFacets)
export class StartupFacetsResolver {
  @Extensions(declares(startupFacets.phases))
  @FieldResolver(() => [PhaseCount], {
    description: 'Par phase — by the phase they are in today, in the order of the life cycle.',
  })
  phases(@Root() facets: Facets): Promise<object[]> {
    return readList(facets, startupFacets.phases);
  }

  @Extensions(declares(startupFacets.active))
  @FieldResolver(() => Int, { description: 'Actives — how many of them are active today.' })
  active(@Root() facets: Facets): Promise<number> {
    return readNumber(facets, startupFacets.active);
  }

  @Extensions(declares(startupFacets.overdue))
  @FieldResolver(() => Int, { description: 'En retard — how many are still in incubation beyond its six months.' })
  overdue(@Root() facets: Facets): Promise<number> {
    return readNumber(facets, startupFacets.overdue);
  }

  @Extensions(declares(startupFacets.accessibility))
  @FieldResolver(() => [AccessibilityCount], { description: 'Par conformité RGAA — by what they declare.' })
  accessibility(@Root() facets: Facets): Promise<object[]> {
    return readList(facets, startupFacets.accessibility);
  }

  @Extensions(declares(startupFacets.incubators))
  @FieldResolver(() => EntityCounts, { description: 'Par incubateur — a startup of two counts for both.' })
  incubators(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, startupFacets.incubators, first);
  }

  @Extensions(declares(startupFacets.sponsors))
  @FieldResolver(() => EntityCounts, { description: 'Par administration porteuse — a startup of two counts for both.' })
  sponsors(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, startupFacets.sponsors, first);
  }

  @Extensions(declares(startupFacets.ministryDomains))
  @FieldResolver(() => LabelCounts, {
    description: 'Par domaine ministériel — of their sponsors; a startup counts once per domain.',
  })
  ministryDomains(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, startupFacets.ministryDomains, first);
  }

  @Extensions(declares(startupFacets.topics))
  @FieldResolver(() => LabelCounts, { description: 'Par thématique — in the words of their source.' })
  topics(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, startupFacets.topics, first);
  }

  @Extensions(declares(startupFacets.technologies))
  @FieldResolver(() => LabelCounts, { description: 'Par technologie — in the words of their source.' })
  technologies(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<object> {
    return readMost(facets, startupFacets.technologies, first);
  }
}
