import { Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../foundation/context.ts';
import { loadMany, loadOne } from '../../foundation/loaders.ts';
import { present } from '../../foundation/present.ts';
import { declares, manyBy, oneBy } from '../../foundation/relations.ts';
import { self, sql } from '../../foundation/sql.ts';
import { Entity } from '../entities/Entity.ts';
import { Startup } from '../startups/Startup.ts';
import { Agreement } from './Agreement.ts';

const administrationOf = oneBy<Agreement, Entity>(() => Entity, 'administrationKey');
const startupOf = oneBy<Agreement, Startup>(() => Startup, 'startupKey');

@Resolver(() => Agreement)
export class AgreementResolver {
  @Extensions(declares(administrationOf))
  @FieldResolver(() => Entity, { description: 'Administration — who signed it.' })
  administration(@Root() agreement: Agreement, @Ctx() ctx: RequestContext): Promise<Entity> {
    return present(loadOne(ctx, administrationOf, agreement));
  }

  @Extensions(declares(startupOf))
  @FieldResolver(() => Startup, { nullable: true, description: "Startup d'État — which it led to, once constituted." })
  startup(@Root() agreement: Agreement, @Ctx() ctx: RequestContext): Promise<Startup | null> {
    return loadOne(ctx, startupOf, agreement);
  }
}

const agreementsOf = manyBy(() => Agreement, 'startupKey', sql`${self}.signed_on, ${self}.id`);

@Resolver(() => Startup)
export class StartupAgreements {
  @Extensions(declares(agreementsOf))
  @FieldResolver(() => [Agreement], { description: 'Conventions — signed for it, by date.' })
  agreements(@Root() startup: Startup, @Ctx() ctx: RequestContext): Promise<Agreement[]> {
    return loadMany(ctx, agreementsOf, startup);
  }
}
