import type { Call } from '../http/call.ts';
import type { JsonObject } from '../http/json.ts';
import { errorMessage, errorResponse } from '../http/response.ts';
import type { Dataset } from '../model/Dataset.ts';
import { type Organization, roleOf, type User } from '../model/people.ts';
import type { State } from '../model/State.ts';

/**
 * The user of a request. A session cookie takes precedence over the key, which is why a publisher must not keep
 * cookies: a key revoked since would go unnoticed. `cookie` is the session that a valid key opens.
 */
export function authenticate(call: Call): { user: User | null; cookie: string | null } {
  const { state, headers } = call;
  const session = /(?:^|;\s*)session=([^;]+)/.exec(headers.cookie ?? '')?.[1];
  const known = state.users.get(state.sessions.get(session ?? '') ?? '');
  if (known !== undefined) return { user: known, cookie: null };
  const key = headers['x-api-key'];
  if (typeof key !== 'string') return { user: null, cookie: null };
  const user = ofKey(state, key);
  const opened = state.ids.uuid();
  state.sessions.set(opened, user.id);
  return { user, cookie: `session=${opened}; HttpOnly; Path=/; SameSite=Lax` };
}

export function theUser(call: Call): User {
  if (call.user === null) throw unauthorized(WHO_ARE_YOU);
  return call.user;
}

function ofKey(state: State, key: string): User {
  const token = state.tokens.find(({ secret }) => secret === key);
  if (token === undefined) throw unauthorized('Invalid API token');
  if (token.revoked_at !== null) throw unauthorized('Revoked API token');
  if (token.expires_at !== null && Date.parse(token.expires_at) < state.clock.time())
    throw unauthorized('Expired API token');
  const user = state.users.get(token.user);
  if (user === undefined || user.deleted) throw unauthorized(WHO_ARE_YOU);
  if (!user.active) throw unauthorized('Inactive user');
  token.last_used_at = state.now();
  return user;
}

export const unauthorized = (message: string) =>
  errorResponse(401, { message }, { 'WWW-Authenticate': 'Bearer realm="uData"' });

export const forbidden = () => errorMessage(403, 'You do not have the permission to modify that object.');

export function mayEdit(state: State, user: User | null, dataset: Dataset): boolean {
  if (user === null) return false;
  if (user.sysadmin || dataset.owner === user.id) return true;
  const organization = state.organizations.get(dataset.organization ?? '');
  if (organization === undefined) return false;
  const role = roleOf(user, organization);
  return role === 'partial_editor' ? dataset.assigned.includes(user.id) : role !== null;
}

/** Members can read a private dataset; others get 404 or 410. */
export const isVisible = (state: State, user: User | null, dataset: Dataset): boolean =>
  (!dataset.private && dataset.deleted === null) || mayEdit(state, user, dataset);

export function demandEdit(call: Call, dataset: Dataset): void {
  if (!mayEdit(call.state, theUser(call), dataset)) throw forbidden();
}

export function organizationPermissions(user: User | null, organization: Organization): JsonObject {
  const role = roleOf(user, organization);
  const admin = user?.sysadmin === true || role === 'admin';
  return { delete: admin, edit: admin, harvest: admin, members: admin, private: admin || role !== null };
}

const WHO_ARE_YOU =
  "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.";
