import { fail } from '../errors/errors.ts';
import { FORBIDDEN, UNAUTHENTICATED } from './registerErrors.ts';
import { includesRole, type TokenRole } from './roles.ts';

/** The author of a request: its token. */
export interface Actor {
  /** The name of the token, as stored in the journal. */
  readonly name: string;
  readonly role: TokenRole;
}

/** Throws UNAUTHENTICATED without a token, FORBIDDEN if its role is too low. */
export function requireRole(actor: Actor | null, needed: TokenRole, command: string): asserts actor is Actor {
  if (!actor) fail(UNAUTHENTICATED, { problem: `${command} requires a token` });
  if (!includesRole(actor.role, needed)) fail(FORBIDDEN, { command, role: actor.role, needed });
}
