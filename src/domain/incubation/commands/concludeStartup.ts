import { defineCommand, field, pastDay } from '../../../register/commands/defineCommand.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { fill, sql, value } from '../../../sql/sql.ts';
import type { PhaseName } from '../../startups/lifecycle.ts';
import type { PhaseBefore } from '../../startups/moves.ts';
import { Startup, StartupDecision } from '../../startups/Startup.ts';
import { lastPhase, phaseBefore } from '../incubationState.ts';
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
    'Records the decision that ends a startup. `DEVELOPED` and `KEPT` move the startup to `TRANSFERRED`. `ABANDONED` ends its agreements in force and closes the services that no other startup continues. Fails with `MOVE_NOT_ALLOWED` if the phase does not allow the decision; a repeated call fails in the same way.',
  returns: () => Startup,
  input: {
    startup: startupSlug,
    decision: field(
      StartupDecision,
      'The decision. `ABANDONED` is allowed in any stage, the others only after the re-integration.',
    ),
    on: pastDay('The date of the decision, not before the first day of the current stage.'),
    comment: phaseComment,
    version: startupVersion,
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

function outcomeOf(decision: StartupDecision, from: PhaseBefore | null): PhaseName {
  if (decision !== 'ABANDONED') return 'TRANSFERRED';
  return from === 'INVESTIGATION' || from === 'ABANDONED_AT_INVESTIGATION' ? 'ABANDONED_AT_INVESTIGATION' : 'ABANDONED';
}

// A service of several startups stays open as long as one of them is not abandoned.
async function closeServices(writer: TableWriter, { key }: IncubatedStartup, on: string): Promise<void> {
  const [lastOfOther, phaseOfOther] = [fill(lastPhase, { self: 'o' }), fill(phaseBefore, { self: 'o' })];
  await writer.rows(
    sql`UPDATE service SET status = 'CLOSED', closed_on = ${value(on)}::date, updated_at = now() WHERE status <> 'CLOSED' AND id IN (SELECT service_id FROM service_startup WHERE startup_id = ${value(key)}) AND NOT EXISTS (SELECT FROM service_startup l JOIN startup o ON o.id = l.startup_id LEFT JOIN LATERAL (${lastOfOther}) p ON true WHERE l.service_id = service.id AND o.id <> ${value(key)} AND ${phaseOfOther} NOT IN ('NO_PHASE', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION'))`,
  );
}
