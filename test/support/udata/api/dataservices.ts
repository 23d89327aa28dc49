import type { Call } from '../http/call.ts';
import { isObject, type Json, type JsonObject } from '../http/json.ts';
import { errorMessage, errorResponse, type FakeResponse, json, noContent } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { DATASERVICE_FORMATS, DATASERVICE_TEXTS, type Dataservice } from '../model/Dataservice.ts';
import { roleOf } from '../model/people.ts';
import { freeSlug, slugify } from '../model/slug.ts';
import { LICENSES } from '../model/vocabularies.ts';
import { forbidden, theUser } from '../rules/access.ts';
import { readBody, readObject } from '../rules/body.ts';
import { referenceOf } from '../rules/forms.ts';
import { urlFault } from '../rules/urls.ts';
import { contactPointDocument, organizationReference, userReference } from './documents.ts';
import { pageOf } from './page.ts';

const LIST = '/api/1/dataservices/';
const ONE = '/api/1/dataservices/{dataservice}/';

/** Dataservices have a PATCH that merges, and no PUT. */
export const DATASERVICE_ROUTES: Route[] = [
  { method: 'GET', path: LIST, handle: list },
  { method: 'POST', path: LIST, secured: true, creates: true, handle: create },
  { method: 'GET', path: ONE, handle: (call) => json(200, document(visible(call), call)) },
  { method: 'PATCH', path: ONE, secured: true, handle: update },
  { method: 'DELETE', path: ONE, secured: true, handle: remove },
  { method: 'POST', path: `${ONE}datasets/`, secured: true, handle: addDatasets },
];

function list(call: Call): FakeResponse {
  const organization = call.query.get('organization');
  const found = [...call.state.dataservices.values()]
    .filter((each) => organization === null || each.organization === organization)
    .filter((each) => isVisible(call, each))
    .sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
  return json(
    200,
    pageOf(call, found, (each) => document(each, call)),
  );
}

function create(call: Call): FakeResponse {
  const { state } = call;
  const now = state.now();
  const texts = { ...Object.fromEntries(DATASERVICE_TEXTS.map((name) => [name, null])), access_type: 'open' };
  const blank = { deleted_at: null, archived_at: null, datasets: [], contact_points: [], tags: [], extras: {} };
  const owner = theUser(call).id;
  const fresh: Dataservice = {
    ...blank,
    id: state.ids.objectId(),
    slug: '',
    organization: null,
    owner,
    created_at: now,
    metadata_modified_at: now,
    private: false,
    texts,
  };
  const body = readObject(call);
  if ((body.organization ?? null) !== null) {
    const organization = state.organizations.get(referenceOf(body.organization ?? null));
    if (organization === undefined || roleOf(theUser(call), organization) === null)
      throw invalid('organization', 'Permission denied for this organization');
    fresh.organization = organization.id;
    fresh.owner = null;
  }
  return json(201, document(patch(call, fresh, body), call));
}

function update(call: Call): FakeResponse {
  const dataservice = theDataservice(call);
  const body = readObject(call);
  if (dataservice.deleted_at !== null && body.deleted_at !== null)
    throw errorMessage(410, 'dataservice has been deleted');
  demandEdit(call, dataservice);
  if (body.organization !== undefined) throw invalid('organization', 'cannot be changed after creation');
  return json(200, document(patch(call, structuredClone(dataservice), body), call));
}

function remove(call: Call): FakeResponse {
  const dataservice = theDataservice(call);
  if (dataservice.deleted_at !== null) throw errorMessage(410, 'dataservice has been deleted');
  demandEdit(call, dataservice);
  dataservice.deleted_at = call.state.now();
  return noContent();
}

function addDatasets(call: Call): FakeResponse {
  const dataservice = theDataservice(call);
  if (dataservice.deleted_at !== null) throw errorMessage(410, 'Dataservice has been deleted');
  demandEdit(call, dataservice);
  const body = readBody(call);
  if (!Array.isArray(body)) throw errorMessage(400, 'Expecting a list');
  const known = body.map(referenceOf).filter((id) => call.state.datasets.has(id));
  dataservice.datasets = [...new Set([...dataservice.datasets, ...known])];
  return json(201, document(dataservice, call));
}

