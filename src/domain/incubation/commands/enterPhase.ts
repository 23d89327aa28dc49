import { refuse } from '../../../errors/errors.ts';
import { type CommandContext, optional } from '../../../register/commands/defineCommand.ts';
import type { Writer } from '../../../register/writer.ts';
import { sql, value } from '../../../sql/sql.ts';
import { PHASES_BY_RANK, type PhaseName } from '../../startups/lifecycle.ts';
import { type Condition, lackedBy, type MovingCommand, movesFrom, NO_PHASE } from '../../startups/moves.ts';
import type { IncubatedStartup } from './findStartup.ts';

/** The comment of the inputs that begin a phase. */
export const phaseComment = optional(String, 'Commentaire — kept with the new phase.');

/** The day of a move must not be before the phase that it ends, nor leave that phase the current one. */
export function checkDay(
  { errors }: CommandContext,
  startup: IncubatedStartup | null,
  to: PhaseName,
  on: string,
): void {
  if (!startup?.phase) return;
  const { phase, phaseStartedOn } = startup;
  errors.inOrder('on', on, `the first day of ${phase}`, phaseStartedOn);
  const isMove = movesFrom(phase).some((move) => move.to === to);
  if (isMove && on === phaseStartedOn && PHASES_BY_RANK.indexOf(to) < PHASES_BY_RANK.indexOf(phase)) {
    errors.add('on', `${on} is the first day of ${phase}, which counts before ${to} on a same day: give a later one`);
  }
}

/** Throws MOVE_NOT_ALLOWED if the move is not in the table, is made by another command, or lacks a condition. */
export function requireMove(
  { slug, phase, met }: IncubatedStartup,
  by: MovingCommand,
  to: PhaseName,
  alsoMet: readonly Condition[] = [],
): void {
  const moves = movesFrom(phase);
  const move = moves.find((each) => each.to === to);
  const missing = move ? lackedBy(move, [...met, ...alsoMet]) : [];
  if (move?.by === by && missing.length === 0) return;
  refuse('MOVE_NOT_ALLOWED', {
    startup: slug,
    from: phase ?? NO_PHASE,
    to,
    missing,
    open: moves.map((each) => `${each.to} (by ${each.by})`),
  });
}

/** Ends the phase of a startup and begins another. A phase that ended earlier keeps its last day. */
export async function enterPhase(
  writer: Writer,
  { key, phaseKey }: IncubatedStartup,
  to: PhaseName,
  on: string,
  comment: string | null,
): Promise<void> {
  await writer.rows(
    sql`UPDATE phase SET ended_on = ${value(on)}::date WHERE startup_id = ${value(key)} AND (ended_on IS NULL OR id = ${value(phaseKey)} AND ended_on > ${value(on)}::date)`,
  );
  await writer.insert('phase', { startup_id: key, name: to, started_on: on, comment });
}

/** Ends on a day the agreements of a startup that are in force on it. */
export async function endAgreements(writer: Writer, { key }: IncubatedStartup, on: string): Promise<void> {
  await writer.rows(
    sql`UPDATE agreement SET ends_on = least(ends_on, ${value(on)}::date), updated_at = now() WHERE startup_id = ${value(key)} AND signed_on <= ${value(on)}::date AND (ends_on IS NULL OR ends_on > ${value(on)}::date)`,
  );
}
