import { refuse } from '../errors/errors.ts';
import { allows, type TokenRole } from './roles.ts';

/** The token of a request. */
export interface Actor {
  /** The name of the token, as stored in the journal. */
  readonly name: string;
  readonly role: TokenRole;
}

/** Throws UNAUTHENTICATED without a token, FORBIDDEN if its role is too low. */
export function requireRole(actor: Actor | null, needed: TokenRole, command: string): asserts actor is Actor {
  if (!actor) refuse('UNAUTHENTICATED', { problem: `${command} is not for everyone` });
  if (!allows(actor.role, needed)) refuse('FORBIDDEN', { command, role: actor.role, needed });
}
