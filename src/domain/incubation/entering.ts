import { fail } from '../../errors/errors.ts';
import type { InputFaults } from '../../register/InputFaults.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { MOVE_NOT_ALLOWED } from '../domainErrors.ts';
import type { PhaseName } from '../startups/lifecycle.ts';
import { PHASES_BY_RANK } from '../startups/lifecycle.ts';
import type { Condition, MovingCommand } from '../startups/moves.ts';
import { lackedBy, movesFrom, NO_PHASE } from '../startups/moves.ts';
import type { Incubated } from './incubated.ts';

/** The day of a move must not come before the phase that it ends, nor leave that phase the current one. */
export function checkDay(faults: InputFaults, startup: Incubated | null, to: PhaseName, on: string): void {
  if (!startup?.phase) return;
  const { phase, phaseStartedOn } = startup;
  faults.inOrder('on', on, `the first day of ${phase}`, phaseStartedOn);
  const leads = movesFrom(phase).some((move) => move.to === to);
  if (leads && on === phaseStartedOn && PHASES_BY_RANK.indexOf(to) < PHASES_BY_RANK.indexOf(phase)) {
    faults.add('on', `${on} is the first day of ${phase}, which counts before ${to} on a same day: give a later one`);
  }
}

/** Refuses a move that is not in the table, not by this command, or that still lacks something. */
export function requireMove(
  { slug, phase, met }: Incubated,
  by: MovingCommand,
  to: PhaseName,
  alsoMet: readonly Condition[] = [],
): void {
  const moves = movesFrom(phase);
  const move = moves.find((each) => each.to === to);
  const missing = move ? lackedBy(move, [...met, ...alsoMet]) : [];
  if (move?.by === by && missing.length === 0) return;
  fail(MOVE_NOT_ALLOWED, {
    startup: slug,
    from: phase ?? NO_PHASE,
    to,
    missing,
    open: moves.map((each) => `${each.to} (by ${each.by})`),
  });
}

/** Ends the phase that a startup is in, and begins another. A phase that had ended before keeps its end. */
export async function enter(
  writer: Writer,
  { key, phaseKey }: Incubated,
  to: PhaseName,
  on: string,
  comment: string | null,
): Promise<void> {
  await writer.rows(
    sql`UPDATE phase SET ended_on = ${value(on)}::date WHERE startup_id = ${value(key)} AND (ended_on IS NULL OR id = ${value(phaseKey)} AND ended_on > ${value(on)}::date)`,
  );
  await writer.insert('phase', { startup_id: key, name: to, started_on: on, comment });
}

/** Ends, on a day, the agreements of a startup that are in force then. */
export async function endAgreements(writer: Writer, { key }: Incubated, on: string): Promise<void> {
  await writer.rows(
    sql`UPDATE agreement SET ends_on = least(ends_on, ${value(on)}::date), updated_at = now() WHERE startup_id = ${value(key)} AND signed_on <= ${value(on)}::date AND (ends_on IS NULL OR ends_on > ${value(on)}::date)`,
  );
}
