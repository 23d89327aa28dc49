import { fail } from '../../../errors/errors.ts';
import { defineCommand, field, pastDay } from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { sql, value } from '../../../sql/sql.ts';
import { Startup } from '../../startups/Startup.ts';
import { findStartup, requireCurrent, startupSlug, startupVersion, touchStartup } from './incubatedStartup.ts';

export const recordScalePlan = defineCommand({
  name: 'recordScalePlan',
  role: 'EDITOR',
  description:
    'Records a plan to bring the service to all its end users. For its re-integration, a startup needs at least one. Fails with `ALREADY_DONE` if the same statement is recorded.',
  returns: () => Startup,
  input: {
    startup: startupSlug,
    statement: field(String, 'The plan, in French, at most 10,000 characters.'),
    on: pastDay('The date on which the plan was proposed, not before the first day of the startup.'),
    version: startupVersion,
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const on = input.on ?? today;
    const found = await findStartup(ctx, input, on);
    errors.inOrder('on', on, 'the first day of the startup', found?.firstDay);
    const statement = errors.text('statement', input.statement);
    const startup = requireCurrent(ctx, found, input);
    const known = await writer.row(
      sql`SELECT FROM scale_plan WHERE startup_id = ${value(startup.key)} AND statement = ${value(statement)}::text`,
    );
    if (known) fail(ALREADY_DONE, { what: `startup ${startup.slug} has this scale plan` });
    await writer.insert('scale_plan', { startup_id: startup.key, proposed_on: on, statement });
    await touchStartup(writer, startup);
    return startup.key;
  },
});
