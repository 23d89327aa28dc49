import { z } from 'zod';
import type { DatagouvClient, WriteResult } from './client.ts';
import { type Body, nullIfAbsent } from './endpoints.ts';
import { DatasetPage, RemoteDataservice } from './responseSchemas.ts';

const dataservice = (id: string) => `/api/1/dataservices/${encodeURIComponent(id)}/`;
const MAX_PAGES = 1_000;

/** Lists the dataservices (APIs) of an organization that the key can read, oldest first. */
export async function listDataservices(client: DatagouvClient, organization: string): Promise<RemoteDataservice[]> {
  const dataservices = new Map<string, RemoteDataservice>();
  const query = `organization=${organization}&sort=created&page_size=100`;
  for (let page = 1; ; page++) {
    const { data, next_page } = await client.read(DataservicePage, `/api/1/dataservices/?${query}&page=${page}`);
    for (const each of data) dataservices.set(each.id, each);
    if (next_page === null || page >= MAX_PAGES) return [...dataservices.values()];
  }
}

const DataservicePage = z.object({
  data: z.array(RemoteDataservice),
  next_page: z
    .string()
    .nullish()
    .transform((url) => url ?? null),
});

/** The current state of a dataservice; null if the id does not exist. */
export function getDataservice(client: DatagouvClient, id: string): Promise<RemoteDataservice | null> {
  return nullIfAbsent(client.read(RemoteDataservice, dataservice(id)));
}

export function createDataservice(client: DatagouvClient, form: Body): Promise<WriteResult<RemoteDataservice>> {
  return client.write(RemoteDataservice, 'POST', '/api/1/dataservices/', form);
}

/** Updates the given fields. Unlike datasets, dataservices have PATCH. `extras` replaces all extras. */
export function updateDataservice(
  client: DatagouvClient,
  id: string,
  body: Body,
): Promise<WriteResult<RemoteDataservice>> {
  return client.write(RemoteDataservice, 'PATCH', dataservice(id), body);
}

/** The ids of the datasets that a dataservice serves. */
export async function datasetsOfDataservice(client: DatagouvClient, id: string): Promise<string[]> {
  const path = `/api/1/datasets/?dataservice=${encodeURIComponent(id)}&page_size=100`;
  const { data } = await client.read(DatasetPage, path, 'data{id,deleted,created_at,extras},next_page,message');
  return data.map((each) => each.id);
}

/** Adds datasets to those that a dataservice serves. */
export function addDatasetsToDataservice(
  client: DatagouvClient,
  id: string,
  datasetIds: readonly string[],
): Promise<WriteResult<RemoteDataservice>> {
  const body = datasetIds.map((datasetId) => ({ id: datasetId }));
  return client.write(RemoteDataservice, 'POST', `${dataservice(id)}datasets/`, body);
}
