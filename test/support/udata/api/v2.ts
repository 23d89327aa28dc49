import { type Call, notFound, theDataset } from '../http/call.ts';
import { isObject, type Json, type JsonObject } from '../http/json.ts';
import { errorMessage, errorResponse, type FakeResponse, json, noContent } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import { demandEdit, isVisible } from '../rules/access.ts';
import { readBody } from '../rules/body.ts';
import { findResource, resourceIn } from '../rules/lookup.ts';
import { demandVisible, gone } from './datasets.ts';
import { datasetDocument, resourceDocument } from './documents.ts';
import { isListed } from './listing.ts';
import { pageOf } from './page.ts';

const DATASET_EXTRAS = '/api/2/datasets/{dataset}/extras/';
const RESOURCE_EXTRAS = '/api/2/datasets/{dataset}/resources/{rid}/extras/';

/** API v2 reads, and writes extras only: nothing that bumps a date. */
export const V2_ROUTES: Route[] = [
  { method: 'GET', path: '/api/2/datasets/search/', handle: search },
  { method: 'GET', path: '/api/2/datasets/resources/{rid}/', unmasked: true, handle: resourceById },
  { method: 'GET', path: '/api/2/datasets/{dataset}/', handle: read },
  { method: 'GET', path: '/api/2/datasets/{dataset}/resources/', handle: resources },
  { method: 'GET', path: '/api/2/datasets/{dataset}/schemas/', handle: schemas },
  ...[DATASET_EXTRAS, RESOURCE_EXTRAS].flatMap((path): Route[] => [
    { method: 'GET', path, unmasked: true, handle: readExtras },
    { method: 'PUT', path, unmasked: true, secured: true, handle: mergeExtras },
    { method: 'DELETE', path, unmasked: true, secured: true, handle: dropExtras },
  ]),
];

function read(call: Call): FakeResponse {
  demandVisible(call);
  const dataset = theDataset(call);
  const { resources: held, ...document } = datasetDocument(dataset, call);
  const link = (name: string, total: number): JsonObject => ({
    rel: 'subsection',
    href: `${call.state.url}/api/2/datasets/${dataset.id}/${name}/?page=1&page_size=50`,
    type: 'GET',
    total,
  });
  const total = Array.isArray(held) ? held.length : 0;
  return json(200, { ...document, resources: link('resources', total), community_resources: link('community', 0) });
}

function resources(call: Call): FakeResponse {
  demandVisible(call);
  const [q, type] = [call.query.get('q')?.toLowerCase() ?? '', call.query.get('type')];
  const found = theDataset(call)
    .resources.filter(({ title }) => title.toLowerCase().includes(q))
    .filter((resource) => type === null || resource.type === type);
  return json(
    200,
    pageOf(call, found, (resource) => resourceDocument(resource, call), 50),
  );
}

function resourceById(call: Call): FakeResponse {
  const found = findResource(call, call.params.rid);
  if (found === null || !isVisible(call.state, call.user, found.dataset))
    throw errorMessage(404, 'Resource does not exist');
  return json(200, { resource: resourceDocument(found.resource, call), dataset_id: found.dataset.id });
}

function schemas(call: Call): FakeResponse {
  demandVisible(call);
  const held = theDataset(call).resources.flatMap(({ schema }) => (schema === null ? [] : [{ ...schema }]));
  return json(200, held);
}

/** Behind the platform by one tick, when there is a search engine at all. */
function search(call: Call): FakeResponse {
  const { searchIndex, datasets } = call.state;
  if (searchIndex === null) throw errorMessage(501, 'Search endpoint not enabled');
  const wanted = call.query.get('q')?.toLowerCase() ?? '';
  const found = [...datasets.values()].filter(
    (dataset) => searchIndex.has(dataset.id) && isListed(call, dataset) && dataset.title.toLowerCase().includes(wanted),
  );
  return json(
    200,
    pageOf(call, found, (dataset) => datasetDocument(dataset, call)),
  );
}

function readExtras(call: Call): FakeResponse {
  demandVisible(call);
  return json(200, holderOf(call, theDataset(call)).extras);
}

function mergeExtras(call: Call): FakeResponse {
  return changeExtras(call, (extras, body) => {
    if (!isObject(body)) throw errorMessage(400, 'Wrong payload format, dict expected');
    const wrong = call.params.rid === undefined ? null : wrongCheck(body);
    if (wrong !== null)
      throw errorResponse(400, { errors: { [wrong]: 'Unexpected type' }, message: 'Unexpected type' });
    const merged = { ...extras, ...body };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  });
}

/** The crawler's own keys hold its own types. */
function wrongCheck(body: JsonObject): string | null {
  const { 'check:available': available, 'check:status': status, 'check:date': date } = body;
  if ((available ?? null) !== null && typeof available !== 'boolean') return 'check:available';
  if ((status ?? null) !== null && typeof status !== 'number') return 'check:status';
  if ((date ?? null) !== null && (typeof date !== 'string' || Number.isNaN(Date.parse(date)))) return 'check:date';
  return null;
}

function dropExtras(call: Call): FakeResponse {
  changeExtras(call, (extras, body) => {
    if (!Array.isArray(body)) throw errorMessage(400, 'Wrong payload format, list expected');
    if (call.params.rid !== undefined && body.some((key) => !Object.hasOwn(extras, `${key}`)))
      throw notFound(call.path);
    return Object.fromEntries(Object.entries(extras).filter(([key]) => !body.includes(key)));
  });
  return noContent();
}

function changeExtras(call: Call, change: (extras: JsonObject, body: Json) => JsonObject): FakeResponse {
  const dataset = theDataset(call);
  if (dataset.deleted !== null) throw gone();
  demandEdit(call, dataset);
  const draft = structuredClone(dataset);
  const holder = holderOf(call, draft);
  holder.extras = change(holder.extras, readBody(call));
  call.state.keep(draft);
  return json(200, holder.extras);
}

const holderOf = (call: Call, dataset: ReturnType<typeof theDataset>) =>
  call.params.rid === undefined ? dataset : resourceIn(dataset, call.params.rid);
