import type { Call } from '../http/call.ts';
import type { Json, JsonObject } from '../http/json.ts';
import { type Dataset, lastModified } from '../model/Dataset.ts';
import type { ContactPoint, Organization, User } from '../model/people.ts';
import { qualityOf } from '../model/quality.ts';
import { lastModifiedOf, type Resource } from '../model/Resource.ts';
import { mayEdit, organizationPermissions } from '../rules/access.ts';

type Reader = Pick<Call, 'state' | 'user'>;

/** A dataset as API v1 shows it to the user of the request. */
export function datasetDocument(dataset: Dataset, reader: Reader): JsonObject {
  const { state, user } = reader;
  const { id, title, acronym, slug, description, description_short, organization, owner } = dataset;
  const editable = mayEdit(state, user, dataset);
  return {
    id,
    title,
    acronym,
    slug,
    description,
    description_short,
    created_at: dataset.created_at_internal,
    last_modified: lastModified(dataset),
    last_update: dataset.last_update,
    deleted: dataset.deleted,
    archived: dataset.archived,
    featured: dataset.featured,
    private: dataset.private,
    tags: dataset.tags,
    badges: dataset.badges.map((kind) => ({ kind })),
    resources: dataset.resources.map((resource) => resourceDocument(resource, reader)),
    frequency: dataset.frequency,
    frequency_date: dataset.frequency_date,
    extras: dataset.extras,
    harvest: dataset.harvest,
    metrics: dataset.metrics,
    organization: organizationReference(state.organizations.get(organization ?? ''), reader),
    owner: userReference(state.users.get(owner ?? ''), reader),
    temporal_coverage: dataset.temporal_coverage === null ? null : { ...dataset.temporal_coverage },
    spatial: dataset.spatial === null ? null : { ...dataset.spatial },
    license: dataset.license ?? 'notspecified',
    access_type: dataset.access_type,
    access_audiences: dataset.access_audiences,
    authorization_request_url: dataset.authorization_request_url,
    access_type_reason_category: dataset.access_type_reason_category,
    access_type_reason: dataset.access_type_reason,
    uri: `${state.url}/api/1/datasets/${slug}/`,
    page: `${state.url}/datasets/${slug}`,
    quality: qualityOf(dataset, state.clock.time()),
    schema: null,
    internal: internal(dataset),
    contact_points: dataset.contact_points
      .map((point) => state.contactPoints.get(point))
      .flatMap((point) => (point === undefined ? [] : [contactPointDocument(point, reader)])),
    permissions: { delete: editable, edit: editable, edit_resources: editable },
  };
}

export function resourceDocument(resource: Resource, { state }: Reader): JsonObject {
  const { id, title, description, filetype, type, format, url, checksum, filesize, mime, schema } = resource;
  return {
    id,
    title,
    description,
    filetype,
    type,
    format,
    url,
    latest: `${state.url}/api/1/datasets/r/${id}`,
    checksum: checksum === null ? null : { ...checksum },
    filesize,
    mime,
    created_at: resource.created_at_internal,
    last_modified: lastModifiedOf(resource),
    metrics: {},
    harvest: resource.harvest,
    extras: resource.extras,
    preview_url: resource.preview_url,
    schema: schema === null ? null : { name: schema.name, version: schema.version, url: schema.url },
    internal: internal(resource),
  };
}

export function organizationReference(organization: Organization | undefined, { state, user }: Reader): Json {
  if (organization === undefined) return null;
  const { id, name, acronym, slug, badges } = organization;
  return {
    id,
    class: 'Organization',
    name,
    acronym,
    slug,
    uri: `${state.url}/api/1/organizations/${slug}/`,
    page: `${state.url}/organizations/${slug}`,
    logo: null,
    logo_thumbnail: null,
    badges: badges.map((kind) => ({ kind })),
    permissions: organizationPermissions(user, organization),
  };
}

export function userReference(user: User | undefined, { state }: Reader): Json {
  if (user === undefined) return null;
  const { id, first_name, last_name, slug } = user;
  return {
    id,
    class: 'User',
    first_name,
    last_name,
    slug,
    uri: `${state.url}/api/1/users/${slug}/`,
    page: `${state.url}/users/${slug}`,
    avatar: null,
    avatar_thumbnail: null,
  };
}

export function contactPointDocument(point: ContactPoint, reader: Reader): JsonObject {
  const { id, name, email, contact_form, role, organization, owner } = point;
  return {
    id,
    name,
    email,
    contact_form,
    role,
    organization: organizationReference(reader.state.organizations.get(organization ?? ''), reader),
    owner: userReference(reader.state.users.get(owner ?? ''), reader),
  };
}

const internal = (dated: { created_at_internal: string; last_modified_internal: string }): JsonObject => ({
  created_at_internal: dated.created_at_internal,
  last_modified_internal: dated.last_modified_internal,
});
