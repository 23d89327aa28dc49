import { type Call, theDataset } from '../http/call.ts';
import { errorMessage, errorResponse, json, noContent, redirect } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { newDataset } from '../model/Dataset.ts';
import { demandEdit, forbidden, isVisible, mayEdit, theUser } from '../rules/access.ts';
import { readObject } from '../rules/body.ts';
import { readDatasetForm } from '../rules/datasetForm.ts';
import { findResource } from '../rules/lookup.ts';
import { strictDatasetChange, strictDatasetForm } from '../rules/strict.ts';
import { datasetDocument } from './documents.ts';
import { listDatasets } from './listing.ts';

export const DATASET_ROUTES: Route[] = [
  { method: 'GET', path: '/api/1/datasets/', handle: (call) => json(200, listDatasets(call)) },
  { method: 'POST', path: '/api/1/datasets/', secured: true, creates: true, handle: create },
  { method: 'GET', path: '/api/1/datasets/r/{rid}', handle: permalink },
  { method: 'GET', path: '/api/1/datasets/{dataset}/', handle: read },
  { method: 'PUT', path: '/api/1/datasets/{dataset}/', secured: true, handle: update },
  { method: 'DELETE', path: '/api/1/datasets/{dataset}/', secured: true, handle: remove },
  { method: 'POST', path: '/api/1/datasets/{dataset}/badges/', secured: true, handle: badge },
];

/** Hidden datasets exist for their members only. */
export function demandVisible(call: Call): void {
  const dataset = theDataset(call);
  if (isVisible(call.state, call.user, dataset)) return;
  throw dataset.deleted !== null ? gone() : errorMessage(404, 'The requested URL was not found on the server.');
}

export const gone = () => errorMessage(410, 'Dataset has been deleted');

function create(call: Call) {
  const { state, language } = call;
  const user = theUser(call);
  const body = readObject(call);
  strictDatasetForm(state, body, true);
  const draft = newDataset(state.ids.objectId(), state.now());
  draft.owner = user.id;
  readDatasetForm(body, draft, { state, user, language, creating: true });
  return json(201, datasetDocument(state.save(draft), call));
}

function read(call: Call) {
  demandVisible(call);
  return json(200, datasetDocument(theDataset(call), call));
}

function update(call: Call) {
  const { state, language } = call;
  const dataset = theDataset(call);
  const body = readObject(call);
  if (dataset.deleted !== null && body.deleted !== null) throw gone();
  demandEdit(call, dataset);
  strictDatasetForm(state, body, false);
  const draft = structuredClone(dataset);
  readDatasetForm(body, draft, { state, user: theUser(call), language, creating: false });
  strictDatasetChange(state, dataset, draft);
  return json(200, datasetDocument(state.save(draft), call));
}

function remove(call: Call) {
  const dataset = theDataset(call);
  if (dataset.deleted !== null) throw gone();
  demandEdit(call, dataset);
  call.state.save({ ...structuredClone(dataset), deleted: call.state.now() });
  return noContent();
}

/** The only address of a file that stays; it leads to hidden files as well. */
function permalink(call: Call) {
  const found = findResource(call, call.params.rid);
  if (found === null) throw errorMessage(404, 'Resource not found');
  return redirect(302, found.resource.url);
}

function badge(call: Call) {
  const dataset = theDataset(call);
  if (!theUser(call).sysadmin || !mayEdit(call.state, call.user, dataset)) throw forbidden();
  const { kind } = readObject(call);
  if (typeof kind !== 'string') throw errorResponse(400, { errors: { kind: 'Not a valid badge' }, message: '' });
  call.state.keep({ ...structuredClone(dataset), badges: [...new Set([...dataset.badges, kind])] });
  return json(201, { kind });
}
