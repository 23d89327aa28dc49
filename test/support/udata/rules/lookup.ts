import { type Call, notFound } from '../http/call.ts';
import { ErrorResponse, errorMessage, redirect } from '../http/response.ts';
import type { Dataset } from '../model/Dataset.ts';
import { OBJECT_ID } from '../model/identifiers.ts';
import type { Resource } from '../model/Resource.ts';
import { slugify } from '../model/slug.ts';

/** `{dataset}` of a path: an id, a slug; a slug of old, or written otherwise, is sent to the right one. */
export function convertDataset(call: Call, named: string): Dataset {
  const { state } = call;
  const exact = OBJECT_ID.test(named) ? state.datasets.get(named) : state.bySlug(named);
  if (exact !== undefined) return exact;
  const slug = slugify(named);
  const meant = state.bySlug(slug) ?? state.datasets.get(state.slugHistory.get(slug) ?? '');
  if (meant === undefined) throw notFound(call.path);
  throw new ErrorResponse(redirect(308, call.path.replace(`/${encodeURIComponent(named)}/`, `/${meant.slug}/`)));
}

export function convertOrganization(call: Call, named: string) {
  const { organizations } = call.state;
  const found = organizations.get(named) ?? [...organizations.values()].find(({ slug }) => slug === named);
  if (found === undefined) throw notFound(call.path);
  return found;
}

export function resourceIn(dataset: Dataset, id: string | undefined): Resource {
  const found = dataset.resources.find((resource) => resource.id === id);
  if (found === undefined) throw errorMessage(404, 'Resource does not exist');
  return found;
}

/** By its id alone, whatever its dataset. */
export function findResource(call: Call, id: string | undefined): { dataset: Dataset; resource: Resource } | null {
  for (const dataset of call.state.datasets.values()) {
    const resource = dataset.resources.find((held) => held.id === id);
    if (resource !== undefined) return { dataset, resource };
  }
  return null;
}
