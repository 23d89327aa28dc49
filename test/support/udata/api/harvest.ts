import type { Call } from '../http/call.ts';
import type { JsonObject } from '../http/json.ts';
import { errorResponse, type FakeResponse, json } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { roleOf } from '../model/people.ts';
import { slugify } from '../model/slug.ts';
import { forbidden, theUser } from '../rules/access.ts';
import { readObject } from '../rules/body.ts';
import { referenceOf } from '../rules/forms.ts';
import { organizationReference, userReference } from './documents.ts';

/** Declaring a catalogue to be harvested: for administrators of an organization, and pending until validated. */
export const HARVEST_ROUTES: Route[] = [
  { method: 'POST', path: '/api/1/harvest/sources/', secured: true, creates: true, handle: create },
];

function create(call: Call): FakeResponse {
  const { state } = call;
  const user = theUser(call);
  const body = readObject(call);
  const organization = state.organizations.get(referenceOf(body.organization ?? null));
  if (organization !== undefined && !user.sysadmin && roleOf(user, organization) !== 'admin') throw forbidden();
  const missing = ['name', 'url', 'backend'].filter((key) => typeof body[key] !== 'string');
  if (missing.length > 0)
    throw errorResponse(400, {
      errors: Object.fromEntries(missing.map((key) => [key, 'required'])),
      message: 'required',
    });
  const { name = null, url = null, backend = null } = body;
  const source: JsonObject = {
    id: state.ids.objectId(),
    name,
    slug: slugify(`${name}`),
    description: body.description ?? null,
    url,
    backend,
    config: body.config ?? {},
    created_at: state.now(),
    active: body.active ?? true,
    autoarchive: body.autoarchive ?? true,
    validation: { by: null, comment: null, on: null, state: 'pending' },
    schedule: null,
    last_job: null,
    deleted: null,
    organization: organizationReference(organization, call),
    owner: organization === undefined ? userReference(user, call) : null,
    permissions: {
      delete: true,
      edit: true,
      preview: true,
      run: true,
      schedule: user.sysadmin,
      validate: user.sysadmin,
    },
  };
  state.harvestSources.set(`${source.id}`, source);
  return json(201, source);
}
