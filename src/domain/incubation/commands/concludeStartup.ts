import { DateScalar } from '../../../graphql/scalars.ts';
import { defineCommand, field, optional } from '../../../register/commands/defineCommand.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { fill, sql, value } from '../../../sql/sql.ts';
import type { PhaseName } from '../../startups/lifecycle.ts';
import { Startup, StartupDecision } from '../../startups/Startup.ts';
import { latestPhase } from '../incubationState.ts';
import {
  checkDay,
  endAgreements,
  enterPhase,
  findStartup,
  type IncubatedStartup,
  phaseComment,
  requireCurrent,
  requireMove,
  startupSlug,
  startupVersion,
  touchStartup,
} from './incubatedStartup.ts';

export const concludeStartup = defineCommand({
  name: 'concludeStartup',
  role: 'EDITOR',
  description:
    'Developed or kept: it is transferred. Abandoned: its agreements in force end that day and its services close, but for those that another startup goes on with. Refused with MOVE_NOT_ALLOWED before its time; the same call twice too, as the startup has ended already.',
  returns: () => Startup,
  input: {
    description: 'What becomes of a startup.',
    fields: {
      startup: startupSlug,
      decision: field(StartupDecision, 'Abandoned, at any stage; developed or kept, once it is re-integrated.'),
      on: optional(DateScalar, 'Of the decision, not before the stage it ends began; today if not said.'),
      comment: phaseComment,
      version: startupVersion,
    },
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const on = input.on ?? today;
    const found = await findStartup(ctx, input, on);
    const to = outcomeOf(input.decision, found?.phase ?? null);
    checkDay(ctx, found, to, on);
    const comment = errors.optionalText('comment', input.comment);
    const startup = requireCurrent(ctx, found, input);
    requireMove(startup, 'concludeStartup', to);
    await enterPhase(writer, startup, to, on, comment);
    if (input.decision === 'ABANDONED') {
      await endAgreements(writer, startup, on);
      await closeServices(writer, startup, on);
    }
    await writer.update('startup', startup.key, { decision: input.decision, decided_on: on });
    await touchStartup(writer, startup);
    return startup.key;
  },
});

function outcomeOf(decision: StartupDecision, from: PhaseName | null): PhaseName {
  if (decision !== 'ABANDONED') return 'TRANSFERRED';
  return from === 'INVESTIGATION' || from === 'ABANDONED_AT_INVESTIGATION' ? 'ABANDONED_AT_INVESTIGATION' : 'ABANDONED';
}

// Several startups may have built a service: it stays open as long as one of them is not abandoned.
async function closeServices(writer: TableWriter, { key }: IncubatedStartup, on: string): Promise<void> {
  const phaseOfOther = fill(latestPhase, { self: 'o' });
  await writer.rows(
    sql`UPDATE service SET status = 'CLOSED', closed_on = ${value(on)}::date, updated_at = now() WHERE status <> 'CLOSED' AND id IN (SELECT service_id FROM service_startup WHERE startup_id = ${value(key)}) AND NOT EXISTS (SELECT FROM service_startup l JOIN startup o ON o.id = l.startup_id LEFT JOIN LATERAL (${phaseOfOther}) p ON true WHERE l.service_id = service.id AND o.id <> ${value(key)} AND p.name NOT IN ('ABANDONED', 'ABANDONED_AT_INVESTIGATION'))`,
  );
}
