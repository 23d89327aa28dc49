import type { Call } from '../http/call.ts';
import type { JsonObject } from '../http/json.ts';
import { errorMessage } from '../http/response.ts';
import type { Dataset } from '../model/Dataset.ts';
import { OBJECT_ID } from '../model/identifiers.ts';
import { isVisible, mayEdit, theUser } from '../rules/access.ts';
import { badInput } from '../rules/body.ts';
import { datasetDocument } from './documents.ts';
import { pageOf } from './page.ts';

/** The list of datasets: filters, order, page. Nothing here finds a dataset by its extras: udata cannot. */
export function listDatasets(call: Call): JsonObject {
  const { query } = call;
  const organization = query.get('organization');
  if (organization !== null && !OBJECT_ID.test(organization))
    throw errorMessage(400, 'Organization arg must be an identifier');
  if (['private', 'archived', 'deleted'].some((flag) => query.has(flag))) theUser(call);
  const dataservice = query.get('dataservice');
  const served = dataservice === null ? undefined : (call.state.dataservices.get(dataservice)?.datasets ?? []);
  const found = [...call.state.datasets.values()]
    .filter((dataset) => isListed(call, dataset))
    .filter(({ id }) => served === undefined || served.includes(id))
    .filter((dataset) =>
      Object.entries(FILTERS).every(([name, keeps]) => query.getAll(name).every((value) => keeps(dataset, value))),
    )
    .sort(orderOf(query.get('sort')));
  return pageOf(call, found, (dataset) => datasetDocument(dataset, call));
}

/** Members are shown what they hide. */
export const isListed = ({ state, user }: Call, dataset: Dataset): boolean =>
  isVisible(state, user, dataset) && (dataset.archived === null || mayEdit(state, user, dataset));

const flag = (held: boolean, value: string) => held === ['true', '1', ''].includes(value.toLowerCase());

const FILTERS: Record<string, (dataset: Dataset, value: string) => boolean> = {
  q: ({ title, description }, value) => `${title} ${description}`.toLowerCase().includes(value.toLowerCase()),
  organization: (dataset, value) => dataset.organization === value,
  owner: (dataset, value) => dataset.owner === value,
  tag: ({ tags }, value) => tags.includes(value),
  license: (dataset, value) => dataset.license === value,
  access_type: (dataset, value) => dataset.access_type === value,
  badge: ({ badges }, value) => badges.includes(value),
  geozone: ({ spatial }, value) => spatial?.zones.includes(value) ?? false,
  granularity: ({ spatial }, value) => spatial?.granularity === value,
  format: ({ resources }, value) => resources.some(({ format }) => format === value),
  schema: ({ resources }, value) => resources.some(({ schema }) => schema?.name === value),
  schema_version: ({ resources }, value) => resources.some(({ schema }) => schema?.version === value),
  featured: ({ featured }, value) => flag(featured, value),
  private: (dataset, value) => flag(dataset.private, value),
  archived: ({ archived }, value) => flag(archived !== null, value),
  deleted: ({ deleted }, value) => flag(deleted !== null, value),
};

function orderOf(sort: string | null): (a: Dataset, b: Dataset) => number {
  const [, sign = '', name = ''] = /^(-?)(.*)$/.exec(sort ?? '-created') ?? [];
  const key = KEYS[name];
  if (key === undefined) throw badInput({ sort: `${sort} is not a valid choice` });
  const direction = sign === '-' ? -1 : 1;
  return (a, b) => direction * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id < b.id ? -1 : 1);
}

const metric = (name: string) => (dataset: Dataset) => `${dataset.metrics[name] ?? 0}`.padStart(12, '0');

const KEYS: Record<string, (dataset: Dataset) => string> = {
  title: ({ title }) => title,
  created: ({ created_at_internal }) => created_at_internal,
  last_update: ({ last_update }) => last_update,
  reuses: metric('reuses'),
  followers: metric('followers'),
  views: metric('views'),
};
