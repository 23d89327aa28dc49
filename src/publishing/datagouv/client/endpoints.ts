import { type DatagouvClient, NO_BODY, type WriteResult } from './client.ts';
import { PlatformError } from './platformError.ts';
import {
  Contacts,
  DatasetPage,
  Extras,
  type ListedDataset,
  RemoteContact,
  RemoteDataset,
  RemoteResource,
} from './responseSchemas.ts';

export type Body = Readonly<Record<string, unknown>>;

// Paths use the id of a dataset, not its slug, which changes with the title.
const dataset = (datasetId: string) => `/api/1/datasets/${encodeURIComponent(datasetId)}/`;
const resource = (datasetId: string, resourceId: string) =>
  `${dataset(datasetId)}resources/${encodeURIComponent(resourceId)}/`;
const v2 = (path: string) => path.replace('/api/1/', '/api/2/');

/** Lists the datasets of an organization that the key can read, private ones included, oldest first. */
export async function listDatasets(client: DatagouvClient, organization: string): Promise<ListedDataset[]> {
  const datasets = new Map<string, ListedDataset>();
  const query = `organization=${organization}&sort=created&page_size=100`;
  for (let page = 1; ; page++) {
    const fields = 'data{id,title,deleted,created_at,extras},next_page,message';
    const { data, next_page } = await client.read(DatasetPage, `/api/1/datasets/?${query}&page=${page}`, fields);
    // A dataset created meanwhile may move an entry to the next page, where it appears a second time.
    for (const each of data) datasets.set(each.id, each);
    if (next_page === null || page >= MAX_PAGES) return [...datasets.values()];
  }
}

const MAX_PAGES = 1_000;

/** The current state of a dataset; null if the id does not exist. A deleted dataset has `deleted` set until udata purges it. */
export function getDataset(client: DatagouvClient, datasetId: string): Promise<RemoteDataset | null> {
  return nullIfAbsent(client.read(RemoteDataset, dataset(datasetId)));
}

export function getResource(
  client: DatagouvClient,
  datasetId: string,
  resourceId: string,
): Promise<RemoteResource | null> {
  return nullIfAbsent(client.read(RemoteResource, resource(datasetId, resourceId)));
}

export function createDataset(client: DatagouvClient, form: Body): Promise<WriteResult<RemoteDataset>> {
  return client.write(RemoteDataset, 'POST', '/api/1/datasets/', form);
}

/** @param form the complete form, without resources and owner: udata removes tags and temporal coverage that are missing. */
export function updateDataset(
  client: DatagouvClient,
  datasetId: string,
  form: Body,
): Promise<WriteResult<RemoteDataset>> {
  return client.write(RemoteDataset, 'PUT', dataset(datasetId), form);
}

/** Merges extras through API v2. API v1 would replace all extras, also those of the crawler, and change the dates. */
export function mergeDatasetExtras(
  client: DatagouvClient,
  datasetId: string,
  extras: Body,
): Promise<WriteResult<Body>> {
  return client.write(Extras, 'PUT', v2(`${dataset(datasetId)}extras/`), extras);
}

export function mergeResourceExtras(
  client: DatagouvClient,
  datasetId: string,
  resourceId: string,
  extras: Body,
): Promise<WriteResult<Body>> {
  return client.write(Extras, 'PUT', v2(`${resource(datasetId, resourceId)}extras/`), extras);
}

export function addLinkedResource(
  client: DatagouvClient,
  datasetId: string,
  body: Body,
): Promise<WriteResult<RemoteResource>> {
  return client.write(RemoteResource, 'POST', `${dataset(datasetId)}resources/`, { ...body, filetype: 'remote' });
}

/** Updates the given fields of a resource; the others do not change. */
export function updateResource(
  client: DatagouvClient,
  datasetId: string,
  resourceId: string,
  body: Body,
): Promise<WriteResult<RemoteResource>> {
  return client.write(RemoteResource, 'PUT', resource(datasetId, resourceId), body);
}

/** Sends ids only: other properties of the objects would also update the resources. */
export function reorderResources(
  client: DatagouvClient,
  datasetId: string,
  ids: readonly string[],
): Promise<WriteResult<RemoteResource[]>> {
  const order = ids.map((each) => ({ id: each }));
  return client.write(RemoteResource.array(), 'PUT', `${dataset(datasetId)}resources/`, order);
}

/** Deletes a resource. A resource that no longer exists is not an error. */
export async function deleteResource(
  client: DatagouvClient,
  datasetId: string,
  resourceId: string,
): Promise<WriteResult<undefined>> {
  const deleted = await nullIfAbsent(client.write(NO_BODY, 'DELETE', resource(datasetId, resourceId)));
  return deleted ?? { kind: 'done', value: undefined };
}

export async function listContacts(client: DatagouvClient, organization: string): Promise<RemoteContact[]> {
  const path = `/api/1/organizations/${encodeURIComponent(organization)}/contacts/?page_size=100`;
  return (await client.read(Contacts, path)).data;
}

/** Creates a contact point. Idempotent: for an existing contact point, udata returns its id. */
export function createContact(client: DatagouvClient, body: Body): Promise<WriteResult<RemoteContact>> {
  return client.write(RemoteContact, 'POST', '/api/1/contacts/', body);
}

/** The upload path of a new resource, or of a new file for the resource `resourceId`, which keeps its id. */
export function uploadPath(datasetId: string, resourceId: string | null): string {
  return `${resourceId === null ? dataset(datasetId) : resource(datasetId, resourceId)}upload/`;
}

/** Null if the object does not exist. */
export async function nullIfAbsent<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof PlatformError && error.kind === 'absent') return null;
    throw error;
  }
}