function patch(call: Call, draft: Dataservice, body: JsonObject): Dataservice {
  const { state } = call;
  for (const [name, value] of Object.entries(body)) {
    if (!DATASERVICE_TEXTS.includes(name)) continue;
    if (value !== null && typeof value !== 'string') throw invalid(name, 'Not a valid string');
    const fault = name.endsWith('_url') && value !== null ? urlFault(value) : null;
    if (fault !== null) throw invalid(name, fault);
    draft.texts[name] = value;
  }
  const { title, format, license } = draft.texts;
  if (!title) throw invalid('title', 'Field is required');
  if (format && !DATASERVICE_FORMATS.includes(format)) throw invalid('format', `'${format}' is not a valid choice`);
  if (license && !Object.hasOwn(LICENSES, license)) throw invalid('license', `Unknown reference '${license}'`);
  const ids = (value: Json | undefined) => (Array.isArray(value) ? value.map(referenceOf) : null);
  draft.tags = ids(body.tags)?.map(slugify).sort() ?? draft.tags;
  draft.datasets = ids(body.datasets) ?? draft.datasets;
  draft.contact_points = ids(body.contact_points) ?? draft.contact_points;
  if (draft.contact_points.some((id) => !state.contactPoints.has(id)))
    throw invalid('contact_points', 'Unknown reference');
  if (typeof body.private === 'boolean') draft.private = body.private;
  if (body.deleted_at === null) draft.deleted_at = null;
  if (isObject(body.extras ?? null))
    draft.extras = readObject({ ...call, body: Buffer.from(JSON.stringify(body.extras)) });
  const isTaken = (slug: string) =>
    [...state.dataservices.values()].some((each) => each.slug === slug && each.id !== draft.id);
  draft.slug = freeSlug(title, isTaken);
  draft.metadata_modified_at = state.now();
  state.dataservices.set(draft.id, draft);
  return draft;
}

function document(dataservice: Dataservice, call: Call): JsonObject {
  const { state } = call;
  const { texts, organization, owner, contact_points, datasets, ...others } = dataservice;
  const editable = mayEdit(call, dataservice);
  return {
    ...others,
    ...texts,
    organization: organizationReference(state.organizations.get(organization ?? ''), call),
    owner: userReference(state.users.get(owner ?? ''), call),
    contact_points: contact_points.flatMap((id) => {
      const point = state.contactPoints.get(id);
      return point === undefined ? [] : [contactPointDocument(point, call)];
    }),
    datasets: {
      rel: 'subsection',
      href: `${state.url}/api/1/datasets/?dataservice=${dataservice.id}`,
      type: 'GET',
      total: datasets.length,
    },
    harvest: null,
    featured: false,
    permissions: { delete: editable, edit: editable, read: true },
    self_api_url: `${state.url}/api/1/dataservices/${dataservice.slug}/`,
    self_web_url: `${state.url}/dataservices/${dataservice.slug}/`,
  };
}

function theDataservice(call: Call): Dataservice {
  const found = call.state.dataservices.get(call.params.dataservice ?? '');
  if (found === undefined) throw errorMessage(404, 'The requested URL was not found on the server.');
  return found;
}

function visible(call: Call): Dataservice {
  const found = theDataservice(call);
  if (!isVisible(call, found))
    throw found.deleted_at ? errorMessage(410, 'Dataservice has been deleted') : errorMessage(404, '');
  return found;
}

function mayEdit({ state, user }: Call, { organization, owner }: Dataservice): boolean {
  const held = state.organizations.get(organization ?? '');
  return user !== null && (owner === user.id || (held !== undefined && roleOf(user, held) !== null));
}

function isVisible(call: Call, dataservice: Dataservice): boolean {
  return mayEdit(call, dataservice) || (dataservice.deleted_at === null && !dataservice.private);
}

function demandEdit(call: Call, dataservice: Dataservice): void {
  if (!mayEdit(call, dataservice)) throw forbidden();
}

const invalid = (field: string, message: string) => errorResponse(400, { errors: { [field]: message }, message });
