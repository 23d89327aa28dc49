import type { Json } from '../http/json.ts';
import { errorMessage, json } from '../http/response.ts';
import type { Route } from '../http/routes.ts';
import {
  DATASET_BADGES,
  EXTENSIONS,
  FREQUENCIES,
  GRANULARITIES,
  LEVELS,
  LICENSES,
  ORGANIZATION_ROLES,
  REASON_CATEGORIES,
  RESOURCE_TYPES,
  ZONES,
} from '../model/vocabularies.ts';

const list = (path: string, body: Json): Route => ({
  method: 'GET',
  path: `/api/1/${path}`,
  handle: () => json(200, body),
});

const labelled = (ids: readonly string[]) => ids.map((id) => ({ id, label: id }));

/** The version of the platform, and the vocabularies that a publisher reads before it writes. */
export const PLATFORM_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/api/1/site/',
    handle: () =>
      json(200, { feed_size: 20, id: 'default', keywords: [], metrics: {}, title: 'fake', version: '17.6.0' }),
  },
  list(
    'datasets/licenses/',
    Object.entries(LICENSES).map(([id, license]) => ({ id, flags: [], maintainer: null, ...license })),
  ),
  list('datasets/frequencies/', labelled(Object.keys(FREQUENCIES))),
  list('datasets/resource_types/', labelled(RESOURCE_TYPES)),
  list('datasets/extensions/', EXTENSIONS),
  list('datasets/badges/', Object.fromEntries(DATASET_BADGES.map((kind) => [kind, kind]))),
  {
    method: 'GET',
    path: '/api/1/datasets/schemas/',
    handle: ({ state }) => {
      if (state.schemasDown) throw errorMessage(503, 'No schemas in cache and endpoint unavailable');
      return json(
        200,
        state.schemas.map(({ versions, ...schema }) => ({ ...schema, versions: versions.map((v) => ({ ...v })) })),
      );
    },
  },
  list('spatial/granularities/', labelled(GRANULARITIES)),
  list('spatial/levels/', labelled(LEVELS)),
  {
    method: 'GET',
    path: '/api/1/spatial/zones/suggest/',
    handle: ({ query }) =>
      json(
        200,
        ZONES.filter((id) => id.includes((query.get('q') ?? '').toLowerCase())).map((id) => ({ id, name: id })),
      ),
  },
  list('organizations/roles/', labelled(ORGANIZATION_ROLES)),
  list(
    'access_type/reason_categories/',
    REASON_CATEGORIES.map((value) => ({ value, label: value })),
  ),
];
