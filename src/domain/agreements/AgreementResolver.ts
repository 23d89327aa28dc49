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
import { Agreement } from './Agreement.ts';
import { AgreementListFilter, filterableAgreements } from './AgreementFilter.ts';
import { agreementParties } from './agreementParties.ts';

const { administration: administrationOf, startup: startupOf } = agreementParties;

@Resolver(() => Agreement)
export class AgreementResolver {
  @Extensions(relation(administrationOf))
  @FieldResolver(() => Entity, { description: 'Administration — who signed it.' })
  administration(@Root() agreement: Agreement, @Ctx() ctx: RequestContext): Promise<Entity> {
    return present(loadOne(ctx, administrationOf, agreement));
  }

  @Extensions(relation(startupOf))
  @FieldResolver(() => Startup, { nullable: true, description: "Startup d'État — which it led to, once constituted." })
  startup(@Root() agreement: Agreement, @Ctx() ctx: RequestContext): Promise<Startup | null> {
    return loadOne(ctx, startupOf, agreement);
  }
}

const agreementsOf = manyBy(() => Agreement, 'startupKey', sql`${self}.signed_on, ${self}.id`);

extendFilter(startupsListing, {
  agreements: {
    type: () => AgreementListFilter,
    description: 'Conventions — asks of those signed for them.',
    condition: toMany(agreementsOf, () => filterableAgreements),
  },
});

@Resolver(() => Startup)
export class StartupAgreements {
  @Extensions(relation(agreementsOf))
  @FieldResolver(() => [Agreement], { description: 'Conventions — signed for it, by date.' })
  agreements(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Agreement[]> {
    return loadMany(ctx, agreementsOf, startup);
  }
}
