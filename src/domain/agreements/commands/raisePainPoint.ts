import { fail } from '../../../errors/errors.ts';
import { DateScalar } from '../../../graphql/scalars.ts';
import { defineCommand, field, optional } from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { sql, value } from '../../../sql/sql.ts';
import { findEntityKey } from '../../entities/commands/findEntity.ts';
import { PainPoint } from '../PainPoint.ts';

export const raisePainPoint = defineCommand({
  name: 'raisePainPoint',
  role: 'EDITOR',
  description:
    'Where a startup begins: what people of an administration say stands in their way. The same statement of the same day is refused with ALREADY_DONE.',
  returns: () => PainPoint,
  input: {
    description: 'What stands in the way, and where.',
    fields: {
      administration: field(String, 'The slug of the entity whose people raise it.'),
      statement: field(String, 'In their words, in French; 10,000 characters at most.'),
      raisedOn: optional(DateScalar, 'When it is raised; today in Paris if not said.'),
    },
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const raisedOn = input.raisedOn ?? today;
    const statement = errors.text('statement', input.statement);
    const administration = errors.foundOrThrow(
      await findEntityKey(ctx, 'administration', input.administration, { on: raisedOn }),
    );
    const known = await writer.row(
      sql`SELECT 1 FROM pain_point WHERE administration_id = ${value(administration)} AND raised_on = ${value(raisedOn)} AND statement = ${value(statement)}`,
    );
    if (known) fail(ALREADY_DONE, { what: `${input.administration} raised this pain point on ${raisedOn}` });
    return writer.insert('pain_point', { administration_id: administration, statement, raised_on: raisedOn });
  },
});
