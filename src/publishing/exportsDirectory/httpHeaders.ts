/** Cache-Control of a release, which does not change, and of `latest` and the index, which do. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';
export const SHORT_LIVED = 'public, max-age=60';

export function contentType(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  return CONTENT_TYPES[extension] ?? 'text/plain; charset=utf-8';
}

/** Each text has a charset: without it, harvesters read Turtle as Latin-1. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  ttl: 'text/turtle; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  sqlite: 'application/vnd.sqlite3',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};
