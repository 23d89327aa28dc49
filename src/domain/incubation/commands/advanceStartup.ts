import { DateScalar } from '../../../graphql/scalars.ts';
import { defineCommand, field, optional } from '../../../register/commands/defineCommand.ts';
import { sql, value } from '../../../sql/sql.ts';
import { PhaseName } from '../../startups/lifecycle.ts';
import { Startup } from '../../startups/Startup.ts';
import {
  checkDay,
  enterPhase,
  findStartup,
  phaseComment,
  requireCurrent,
  requireMove,
  startupSlug,
  startupVersion,
  touchStartup,
} from './incubatedStartup.ts';

export const advanceStartup = defineCommand({
  name: 'advanceStartup',
  role: 'EDITOR',
  description:
    'Moves a startup to its next stage, up to consolidation; `reintegrateStartup` and `concludeStartup` make the later moves. On construction, the planned services become services in incubation. Fails with `MOVE_NOT_ALLOWED` and the missing conditions of `nextSteps`; a repeated call fails in the same way.',
  returns: () => Startup,
  input: {
    startup: startupSlug,
    to: field(PhaseName, 'The next stage, among the allowed moves of `nextSteps`.'),
    on: optional(
      DateScalar,
      'The last day of the current stage and the first day of the next, not before the first day of the current stage. Default: today in Paris.',
    ),
    comment: phaseComment,
    version: startupVersion,
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const { to } = input;
    const on = input.on ?? today;
    const found = await findStartup(ctx, input, on);
    checkDay(ctx, found, to, on);
    const comment = errors.optionalText('comment', input.comment);
    const startup = requireCurrent(ctx, found, input);
    requireMove(startup, 'advanceStartup', to);
    await enterPhase(writer, startup, to, on, comment);
    if (to === 'CONSTRUCTION') {
      await writer.rows(
        sql`UPDATE service SET status = 'IN_INCUBATION', updated_at = now() WHERE status = 'PLANNED' AND id IN (SELECT service_id FROM service_startup WHERE startup_id = ${value(startup.key)})`,
      );
    }
    await touchStartup(writer, startup);
    return startup.key;
  },
});
