import { vocabulary } from '../graphql/vocabulary.ts';

/** The roles of tokens. Each role includes those before it. */
export const TOKEN_ROLES = vocabulary({
  READER: { label: 'Lecture', description: 'Reads, like a client without a token.' },
  EDITOR: {
    label: 'Édition',
    description: 'Executes all mutations: writes startups, entities, missions and services.',
  },
  PUBLISHER: {
    label: 'Publication',
    description: 'The rights of an editor, for the job that publishes the open data.',
  },
  ADMIN: { label: 'Administration', description: 'Also reads the journal.' },
});
export type TokenRole = keyof typeof TOKEN_ROLES.codes;
export const TokenRole = TOKEN_ROLES.codes;

const RANKS: readonly string[] = Object.keys(TOKEN_ROLES.codes);

/** Whether a role includes the needed role. */
export function includesRole(role: TokenRole, needed: TokenRole): boolean {
  return RANKS.indexOf(role) >= RANKS.indexOf(needed);
}

/** The role that a field requires, as `@Extensions(requiresRole('EDITOR'))`. It is checked before the field is resolved. */
export function requiresRole(role: TokenRole): { role: TokenRole } {
  return { role };
}
