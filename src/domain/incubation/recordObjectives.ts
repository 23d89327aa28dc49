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

const OBJECTIVES_AT_MOST = 20;

@InputType({ description: 'Objectifs à enregistrer — what the investigation found that the service is to achieve.' })
export class RecordObjectivesInput {
  @Field(() => String, { description: 'Startup — its slug.' })
  startup!: string;

  @Field(() => [String], {
    description: 'Objectifs — one to twenty, in French, each once; they come after those recorded before.',
  })
  objectives!: string[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Jour — they were set on, not before the first day of the startup; today if not said.',
  })
  on?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Version — of the startup as it was seen; not checked if not said.',
  })
  version?: number | null;
}

@Resolver()
export class RecordObjectives {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Startup, {
    description:
      'Enregistrer des objectifs — what an investigation needs to go on to construction. The same call twice: refused with ALREADY_DONE; an objective known among new ones is a fault of the input.',
  })
  async recordObjectives(
    @Arg('input', () => RecordObjectivesInput, { description: 'Objectifs — of which startup, set on which day.' })
    input: RecordObjectivesInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Startup> {
    const key = await command(ctx, 'recordObjectives', (writer) => record(writer, input, ctx.today));
    return present(loadByKey(ctx, Startup, key));
  }
}

async function record(writer: Writer, input: RecordObjectivesInput, today: string): Promise<number> {
  const on = input.on ?? today;
  const faults = new InputFaults();
  const found = await incubatedOf(writer, faults, input, on);
  faults.inOrder('on', on, 'the first day of the startup', found?.firstDay);
  const statements = statementsOf(faults, input.objectives);
  const { known, next } = await recorded(writer, found?.key ?? null);
  const repeated = statements.every((statement) => known.has(statement));
  if (!repeated) {
    statements.forEach((statement, at) => {
      if (known.has(statement)) faults.add(`objectives[${at}]`, 'is an objective of the startup already');
    });
  }
  const startup = unchanged(faults, found, input);
  if (repeated) fail(ALREADY_DONE, { what: `the objectives of ${startup.slug} hold these` });
  await writer.insertAll(
    'objective',
    statements.map((statement, at) => ({ startup_id: startup.key, position: next + at, statement, recorded_on: on })),
  );
  await touch(writer, startup);
  return startup.key;
}

function statementsOf(faults: InputFaults, given: readonly string[]): string[] {
  if (given.length === 0 || given.length > OBJECTIVES_AT_MOST) {
    faults.add('objectives', `holds ${given.length} texts: give 1 to ${OBJECTIVES_AT_MOST}`);
  }
  const kept = given.slice(0, OBJECTIVES_AT_MOST);
  const statements = kept.map((statement, at) => faults.text(`objectives[${at}]`, statement));
  statements.forEach((statement, at) => {
    if (statement !== '' && statements.indexOf(statement) < at) faults.add(`objectives[${at}]`, 'is given twice');
  });
  return statements;
}

async function recorded(writer: Writer, startup: number | null): Promise<{ known: Set<string>; next: number }> {
  const rows = await writer.rows<{ statement: string; position: number }>(
    sql`SELECT statement, position FROM objective WHERE startup_id = ${value(startup)}`,
  );
  return {
    known: new Set(rows.map(({ statement }) => statement)),
    next: Math.max(-1, ...rows.map(({ position }) => position)) + 1,
  };
}
