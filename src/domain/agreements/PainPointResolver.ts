import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { toMany } from '../../graphql/filters/condition.ts';
import { extendFilter } from '../../graphql/filters/extendFilter.ts';
import { loadMany, loadOne } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { manyBy, relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Startup } from '../startups/Startup.ts';
import { startupsListing } from '../startups/startupsListing.ts';
import { painPointParties } from './agreementParties.ts';
import { PainPoint } from './PainPoint.ts';
import { filterablePainPoints, PainPointListFilter } from './PainPointFilter.ts';

const { administration: administrationOf, startup: startupOf } = painPointParties;

@Resolver(() => PainPoint)
export class PainPointResolver {
  @Extensions(relation(administrationOf))
  @FieldResolver(() => Entity, { description: 'Administration — whose people raised it.' })
  administration(@Root() painPoint: PainPoint, @Ctx() ctx: RequestContext): Promise<Entity> {
    return present(loadOne(ctx, administrationOf, painPoint));
  }

  @Extensions(relation(startupOf))
  @FieldResolver(() => Startup, { nullable: true, description: "Startup d'État — which it led to, once constituted." })
  startup(@Root() painPoint: PainPoint, @Ctx() ctx: RequestContext): Promise<Startup | null> {
    return loadOne(ctx, startupOf, painPoint);
  }
}

const painPointsOf = manyBy(() => PainPoint, 'startupKey', sql`${self}.raised_on, ${self}.id`);

extendFilter(startupsListing, {
  painPoints: {
    type: () => PainPointListFilter,
    description: 'Irritants — asks of what stood in the way of their project.',
    condition: toMany(painPointsOf, () => filterablePainPoints),
  },
});

@Resolver(() => Startup)
export class StartupPainPoints {
  @Extensions(relation(painPointsOf))
  @FieldResolver(() => [PainPoint], { description: 'Irritants — what stood in the way of its project, by date.' })
  painPoints(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<PainPoint[]> {
    return loadMany(ctx, painPointsOf, startup);
  }
}
