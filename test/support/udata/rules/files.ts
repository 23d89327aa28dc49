import { createHash } from 'node:crypto';
import { errorMessage } from '../http/response.ts';
import type { State } from '../model/State.ts';
import { ARCHIVES, EXTENSIONS } from '../model/vocabularies.ts';

/**
 * The extension of a file name, as Python's `os.path.splitext` sees it: a name that begins with its only dot has none. Extensions
 * chain only behind an archive, and only if they are allowed: `x.csv.gz` is `csv.gz`, `x.2022.zip` is `zip`.
 */
export function extensionOf(name: string): string | null {
  let extension: string | null = null;
  for (let [stem, last] = splitExtension(name); last !== null; [stem, last] = splitExtension(stem)) {
    if (extension !== null && !EXTENSIONS.includes(last)) break;
    extension = extension === null ? last : `${last}.${extension}`;
    if (!ARCHIVES.includes(last)) break;
  }
  return extension;
}

function splitExtension(name: string): [string, string | null] {
  const [, stem = name, extension = null] = /^(.*[^.].*)\.([^.]*)$/.exec(name) ?? [];
  return [stem, extension];
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

// The types that Python's `mimetypes` gives to the allowed extensions on the platform.
const MIMES: Record<string, string> = {
  csv: 'text/csv',
  'csv.gz': 'text/csv',
  json: 'application/json',
  geojson: 'application/geo+json',
  zip: 'application/zip',
  txt: 'text/plain',
  ttl: 'text/turtle',
  rdf: 'application/rdf+xml',
  xml: 'application/xml',
  pdf: 'application/pdf',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  odp: 'application/vnd.oasis.opendocument.presentation',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  sqlite: 'application/vnd.sqlite3',
};
