import type { JsonObject } from '../http/json.ts';

/** An API as udata stores it. */
export interface Dataservice {
  id: string;
  slug: string;
  organization: string | null;
  owner: string | null;
  created_at: string;
  metadata_modified_at: string;
  deleted_at: string | null;
  archived_at: string | null;
  datasets: string[];
  contact_points: string[];
  tags: string[];
  private: boolean;
  extras: JsonObject;
  /** The other fields that a publisher writes: texts, or null. */
  texts: Record<string, string | null>;
}

export const DATASERVICE_TEXTS = [
  ...['title', 'acronym', 'description', 'base_api_url', 'machine_documentation_url', 'technical_documentation_url'],
  ...['business_documentation_url', 'rate_limiting', 'format', 'license', 'access_type'],
];
export const DATASERVICE_FORMATS = ['REST', 'WMS', 'WSL'];
