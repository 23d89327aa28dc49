import { Arg, Ctx, Extensions, Field, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { command } from '../../register/command.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { knownEntity } from '../entities/entityRows.ts';
import { Startup } from '../startups/Startup.ts';
import { checkDay, endAgreements, enter, requireMove } from './entering.ts';
import { incubatedOf, touch, unchanged } from './incubated.ts';
import { KINDS_THAT_CANNOT_RECEIVE } from './incubationState.ts';

@InputType({ description: 'Ré-intégration — a startup leaves the incubator, its services go to their administration.' })
export class ReintegrateStartupInput {
  @Field(() => String, { description: 'Startup — its slug.' })
  startup!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Administration d’accueil — the slug of the entity that operates its services from then on; if not said, who signed its latest agreement, or else its only sponsor.',
  })
  administration?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Jour — of the handing over, not before the stage it leaves began; today if not said.',
  })
  on?: string | null;

  @Field(() => String, { nullable: true, description: 'Commentaire — kept with the new phase.' })
  comment?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Version — of the startup as it was seen; not checked if not said.',
  })
  version?: number | null;
}

@Resolver()
export class ReintegrateStartup {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Startup, {
    description:
      'Ré-intégrer — its agreements in force end that day, its services that are not closed are live and operated by the receiving administration. Refused with MOVE_NOT_ALLOWED and what is missing, as nextSteps said; the same call twice too, as the startup is there already.',
  })
  async reintegrateStartup(
    @Arg('input', () => ReintegrateStartupInput, { description: 'Ré-intégration — which startup, where to, when.' })
    input: ReintegrateStartupInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Startup> {
    const key = await command(ctx, 'reintegrateStartup', (writer) => reintegrate(writer, input, ctx.today));
    return present(loadByKey(ctx, Startup, key));
  }
}

async function reintegrate(writer: Writer, input: ReintegrateStartupInput, today: string): Promise<number> {
  const on = input.on ?? today;
  const faults = new InputFaults();
  const found = await incubatedOf(writer, faults, input, on);
  checkDay(faults, found, 'REINTEGRATION', on);
  const named = input.administration == null ? null : await namedReceiver(writer, faults, input.administration, on);
  const comment = faults.optionalText('comment', input.comment);
  const startup = unchanged(faults, found, input);
  requireMove(startup, 'reintegrateStartup', 'REINTEGRATION', named === null ? [] : ['RECEIVING_ADMINISTRATION']);
  await enter(writer, startup, 'REINTEGRATION', on, comment);
  await endAgreements(writer, startup, on);
  await writer.rows(
    sql`UPDATE service SET operator_id = ${value(named ?? startup.receiverKey)}, status = 'LIVE', updated_at = now() WHERE status <> 'CLOSED' AND id IN (SELECT service_id FROM service_startup WHERE startup_id = ${value(startup.key)})`,
  );
  await touch(writer, startup);
  return startup.key;
}

async function namedReceiver(writer: Writer, faults: InputFaults, slug: string, on: string): Promise<number | null> {
  const path = 'administration';
  const entity = await knownEntity(writer, faults, path, slug);
  if (!entity) return null;
  const cannot: readonly string[] = KINDS_THAT_CANNOT_RECEIVE;
  if (cannot.includes(entity.kind))
    faults.add(path, `${slug} is of the kind ${entity.kind}, which receives no service`);
  if (entity.closed_on !== null && entity.closed_on <= on) faults.add(path, `${slug} closed on ${entity.closed_on}`);
  return entity.id;
}
