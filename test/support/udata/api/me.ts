import type { Call } from '../http/call.ts';
import { errorMessage, type FakeResponse, json, noContent } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { type Organization, roleOf, type Token } from '../model/people.ts';
import { theUser } from '../rules/access.ts';
import { readObject } from '../rules/body.ts';
import { datasetDocument, organizationReference } from './documents.ts';

const TOKENS = '/api/1/me/api_tokens/';

export const ME_ROUTES: Route[] = [
  { method: 'GET', path: '/api/1/me/', secured: true, handle: me },
  { method: 'GET', path: '/api/1/me/org_datasets/', secured: true, handle: ourDatasets },
  { method: 'POST', path: TOKENS, secured: true, handle: createToken },
  { method: 'DELETE', path: `${TOKENS}{token}/`, secured: true, handle: revokeToken },
];

function me(call: Call): FakeResponse {
  const user = theUser(call);
  const { url } = call.state;
  const { id, slug, email, first_name, last_name, active, since } = user;
  return json(200, {
    id,
    slug,
    email,
    first_name,
    last_name,
    active,
    since,
    about: null,
    avatar: null,
    avatar_thumbnail: null,
    last_login_at: call.state.now(),
    metrics: { dataservices: 0, datasets: 0, followers: 0, following: 0, reuses: 0 },
    organizations: mine(call).map((organization) => organizationReference(organization, call)),
    page: `${url}/users/${slug}`,
    password_rotation_demanded: null,
    password_rotation_performed: null,
    roles: user.sysadmin ? ['admin'] : [],
    uri: `${url}/api/1/users/${slug}/`,
    website: null,
  });
}

/** A plain list, without pages, hidden datasets included. */
function ourDatasets(call: Call): FakeResponse {
  const user = theUser(call);
  const ours = mine(call).map(({ id }) => id);
  const wanted = call.query.get('q')?.toLowerCase() ?? '';
  const found = [...call.state.datasets.values()]
    .filter(({ owner, organization }) => owner === user.id || ours.includes(organization ?? ''))
    .filter(({ title }) => title.toLowerCase().includes(wanted));
  return json(
    200,
    found.map((dataset) => datasetDocument(dataset, call)),
  );
}

function createToken(call: Call): FakeResponse {
  const { state } = call;
  const { name, expires_at } = readObject(call);
  const token: Token = {
    id: state.ids.objectId(),
    secret: `udata_${state.ids.uuid().replaceAll('-', '')}`,
    user: theUser(call).id,
    name: typeof name === 'string' ? name : null,
    created_at: state.now(),
    expires_at: typeof expires_at === 'string' ? expires_at : null,
    revoked_at: null,
    last_used_at: null,
  };
  state.tokens.push(token);
  const { secret, user: _user, ...shown } = token;
  const prefix = secret.slice(0, 14);
  return json(201, {
    ...shown,
    token: secret,
    token_prefix: prefix,
    kind: 'api_key',
    scopes: ['admin'],
    user_agents: [],
  });
}

function revokeToken(call: Call): FakeResponse {
  const user = theUser(call);
  const token = call.state.tokens.find(({ id }) => id === call.params.token);
  if (token === undefined || token.user !== user.id) throw errorMessage(404, 'Token not found');
  if (token.revoked_at !== null) throw errorMessage(410, 'Token already revoked');
  token.revoked_at = call.state.now();
  return noContent();
}

const mine = ({ state, user }: Call): Organization[] =>
  [...state.organizations.values()].filter((organization) => roleOf(user, organization) !== null);
