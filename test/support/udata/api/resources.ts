import { type Call, theDataset } from '../http/call.ts';
import { isObject, type JsonObject } from '../http/json.ts';
import { errorMessage, errorResponse, type FakeResponse, json, noContent } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { newResource, type Resource } from '../model/Resource.ts';
import { demandEdit, theUser } from '../rules/access.ts';
import { readBody, readObject } from '../rules/body.ts';
import { readFields, referenceOf, type Scope } from '../rules/forms.ts';
import { resourceIn } from '../rules/lookup.ts';
import { notAChoice, required } from '../rules/messages.ts';
import { DESCRIPTIVE_FIELDS, RESOURCE_FIELDS } from '../rules/resourceFields.ts';
import { strictResourceChange, strictResourceForm } from '../rules/strict.ts';
import { demandVisible } from './datasets.ts';
import { resourceDocument } from './documents.ts';

const LIST = '/api/1/datasets/{dataset}/resources/';
const ONE = '/api/1/datasets/{dataset}/resources/{rid}/';

/** There is no GET of the list in API v1: the dataset holds it. */
export const RESOURCE_ROUTES: Route[] = [
  { method: 'POST', path: LIST, secured: true, creates: true, handle: createRemote },
  { method: 'PUT', path: LIST, secured: true, handle: reorder },
  { method: 'GET', path: ONE, handle: read },
  { method: 'PUT', path: ONE, secured: true, handle: update },
  { method: 'DELETE', path: ONE, secured: true, handle: remove },
];

function read(call: Call): FakeResponse {
  demandVisible(call);
  return json(200, resourceDocument(resourceIn(theDataset(call), call.params.rid), call));
}

function createRemote(call: Call): FakeResponse {
  const { state, language } = call;
  demandEdit(call, theDataset(call));
  const body = readObject(call);
  if (body.filetype !== 'remote') throw errorMessage(400, 'This endpoint only supports remote resources');
  const now = state.now();
  const resource = newResource(state.ids.uuid(), now);
  readFields(RESOURCE_FIELDS, { title: null, url: null, ...body }, resource, scopeOf(call, language));
  resource.last_modified_internal = state.now();
  const draft = structuredClone(theDataset(call));
  draft.resources.unshift(resource);
  state.save(draft);
  return json(201, resourceDocument(resource, call));
}

function update(call: Call): FakeResponse {
  const { state } = call;
  const dataset = theDataset(call);
  demandEdit(call, dataset);
  const former = resourceIn(dataset, call.params.rid);
  const body = readObject(call);
  strictResourceForm(state, body);
  const draft = structuredClone(dataset);
  const resource = resourceIn(draft, former.id);
  patch(call, resource, body);
  strictResourceChange(state, former, resource);
  resource.last_modified_internal = state.now();
  state.save(draft);
  return json(200, resourceDocument(resource, call));
}

/** The whole set, each once; an object in the list is also a patch of its resource. */
function reorder(call: Call): FakeResponse {
  const { state } = call;
  const dataset = theDataset(call);
  demandEdit(call, dataset);
  const body = readBody(call);
  if (!Array.isArray(body)) throw errorResponse(400, { errors: { request: 'expecting a JSON array' } });
  const draft = structuredClone(dataset);
  const { length } = draft.resources;
  if (body.length !== length)
    throw errorMessage(400, `All resources must be reordered, you provided ${body.length} out of ${length}`);
  const ids = body.map(referenceOf);
  if (new Set(ids).size !== length || !draft.resources.every(({ id }) => ids.includes(id)))
    throw errorMessage(400, 'Resource ids must match existing ones in dataset');
  draft.resources = body.map((entry) => {
    const resource = resourceIn(draft, referenceOf(entry));
    if (isObject(entry) && Object.keys(entry).length > 1) patch(call, resource, entry);
    return resource;
  });
  state.save(draft);
  return json(
    200,
    draft.resources.map((resource) => resourceDocument(resource, call)),
  );
}

function remove(call: Call): FakeResponse {
  const dataset = theDataset(call);
  demandEdit(call, dataset);
  const removed = resourceIn(dataset, call.params.rid);
  const draft = structuredClone(dataset);
  draft.resources = draft.resources.filter(({ id }) => id !== removed.id);
  if (removed.path !== null) call.state.files.delete(removed.path);
  call.state.save(draft);
  return noContent();
}

/** A true merge. Of a hosted file, what the server computed stays, whatever is sent. */
function patch(call: Call, resource: Resource, body: JsonObject): void {
  const { filetype } = body;
  if (filetype === null || filetype === '')
    throw errorResponse(400, { errors: { filetype: [required(call.language)] } });
  if (filetype !== undefined && filetype !== 'file' && filetype !== 'remote')
    throw errorResponse(400, { errors: { filetype: [notAChoice(call.language)] } });
  if (filetype !== undefined && filetype !== resource.filetype)
    throw errorMessage(400, 'Cannot modify filetype after creation');
  const fields = resource.filetype === 'file' ? DESCRIPTIVE_FIELDS : RESOURCE_FIELDS;
  readFields(fields, body, resource, scopeOf(call, call.language));
}

const scopeOf = (call: Call, language: Scope['language']): Scope => ({
  state: call.state,
  user: theUser(call),
  language,
  creating: false,
});
