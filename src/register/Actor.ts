import { fail } from '../errors/errors.ts';
import { FORBIDDEN, UNAUTHENTICATED } from './registerErrors.ts';
import type { TokenRole } from './roles.ts';
import { allows } from './roles.ts';

/** Who asks: the token of the request. */
export interface Actor {
  /** The name of the token, as the journal says it. */
  readonly name: string;
  readonly role: TokenRole;
}

/** Refuses an actor that has not the role: UNAUTHENTICATED without any, FORBIDDEN with a lesser one. */
export function requireRole(actor: Actor | null, needed: TokenRole, command: string): asserts actor is Actor {
  if (!actor) fail(UNAUTHENTICATED, { problem: `${command} is not for everyone` });
  if (!allows(actor.role, needed)) fail(FORBIDDEN, { command, role: actor.role, needed });
}
