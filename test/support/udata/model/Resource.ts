import type { JsonObject } from '../http/json.ts';

/** A resource as udata stores it, inside its dataset, in its order. */
export interface Resource {
  id: string;
  title: string;
  description: string | null;
  filetype: 'file' | 'remote';
  type: string;
  format: string | null;
  url: string;
  checksum: { type: string; value: string } | null;
  filesize: number | null;
  mime: string | null;
  created_at_internal: string;
  last_modified_internal: string;
  extras: JsonObject;
  harvest: JsonObject | null;
  preview_url: string | null;
  schema: { name: string | null; url: string | null; version: string | null } | null;
  /** Where the hosted file lies in the storage; null for what is elsewhere. */
  path: string | null;
}

export function newResource(id: string, now: string): Resource {
  return {
    id,
    title: '',
    description: null,
    filetype: 'remote',
    type: 'other',
    format: null,
    url: '',
    checksum: null,
    filesize: null,
    mime: null,
    created_at_internal: now,
    last_modified_internal: now,
    extras: {},
    harvest: null,
    preview_url: null,
    schema: null,
    path: null,
  };
}

/** The date that the crawler read from a remote file replaces the date of its metadata. */
export function lastModifiedOf(resource: Resource): string {
  const harvested = resource.harvest?.modified_at;
  if (typeof harvested === 'string') return harvested;
  const analysed = resource.extras['analysis:last-modified-at'];
  if (resource.filetype === 'remote' && typeof analysed === 'string') return analysed;
  return resource.last_modified_internal;
}
