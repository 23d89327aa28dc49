import { Args, Extensions, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Facet, Facets } from '../../foundation/facets.ts';
import { LabelCounts, labelCounts } from '../../foundation/LabelCounts.ts';
import { FacetArguments } from '../../foundation/pageArguments.ts';
import { shapes } from '../../foundation/relations.ts';
import { EntityCounts, entityCounts } from '../entities/EntityCounts.ts';
import { PhaseCount } from './PhaseCount.ts';
import { AccessibilityCount, StartupFacets, startupFacets } from './StartupFacets.ts';

@Resolver(() => StartupFacets)
export class StartupFacetsResolver {
  @Extensions(shapes(startupFacets.phases))
  @FieldResolver(() => [PhaseCount], {
    description: 'Par phase — by the phase they are in today, in the order of the life cycle.',
  })
  async phases(@Root() facets: Facets): Promise<PhaseCount[]> {
    const { counts } = await facets.count(startupFacets.phases);
    return counts.map(({ value, count }) => ({ phase: value, count }));
  }

  @Extensions(shapes(startupFacets.active))
  @FieldResolver(() => Int, { description: 'Actives — how many of them are active today.' })
  active(@Root() facets: Facets): Promise<number> {
    return howManyAre(facets, startupFacets.active);
  }

  @Extensions(shapes(startupFacets.overdue))
  @FieldResolver(() => Int, { description: 'En retard — how many are still in incubation beyond its six months.' })
  overdue(@Root() facets: Facets): Promise<number> {
    return howManyAre(facets, startupFacets.overdue);
  }

  @Extensions(shapes(startupFacets.accessibility))
  @FieldResolver(() => [AccessibilityCount], { description: 'Par conformité RGAA — by what they declare.' })
  async accessibility(@Root() facets: Facets): Promise<AccessibilityCount[]> {
    const { counts, without } = await facets.count(startupFacets.accessibility);
    const said = counts.map(({ value, count }) => ({ accessibility: value, count }));
    return without > 0 ? [...said, { accessibility: null, count: without }] : said;
  }

  @Extensions(shapes(startupFacets.incubators))
  @FieldResolver(() => EntityCounts, { description: 'Par incubateur — a startup of two counts for both.' })
  async incubators(
    @Root() facets: Facets,
    @Args(() => FacetArguments) { first }: FacetArguments,
  ): Promise<EntityCounts> {
    return entityCounts(await facets.count(startupFacets.incubators, first));
  }

  @Extensions(shapes(startupFacets.sponsors))
  @FieldResolver(() => EntityCounts, { description: 'Par administration porteuse — a startup of two counts for both.' })
  async sponsors(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<EntityCounts> {
    return entityCounts(await facets.count(startupFacets.sponsors, first));
  }

  @Extensions(shapes(startupFacets.ministryDomains))
  @FieldResolver(() => LabelCounts, {
    description: 'Par domaine ministériel — of their sponsors; a startup counts once per domain.',
  })
  async ministryDomains(
    @Root() facets: Facets,
    @Args(() => FacetArguments) { first }: FacetArguments,
  ): Promise<LabelCounts> {
    return labelCounts(await facets.count(startupFacets.ministryDomains, first));
  }

  @Extensions(shapes(startupFacets.topics))
  @FieldResolver(() => LabelCounts, { description: 'Par thématique — in the words of their source.' })
  async topics(@Root() facets: Facets, @Args(() => FacetArguments) { first }: FacetArguments): Promise<LabelCounts> {
    return labelCounts(await facets.count(startupFacets.topics, first));
  }

  @Extensions(shapes(startupFacets.technologies))
  @FieldResolver(() => LabelCounts, { description: 'Par technologie — in the words of their source.' })
  async technologies(
    @Root() facets: Facets,
    @Args(() => FacetArguments) { first }: FacetArguments,
  ): Promise<LabelCounts> {
    return labelCounts(await facets.count(startupFacets.technologies, first));
  }
}

async function howManyAre(facets: Facets, facet: Facet<boolean>): Promise<number> {
  const { counts } = await facets.count(facet);
  return counts.find(({ value }) => value)?.count ?? 0;
}
