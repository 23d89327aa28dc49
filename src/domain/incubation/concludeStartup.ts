import { Arg, Ctx, Extensions, Field, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { command } from '../../register/command.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import type { Writer } from '../../register/writer.ts';
import { fill, sql, value } from '../../sql/sql.ts';
import type { PhaseName } from '../startups/lifecycle.ts';
import { Startup } from '../startups/Startup.ts';
import { StartupDecision } from '../startups/StartupDecision.ts';
import { checkDay, endAgreements, enter, requireMove } from './entering.ts';
import type { Incubated } from './incubated.ts';
import { incubatedOf, touch, unchanged } from './incubated.ts';
import { latestPhase } from './incubationState.ts';

@InputType({ description: 'Conclusion — what becomes of a startup.' })
export class ConcludeStartupInput {
  @Field(() => String, { description: 'Startup — its slug.' })
  startup!: string;

  @Field(() => StartupDecision, {
    description: 'Décision — abandoned, at any stage; developed or kept, once it is re-integrated.',
  })
  decision!: StartupDecision;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Jour — of the decision, not before the stage it ends began; today if not said.',
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
export class ConcludeStartup {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Startup, {
    description:
      'Conclure — developed or kept: it is transferred. Abandoned: its agreements in force end that day and its services close, but for those that another startup goes on with. Refused with MOVE_NOT_ALLOWED before its time; the same call twice too, as the startup has ended already.',
  })
  async concludeStartup(
    @Arg('input', () => ConcludeStartupInput, { description: 'Conclusion — which startup, which decision, when.' })
    input: ConcludeStartupInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Startup> {
    const key = await command(ctx, 'concludeStartup', (writer) => conclude(writer, input, ctx.today));
    return present(loadByKey(ctx, Startup, key));
  }
}

async function conclude(writer: Writer, input: ConcludeStartupInput, today: string): Promise<number> {
  const on = input.on ?? today;
  const faults = new InputFaults();
  const found = await incubatedOf(writer, faults, input, on);
  const to = outcomeOf(input.decision, found?.phase ?? null);
  checkDay(faults, found, to, on);
  const comment = faults.optionalText('comment', input.comment);
  const startup = unchanged(faults, found, input);
  requireMove(startup, 'concludeStartup', to);
  await enter(writer, startup, to, on, comment);
  if (input.decision === 'ABANDONED') {
    await endAgreements(writer, startup, on);
    await closeServices(writer, startup, on);
  }
  await writer.update('startup', startup.key, { decision: input.decision, decided_on: on });
  await touch(writer, startup);
  return startup.key;
}

function outcomeOf(decision: StartupDecision, from: PhaseName | null): PhaseName {
  if (decision !== 'ABANDONED') return 'TRANSFERRED';
  return from === 'INVESTIGATION' || from === 'ABANDONED_AT_INVESTIGATION' ? 'ABANDONED_AT_INVESTIGATION' : 'ABANDONED';
}

// A service may have come from several startups: it lives on as long as one of them was not abandoned.
async function closeServices(writer: Writer, { key }: Incubated, on: string): Promise<void> {
  const phaseOfOther = fill(latestPhase, { self: 'o' });
  await writer.rows(
    sql`UPDATE service SET status = 'CLOSED', closed_on = ${value(on)}::date, updated_at = now() WHERE status <> 'CLOSED' AND id IN (SELECT service_id FROM service_startup WHERE startup_id = ${value(key)}) AND NOT EXISTS (SELECT FROM service_startup l JOIN startup o ON o.id = l.startup_id LEFT JOIN LATERAL (${phaseOfOther}) p ON true WHERE l.service_id = service.id AND o.id <> ${value(key)} AND p.name NOT IN ('ABANDONED', 'ABANDONED_AT_INVESTIGATION'))`,
  );
}
