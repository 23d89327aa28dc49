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
    'Up to consolidation; reintegrateStartup and concludeStartup lead on. On to construction, its planned services are in incubation. Refused with MOVE_NOT_ALLOWED and what is missing, as nextSteps said; the same call twice too, as the startup is there already.',
  returns: () => Startup,
  input: {
    description: 'A startup goes on to its next stage.',
    fields: {
      startup: startupSlug,
      to: field(PhaseName, 'The stage it goes on to: one that nextSteps allows.'),
      on: optional(
        DateScalar,
        'The last day of the stage it leaves and the first of the next, not before the stage it leaves began; today if not said.',
      ),
      comment: phaseComment,
      version: startupVersion,
    },
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
