import { aggregateRow, oneVia } from '../../graphql/relations/relations.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, join, parent, raw, self, sql } from '../../sql/sql.ts';
import type { EntityKind } from '../entities/EntityKind.ts';
import { type MoveCondition, NO_PHASE, type PhaseBefore, UNKNOWN_PHASE } from '../startups/moves.ts';
import { Phase } from '../startups/Phase.ts';
import { on } from '../startups/startupState.ts';

/** The progress of a startup in the method. */
export interface IncubationState {
  /** The phase before a move: the last one, even if it begins in the future. */
  phase: PhaseBefore;
  /** The conditions of the method that the startup meets. */
  met: MoveCondition[];
}

/** Entities of these kinds are not administrations and cannot receive a service. */
export const KINDS_THAT_CANNOT_RECEIVE = [
  'SUPPLIER',
  'COMMUNITY',
  'INCUBATOR',
] as const satisfies readonly EntityKind[];

const canReceive = sql`e.kind NOT IN (${raw(KINDS_THAT_CANNOT_RECEIVE.map((kind) => `'${kind}'`).join(', '))}) AND (e.closed_on IS NULL OR e.closed_on > ${on}::date)`;

/**
 * The administration that receives the services of the startup `self` by default, on the day {@link on}: the administration of
 * its latest agreement, otherwise its only sponsor. Closed entities are ignored. Null without such an entity, or with several sponsors.
 */
export const receiverOn: Fragment = sql`coalesce((SELECT e.id FROM agreement g JOIN entity e ON e.id = g.administration_id WHERE g.startup_id = ${self}.id AND ${canReceive} ORDER BY g.signed_on DESC, g.id DESC LIMIT 1), (SELECT min(e.id) FROM startup_sponsor l JOIN entity e ON e.id = l.entity_id WHERE l.startup_id = ${self}.id AND ${canReceive} HAVING count(*) = 1))`;

/** Whether the startup `self` meets each condition. */
const IS_MET: Readonly<Record<MoveCondition, Fragment>> = {
  OBJECTIVES: sql`EXISTS (SELECT FROM objective o WHERE o.startup_id = ${self}.id)`,
  // Without a known construction, as in some imported histories, any survey counts.
  SURVEY: sql`EXISTS (SELECT FROM service_startup l JOIN satisfaction_survey q ON q.service_id = l.service_id WHERE l.startup_id = ${self}.id AND q.surveyed_on >= coalesce((SELECT max(p.started_on) FROM phase p WHERE p.startup_id = ${self}.id AND p.name = 'CONSTRUCTION'), '-infinity'))`,
  SCALE_PLAN: sql`EXISTS (SELECT FROM scale_plan c WHERE c.startup_id = ${self}.id)`,
  RECEIVING_ADMINISTRATION: sql`${receiverOn} IS NOT NULL`,
};

/** The conditions that the startup `self` meets on the day {@link on}. */
export const metConditionsOn: Fragment = sql`array_remove(ARRAY[${join(
  Object.entries(IS_MET).map(([condition, holds]) => sql`CASE WHEN ${holds} THEN ${raw(`'${condition}'`)} END`),
  ', ',
)}], NULL)`;

/**
 * SELECT of the last phase of a startup, at most one row: the one whose interval has no end, even if it begins in the future.
 * None if the last phase is undated.
 */
const lastPhaseOf = (startup: Fragment) =>
  sql`SELECT p.id, p.name, p.started_on FROM phase p WHERE p.startup_id = ${startup} AND upper_inf(p.in_force)`;

/** SELECT of the last phase of the startup `self`. */
export const lastPhase: Fragment = lastPhaseOf(sql`${self}.id`);

/** The relation from a startup to its last phase. */
export const lastPhaseRelation = oneVia(() => Phase, sql`(SELECT l.id FROM (${lastPhaseOf(sql`${parent}`)}) l)`);

/** The phase before a move of the startup `self`, over `p`, its {@link lastPhase}. */
export const phaseBefore: Fragment = sql`CASE WHEN p.name IS NOT NULL THEN p.name::text WHEN EXISTS (SELECT FROM phase b WHERE b.startup_id = ${self}.id) THEN '${raw(UNKNOWN_PHASE)}' ELSE '${raw(NO_PHASE)}' END`;

/** The relation from a startup to its progress in the method. */
export const stateOf = aggregateRow<IncubationState>(
  fill(sql`startup i LEFT JOIN LATERAL (${lastPhase}) p ON true WHERE i.id = ${parent}`, { self: 'i' }),
  { phase: fill(phaseBefore, { self: 'i' }), met: fill(metConditionsOn, { self: 'i' }) },
);
