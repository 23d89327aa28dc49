import { fail } from '../../../errors/errors.ts';
import { defineCommand, field, pastDay } from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { sql, value } from '../../../sql/sql.ts';
import { findEntityKey } from '../../entities/commands/findEntity.ts';
import { PainPoint } from '../PainPoint.ts';

export const raisePainPoint = defineCommand({
  name: 'raisePainPoint',
  role: 'EDITOR',
  description:
    'Records a pain point of an administration: the first step of the birth of a startup. Fails with `ALREADY_DONE` if the administration raised the same statement on the same day.',
  returns: () => PainPoint,
  input: {
    administration: field(String, 'The slug of the entity that raises the pain point.'),
    statement: field(String, 'The statement of the agents, in French, at most 10,000 characters.'),
    raisedOn: pastDay('The date on which the pain point was raised.'),
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
