import { createError, type RegisterError } from '../errors/errors.ts';
import { ENTITY_LOOP, STATE_CONTRADICTORY } from './registerErrors.ts';

/** The rules that span several rows, by the constraint of the database that enforces them at the end of a change. */
const RULES: Readonly<Record<string, string>> = {
  startup_decided_on: 'A decision about a startup needs its date, and the date needs a decision.',
  startup_decision_phase:
    'The last phase of a startup must be the outcome of its decision: ABANDONED or ABANDONED_AT_INVESTIGATION for ABANDONED, TRANSFERRED for DEVELOPED and KEPT.',
  service_closed_on: 'A service has a last day exactly if its status is CLOSED.',
  service_abandoned:
    'A service whose startups all have the decision ABANDONED must be CLOSED. Add a startup that continues the service, or close the service.',
};

/** For `catch`: throws the domain error of a violated rule, or else the original error. */
export function rethrowConstraintError(error: unknown): never {
  throw constraintError(error) ?? error;
}

function constraintError(error: unknown): RegisterError | null {
  const constraint = constraintIn(error);
  if (constraint === 'entity_tree') return createError(ENTITY_LOOP);
  const rule = RULES[constraint];
  return rule === undefined ? null : Object.assign(createError(STATE_CONTRADICTORY, { rule }), { cause: error });
}

/** The name of the violated constraint; empty if there is none. */
function constraintIn(error: unknown): string {
  const cause = error instanceof Error && 'driverError' in error ? error.driverError : error;
  const isNamed = typeof cause === 'object' && cause !== null && 'constraint' in cause;
  return isNamed && typeof cause.constraint === 'string' ? cause.constraint : '';
}
