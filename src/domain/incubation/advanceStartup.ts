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
import { PhaseName } from '../startups/lifecycle.ts';
import { Startup } from '../startups/Startup.ts';
import { checkDay, enter, requireMove } from './entering.ts';
import { incubatedOf, touch, unchanged } from './incubated.ts';

@InputType({ description: 'Passage d’étape — a startup goes on to its next stage.' })
export class AdvanceStartupInput {
  @Field(() => String, { description: 'Startup — its slug.' })
  startup!: string;

  @Field(() => PhaseName, { description: 'Vers — the stage it goes on to: one that nextSteps allows.' })
  to!: PhaseName;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Jour — the last day of the stage it leaves and the first of the next, not before the stage it leaves began; today if not said.',
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
export class AdvanceStartup {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Startup, {
    description:
      'Passer à l’étape suivante — up to consolidation; reintegrateStartup and concludeStartup lead on. On to construction, its planned services are in incubation. Refused with MOVE_NOT_ALLOWED and what is missing, as nextSteps said; the same call twice too, as the startup is there already.',
  })
  async advanceStartup(
    @Arg('input', () => AdvanceStartupInput, { description: 'Passage — which startup, to which stage, on which day.' })
    input: AdvanceStartupInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Startup> {
    const key = await command(ctx, 'advanceStartup', (writer) => advance(writer, input, ctx.today));
    return present(loadByKey(ctx, Startup, key));
  }
}

async function advance(writer: Writer, input: AdvanceStartupInput, today: string): Promise<number> {
  const on = input.on ?? today;
  const faults = new InputFaults();
  const found = await incubatedOf(writer, faults, input, on);
  checkDay(faults, found, input.to, on);
  const comment = faults.optionalText('comment', input.comment);
  const startup = unchanged(faults, found, input);
  requireMove(startup, 'advanceStartup', input.to);
  await enter(writer, startup, input.to, on, comment);
  if (input.to === 'CONSTRUCTION') {
    await writer.rows(
      sql`UPDATE service SET status = 'IN_INCUBATION', updated_at = now() WHERE status = 'PLANNED' AND id IN (SELECT service_id FROM service_startup WHERE startup_id = ${value(startup.key)})`,
    );
  }
  await touch(writer, startup);
  return startup.key;
}
