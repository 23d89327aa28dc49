import { createHash } from 'node:crypto';
import { errorMessage } from '../http/response.ts';
import type { State } from '../model/State.ts';
import { ARCHIVES, EXTENSIONS } from '../model/vocabularies.ts';

/** `csv`, `csv.gz`…: only archives chain; null without any dot. */
export function extensionOf(name: string): string | null {
  const parts = name.split('.').slice(1);
  let extension = parts.pop();
  if (extension === undefined) return null;
  let outermost = extension;
  while (ARCHIVES.includes(outermost)) {
    const inner = parts.pop();
    if (inner === undefined) break;
    extension = `${inner}.${extension}`;
    outermost = inner;
  }
  return extension;
}

/** Rejects a file by its extension; the declared media type is ignored. */
export function demandAllowed(state: State, name: string): string {
  const extension = extensionOf(name);
  if (extension === null || !EXTENSIONS.includes(extension.split('.').at(-1) ?? ''))
    throw errorMessage(
      400,
      `This file type is not allowed.The allowed file type list is available at ${state.url}/api/1/datasets/extensions/`,
    );
  return extension;
}

export const mimeOf = (extension: string): string => MIMES[extension] ?? 'application/octet-stream';

export const sha1 = (bytes: Buffer): string => createHash('sha1').update(bytes).digest('hex');

const MIMES: Record<string, string> = {
  csv: 'text/csv',
  'csv.gz': 'text/csv',
  json: 'application/json',
  geojson: 'application/geo+json',
  zip: 'application/zip',
};
