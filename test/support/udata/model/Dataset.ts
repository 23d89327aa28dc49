import type { JsonObject } from '../http/json.ts';
import type { Resource } from './Resource.ts';

/** A dataset as udata stores it. The names are udata's own, so that a form, a document and an answer read alike. */
export interface Dataset {
  id: string;
  slug: string;
  title: string;
  acronym: string | null;
  description: string;
  description_short: string | null;
  created_at_internal: string;
  last_modified_internal: string;
  last_update: string;
  deleted: string | null;
  archived: string | null;
  featured: boolean;
  private: boolean;
  tags: string[];
  badges: string[];
  resources: Resource[];
  frequency: string;
  frequency_date: string | null;
  extras: JsonObject;
  harvest: JsonObject | null;
  metrics: JsonObject;
  organization: string | null;
  owner: string | null;
  temporal_coverage: { start: string; end: string | null } | null;
  spatial: { geom: JsonObject | null; granularity: string; zones: string[] } | null;
  /** null: none was given, or the one given was dropped; the answer shows « notspecified » all the same. */
  license: string | null;
  access_type: string;
  access_audiences: JsonObject[];
  authorization_request_url: string | null;
  access_type_reason_category: string | null;
  access_type_reason: string | null;
  contact_points: string[];
  /** The partial editors who may edit it. */
  assigned: string[];
}

export function newDataset(id: string, now: string): Dataset {
  return {
    id,
    slug: '',
    title: '',
    acronym: null,
    description: '',
    description_short: null,
    created_at_internal: now,
    last_modified_internal: now,
    last_update: now,
    deleted: null,
    archived: null,
    featured: false,
    private: false,
    tags: [],
    badges: [],
    resources: [],
    frequency: 'unknown',
    frequency_date: null,
    extras: {},
    harvest: null,
    metrics: Object.fromEntries(METRICS.map((name) => [name, 0])),
    organization: null,
    owner: null,
    temporal_coverage: null,
    spatial: null,
    license: null,
    access_type: 'open',
    access_audiences: [],
    authorization_request_url: null,
    access_type_reason_category: null,
    access_type_reason: null,
    contact_points: [],
    assigned: [],
  };
}

/** A harvested date wins over the platform's own. */
export function lastModified(dataset: Dataset): string {
  const harvested = dataset.harvest?.modified_at;
  return typeof harvested === 'string' ? harvested : dataset.last_modified_internal;
}

const METRICS = [
  'dataservices',
  'discussions',
  'discussions_open',
  'followers',
  'followers_by_months',
  'resources_downloads',
  'reuses',
  'reuses_by_months',
  'views',
];
