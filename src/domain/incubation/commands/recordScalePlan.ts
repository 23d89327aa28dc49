import { fail } from '../../../errors/errors.ts';
import { DateScalar } from '../../../graphql/scalars.ts';
import { defineCommand, field, optional } from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { sql, value } from '../../../sql/sql.ts';
import { Startup } from '../../startups/Startup.ts';
import { findStartup, requireCurrent, startupSlug, startupVersion, touchStartup } from './incubatedStartup.ts';

export const recordScalePlan = defineCommand({
  name: 'recordScalePlan',
  role: 'EDITOR',
  description:
    'What a consolidation needs to go on to re-integration. The same statement twice: refused with ALREADY_DONE.',
  returns: () => Startup,
  input: {
    description: 'Proposed during the consolidation.',
    fields: {
      startup: startupSlug,
      statement: field(String, 'Of the plan, in French.'),
      on: optional(DateScalar, 'It was proposed on, not before the first day of the startup; today if not said.'),
      version: startupVersion,
    },
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
    if (known) fail(ALREADY_DONE, { what: `${startup.slug} has this scale plan` });
    await writer.insert('scale_plan', { startup_id: startup.key, proposed_on: on, statement });
    await touchStartup(writer, startup);
    return startup.key;
  },
});
