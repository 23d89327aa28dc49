import { Int } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { type CommandContext, field, optional } from '../../../register/commands/defineCommand.ts';
import { isFoundBy, requireVersion } from '../../../register/commands/lookups.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { fill, self, sql, value } from '../../../sql/sql.ts';
import { MOVE_NOT_ALLOWED } from '../../domainErrors.ts';
import { PHASES_BY_RANK, type PhaseName } from '../../startups/lifecycle.ts';
import {
  type MoveCondition,
  type MovingCommand,
  missingConditions,
  movesFrom,
  type PhaseBefore,
  UNKNOWN_PHASE,
} from '../../startups/moves.ts';
import { startedOn } from '../../startups/startupState.ts';
import { type IncubationState, lastPhase, metConditionsOn, phaseBefore, receiverOn } from '../incubationState.ts';

/** The startup of an input, with the values that the commands of incubation need. */
export interface IncubatedStartup extends IncubationState {
  key: number;
  slug: string;
  version: number;
  /** The first day of its first phase; null without any. */
  firstDay: string | null;
  /** The key of the phase that a move ends. Null without a phase. */
  phaseKey: number | null;
  /** The first day of the last phase that has one. */
  phaseStartedOn: string | null;
  /** The administration that receives its services by default. */
  receiverKey: number | null;
}

/** The last field of inputs about a startup. */
export const startupVersion = optional(
  Int,
  'The `version` of the startup that the client last read. Fails with `CONFLICT` if the startup changed since then. Default: not checked.',
);

/** The first field of inputs about a startup. */
export const startupSlug = field(String, 'The slug of the startup.');

/** The comment of the inputs that begin a phase. */
export const phaseComment = optional(String, 'A comment on the new phase, at most 10,000 characters.');

/** The fields of an input that identify a startup and its version. */
interface StartupInput {
  readonly startup: string;
  readonly version?: number | null;
}

/** The startup of an input, with the conditions that it meets on a day. Adds an error if there is none. */
export async function findStartup(
  { writer, errors }: CommandContext,
  { startup }: StartupInput,
  on: string,
): Promise<IncubatedStartup | null> {
  const found = await writer.row<IncubatedStartup>(
    fill(
      sql`SELECT ${self}.id AS key, ${self}.slug, ${self}.version, ${startedOn} AS "firstDay", coalesce(p.id, (SELECT u.id FROM phase u WHERE u.startup_id = ${self}.id AND u.started_on IS NULL)) AS "phaseKey", ${phaseBefore} AS phase, (SELECT max(d.started_on) FROM phase d WHERE d.startup_id = ${self}.id) AS "phaseStartedOn", ${metConditionsOn} AS met, ${receiverOn} AS "receiverKey" FROM startup ${self} LEFT JOIN LATERAL (${lastPhase}) p ON true WHERE ${isFoundBy('startup', 'i', startup)}`,
      { self: 'i', arguments: { on } },
    ),
  );
  return errors.found('startup', startup, found, 'startup');
}

/** Returns the startup that was found. Throws the errors of the input, then CONFLICT if the startup has changed since `version`. */
export function requireCurrent(
  { errors }: CommandContext,
  found: IncubatedStartup | null,
  { version }: StartupInput,
): IncubatedStartup {
  const startup = errors.foundOrThrow(found);
  if (version != null) requireVersion(`startup ${startup.slug}`, version, startup.version);
  return startup;
}

/** Marks a startup as changed when rows that belong to it change. */
export async function touchStartup(writer: TableWriter, { key }: IncubatedStartup): Promise<void> {
  await writer.rows(sql`UPDATE startup SET updated_at = now() WHERE id = ${value(key)}`);
}

/**
 * Checks the day of a move. It must not be before the first day of the phase that ends. It must be after that day if the phase that
 * ends has the higher rank, because this phase would otherwise remain the current one.
 */
export function checkDay(
  { errors }: CommandContext,
  startup: IncubatedStartup | null,
  to: PhaseName,
  on: string,
): void {
  if (!startup?.phaseStartedOn) return;
  const { phase, phaseStartedOn } = startup;
  errors.inOrder('on', on, `the first day of ${phase}`, phaseStartedOn);
  const isMove = movesFrom(phase).some((move) => move.to === to);
  if (isMove && on === phaseStartedOn && rankOf(to) < rankOf(phase)) {
    errors.add(
      'on',
      `must be after ${on}, the first day of ${phase}: of two phases that start on one day, ${phase} would be the current one`,
    );
  }
}

/** The rank of a phase. An unknown one ranks last, as in the database. */
function rankOf(phase: PhaseBefore): number {
  const ranks: readonly PhaseBefore[] = [...PHASES_BY_RANK, UNKNOWN_PHASE];
  return ranks.indexOf(phase);
}

/** Throws MOVE_NOT_ALLOWED if the move is not in the table, is made by another command, or lacks a condition. */
export function requireMove(
  { slug, phase, met }: IncubatedStartup,
  by: MovingCommand,
  to: PhaseName,
  alsoMet: readonly MoveCondition[] = [],
): void {
  const moves = movesFrom(phase);
  const move = moves.find((each) => each.to === to);
  const missing = move ? missingConditions(move, [...met, ...alsoMet]) : [];
  if (move?.by === by && missing.length === 0) return;
  fail(MOVE_NOT_ALLOWED, {
    startup: slug,
    from: phase,
    to,
    missing,
    open: moves.map((each) => `${each.to} (by ${each.by})`),
  });
}

/** Ends the phase of a startup, and open ones of the same start, and begins another. A phase that ended earlier keeps its last day. */
export async function enterPhase(
  writer: TableWriter,
  { key, phaseKey }: IncubatedStartup,
  to: PhaseName,
  on: string,
  comment: string | null,
): Promise<void> {
  await writer.rows(
    sql`UPDATE phase SET ended_on = ${value(on)}::date WHERE startup_id = ${value(key)} AND (id = ${value(phaseKey)} AND (ended_on IS NULL OR ended_on > ${value(on)}::date) OR ended_on IS NULL AND isempty(in_force))`,
  );
  await writer.insert('phase', { startup_id: key, name: to, started_on: on, comment });
}

/** Sets the last day of the agreements of a startup that are in force on this day. */
export async function endAgreements(writer: TableWriter, { key }: IncubatedStartup, on: string): Promise<void> {
  await writer.rows(
    sql`UPDATE agreement SET ends_on = least(ends_on, ${value(on)}::date), updated_at = now() WHERE startup_id = ${value(key)} AND signed_on <= ${value(on)}::date AND (ends_on IS NULL OR ends_on > ${value(on)}::date)`,
  );
}
