import { Arg, Ctx, Extensions, Field, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { command } from '../../register/command.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import { Startup } from '../startups/Startup.ts';
import { incubatedOf, touch, unchanged } from './incubated.ts';

@InputType({ description: 'Plan de passage à l’échelle à enregistrer — proposed during the consolidation.' })
export class RecordScalePlanInput {
  @Field(() => String, { description: 'Startup — its slug.' })
  startup!: string;

  @Field(() => String, { description: 'Énoncé — of the plan, in French.' })
  statement!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Jour — it was proposed on, not before the first day of the startup; today if not said.',
  })
  on?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Version — of the startup as it was seen; not checked if not said.',
  })
  version?: number | null;
}

@Resolver()
export class RecordScalePlan {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Startup, {
    description:
      'Enregistrer un plan de passage à l’échelle — what a consolidation needs to go on to ré-intégration. The same statement twice: refused with ALREADY_DONE.',
  })
  async recordScalePlan(
    @Arg('input', () => RecordScalePlanInput, { description: 'Plan — of which startup, proposed on which day.' })
    input: RecordScalePlanInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Startup> {
    const key = await command(ctx, 'recordScalePlan', (writer) => record(writer, input, ctx.today));
    return present(loadByKey(ctx, Startup, key));
  }
}

async function record(writer: Writer, input: RecordScalePlanInput, today: string): Promise<number> {
  const on = input.on ?? today;
  const faults = new InputFaults();
  const found = await incubatedOf(writer, faults, input, on);
  faults.inOrder('on', on, 'the first day of the startup', found?.firstDay);
  const statement = faults.text('statement', input.statement);
  const startup = unchanged(faults, found, input);
  const known = await writer.row(
    sql`SELECT FROM scale_plan WHERE startup_id = ${value(startup.key)} AND statement = ${value(statement)}::text`,
  );
  if (known) fail(ALREADY_DONE, { what: `${startup.slug} has this scale plan` });
  await writer.insert('scale_plan', { startup_id: startup.key, proposed_on: on, statement });
  await touch(writer, startup);
  return startup.key;
}
