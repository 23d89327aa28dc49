import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../graphql/context.ts';
import { toMany } from '../../graphql/filters/condition.ts';
import { furtherFields } from '../../graphql/filters/extendFilter.ts';
import { loadMany } from '../../graphql/relations/loaders.ts';
import { manyBy, relation } from '../../graphql/relations/relations.ts';
import { self, sql } from '../../sql/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { EntityFilter } from '../entities/EntityFilter.ts';
import { entitiesListing } from '../entities/entitiesListing.ts';
import { Agreement } from './Agreement.ts';
import { AgreementListFilter, filterableAgreements } from './AgreementFilter.ts';
import { PainPoint } from './PainPoint.ts';
import { filterablePainPoints, PainPointListFilter } from './PainPointFilter.ts';

const painPointsOf = manyBy(() => PainPoint, 'administrationKey', sql`${self}.raised_on, ${self}.id`);
const agreementsOf = manyBy(() => Agreement, 'administrationKey', sql`${self}.signed_on, ${self}.id`);

furtherFields(entitiesListing, EntityFilter, {
  painPoints: {
    type: () => PainPointListFilter,
    description: 'Irritants — asks of those that their people raised.',
    condition: toMany(painPointsOf, () => filterablePainPoints),
  },
  agreements: {
    type: () => AgreementListFilter,
    description: 'Conventions — asks of those that they signed.',
    condition: toMany(agreementsOf, () => filterableAgreements),
  },
});

@Resolver(() => Entity)
export class EntityAgreements {
  @Extensions(relation(painPointsOf))
  @FieldResolver(() => [PainPoint], { description: 'Irritants — those that its people raised, by date.' })
  painPoints(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<PainPoint[]> {
    return loadMany(ctx, painPointsOf, entity);
  }

  @Extensions(relation(agreementsOf))
  @FieldResolver(() => [Agreement], { description: 'Conventions — those that it signed, by date.' })
  agreements(@Root() entity: Entity, @Ctx() ctx: RequestContext): Promise<Agreement[]> {
    return loadMany(ctx, agreementsOf, entity);
  }
}
