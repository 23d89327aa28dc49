import { registerEnumType } from 'type-graphql';
import { vocabulary } from '../graphql/vocabulary.ts';

/** What a token allows. Each role includes those before it. */
export const TOKEN_ROLES = vocabulary({
  READER: ['lecture', 'Lecture — reads, as anyone may.'],
  EDITOR: ['édition', 'Édition — follows the method: writes startups, entities, missions and services.'],
  PUBLISHER: [
    'publication',
    'Publication — the same, for what publishes the open data; publishing itself is a command of the machine.',
  ],
  ADMIN: ['administration', 'Administration — also reads the journal.'],
});
export type TokenRole = keyof typeof TOKEN_ROLES.codes;
export const TokenRole = TOKEN_ROLES.codes;

registerEnumType(TokenRole, {
  name: 'TokenRole',
  description: 'Rôle d’un jeton — what it allows; each role may do what those before it may.',
  valuesConfig: TOKEN_ROLES.descriptions,
});

const RANKS: readonly string[] = Object.keys(TOKEN_ROLES.codes);

/** Whether a role includes another. */
export function includesRole(role: TokenRole, needed: TokenRole): boolean {
  return RANKS.indexOf(role) >= RANKS.indexOf(needed);
}

/** The role that a field requires, as `@Extensions(needs('EDITOR'))`. It is checked before the field is resolved. */
export function requiresRole(role: TokenRole): { role: TokenRole } {
  return { role };
}
