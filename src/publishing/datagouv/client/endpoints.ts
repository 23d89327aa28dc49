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

// The paths of one dataset, by its id: a slug changes with the title.
const dataset = (id: string) => `/api/1/datasets/${encodeURIComponent(id)}/`;
const resource = (id: string, rid: string) => `${dataset(id)}resources/${encodeURIComponent(rid)}/`;
const v2 = (path: string) => path.replace('/api/1/', '/api/2/');

/** Every dataset of an organization that the key may see, hidden ones included. Oldest first: new ones come last. */
export async function listDatasets(client: DatagouvClient, organization: string): Promise<ListedDataset[]> {
  const found = new Map<string, ListedDataset>();
  const query = `organization=${organization}&sort=created&page_size=100`;
  for (let page = 1; ; page++) {
    const fields = 'data{id,deleted,created_at,extras},next_page,message';
    const { data, next_page } = await client.read(DatasetPage, `/api/1/datasets/?${query}&page=${page}`, fields);
    // What is created meanwhile may push one entry to the next page as well.
    for (const each of data) found.set(each.id, each);
    if (next_page === null || page >= MAX_PAGES) return [...found.values()];
  }
}

const MAX_PAGES = 1_000;

/** A dataset as it is now, or null when there is none of this id. What was deleted is there, and says so, until purged. */
export function getDataset(client: DatagouvClient, id: string): Promise<RemoteDataset | null> {
  return nullIfAbsent(client.read(RemoteDataset, dataset(id)));
}

export function getResource(client: DatagouvClient, id: string, rid: string): Promise<RemoteResource | null> {
  return nullIfAbsent(client.read(RemoteResource, resource(id, rid)));
}

export function createDataset(client: DatagouvClient, form: Body): Promise<WriteResult<RemoteDataset>> {
  return client.write(RemoteDataset, 'POST', '/api/1/datasets/', form);
}

/** @param form whole: udata wipes tags and temporal coverage when they are left out. Never with resources or owner. */
export function updateDataset(client: DatagouvClient, id: string, form: Body): Promise<WriteResult<RemoteDataset>> {
  return client.write(RemoteDataset, 'PUT', dataset(id), form);
}

/** Merges into the extras, through API v2: API v1 would replace them all, the crawler's included, and bump dates. */
export function mergeDatasetExtras(client: DatagouvClient, id: string, extras: Body): Promise<WriteResult<Body>> {
  return client.write(Extras, 'PUT', v2(`${dataset(id)}extras/`), extras);
}

export function mergeResourceExtras(
  client: DatagouvClient,
  id: string,
  rid: string,
  extras: Body,
): Promise<WriteResult<Body>> {
  return client.write(Extras, 'PUT', v2(`${resource(id, rid)}extras/`), extras);
}

export function addLinkedResource(
  client: DatagouvClient,
  id: string,
  body: Body,
): Promise<WriteResult<RemoteResource>> {
  return client.write(RemoteResource, 'POST', `${dataset(id)}resources/`, { ...body, filetype: 'remote' });
}

/** A true merge: what is not given stays. */
export function updateResource(
  client: DatagouvClient,
  id: string,
  rid: string,
  body: Body,
): Promise<WriteResult<RemoteResource>> {
  return client.write(RemoteResource, 'PUT', resource(id, rid), body);
}

/** Ids alone: an object of the list would also patch its resource. */
export function reorderResources(
  client: DatagouvClient,
  id: string,
  ids: readonly string[],
): Promise<WriteResult<RemoteResource[]>> {
  const order = ids.map((each) => ({ id: each }));
  return client.write(RemoteResource.array(), 'PUT', `${dataset(id)}resources/`, order);
}

/** Deletes a resource; that it is gone already is as good. */
export async function deleteResource(client: DatagouvClient, id: string, rid: string): Promise<WriteResult<undefined>> {
  const gone = await nullIfAbsent(client.write(NO_BODY, 'DELETE', resource(id, rid)));
  return gone ?? { kind: 'done', value: undefined };
}

export async function listContacts(client: DatagouvClient, organization: string): Promise<RemoteContact[]> {
  const path = `/api/1/organizations/${encodeURIComponent(organization)}/contacts/?page_size=100`;
  return (await client.read(Contacts, path)).data;
}

/** A safe write: a contact point that is there already is answered with its id. */
export function createContact(client: DatagouvClient, body: Body): Promise<WriteResult<RemoteContact>> {
  return client.write(RemoteContact, 'POST', '/api/1/contacts/', body);
}

/** Where files are sent: a new resource, or a replacement that keeps its id. */
export function uploadPath(id: string, rid: string | null): string {
  return `${rid === null ? dataset(id) : resource(id, rid)}upload/`;
}

async function nullIfAbsent<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof PlatformError && error.kind === 'absent') return null;
    throw error;
  }
}
