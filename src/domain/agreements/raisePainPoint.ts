import { Field, InputType } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault } from '../../register/lock.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import { entityAsked } from '../teams/entityAsked.ts';

@InputType({ description: 'Irritant à relever — what stands in the way, and where.' })
export class RaisePainPointInput {
  @Field(() => String, { description: 'Administration — the slug of the entity whose people raise it.' })
  administration!: string;

  @Field(() => String, { description: 'Énoncé — in their words, in French; 10,000 characters at most.' })
  statement!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Date — when it is raised; today in Paris if not said.' })
  raisedOn?: string | null;
}

/** Records a pain point; its key. */
export async function raisePainPoint(writer: Writer, input: RaisePainPointInput, today: string): Promise<number> {
  const faults = new InputFaults();
  const raisedOn = input.raisedOn ?? today;
  const statement = faults.text('statement', input.statement);
  const administration = foundWithoutFault(
    faults,
    await entityAsked(writer, faults, 'administration', input.administration, { on: raisedOn }),
  );
  const known = await writer.row(
    sql`SELECT 1 FROM pain_point WHERE administration_id = ${value(administration)} AND raised_on = ${value(raisedOn)} AND statement = ${value(statement)}`,
  );
  if (known) fail(ALREADY_DONE, { what: `${input.administration} raised this pain point on ${raisedOn}` });
  return writer.insert('pain_point', { administration_id: administration, statement, raised_on: raisedOn });
}
