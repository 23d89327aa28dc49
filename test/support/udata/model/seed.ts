import type { Organization, Role, Token, User } from './people.ts';
import type { State } from './State.ts';

/** The API keys of the people of the seeded platform: who may do what, and every way for a key to be useless. */
export const KEYS = {
  editor: 'udata_stand_in_editor',
  orgadmin: 'udata_stand_in_admin',
  partial: 'udata_stand_in_partial_editor',
  other: 'udata_stand_in_other',
  sysadmin: 'udata_stand_in_sysadmin',
  inactive: 'udata_stand_in_inactive',
  expired: 'udata_stand_in_expired',
  revoked: 'udata_stand_in_revoked',
} as const;

export interface Seeded {
  /** The organisation that publishes: `editor`, `orgadmin` and `partial` are its members. */
  organization: Organization;
  /** Another one: `other` alone is its administrator. */
  foreign: Organization;
}

export function seed(state: State): Seeded {
  const organization = addOrganization(state, 'Direction interministerielle du numerique', 'DINUM');
  const foreign = addOrganization(state, 'Une autre administration', null);
  const editor = addUser(state, 'editor');
  join(state, organization, editor, 'editor');
  join(state, organization, addUser(state, 'orgadmin'), 'admin');
  join(state, organization, addUser(state, 'partial'), 'partial_editor');
  join(state, foreign, addUser(state, 'other'), 'admin');
  addUser(state, 'sysadmin').sysadmin = true;
  addUser(state, 'inactive').active = false;
  addKey(state, editor, KEYS.expired).expires_at = '2020-01-01T00:00:00.000000+00:00';
  addKey(state, editor, KEYS.revoked).revoked_at = '2020-01-01T00:00:00.000000+00:00';
  return { organization, foreign };
}

function addOrganization(state: State, name: string, acronym: string | null): Organization {
  const id = state.ids.objectId();
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const organization: Organization = { id, slug, name, acronym, badges: [], members: [], created_at: state.now() };
  state.organizations.set(id, organization);
  return organization;
}

function addUser(state: State, name: Exclude<keyof typeof KEYS, 'expired' | 'revoked'>): User {
  const user: User = {
    id: state.ids.objectId(),
    slug: `${name}-x`,
    first_name: name,
    last_name: 'X',
    email: `${name}@gouv.fr`,
    active: true,
    deleted: false,
    sysadmin: false,
    since: state.now(),
  };
  state.users.set(user.id, user);
  addKey(state, user, KEYS[name]);
  return user;
}

function addKey(state: State, user: User, secret: string): Token {
  const token: Token = {
    id: state.ids.objectId(),
    secret,
    user: user.id,
    name: null,
    created_at: state.now(),
    expires_at: null,
    revoked_at: null,
    last_used_at: null,
  };
  state.tokens.push(token);
  return token;
}

const join = (state: State, organization: Organization, user: User, role: Role) =>
  organization.members.push({ user: user.id, role, since: state.now() });
