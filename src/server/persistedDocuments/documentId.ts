import { hash } from 'node:crypto';
import { fail } from '../../errors/errors.ts';
import { excerpt } from '../../values/text.ts';
import { BAD_REQUEST, DOCUMENT_ID_INVALID } from '../serverErrors.ts';

/** The identifier of a persisted document, and the request parameter that contained it. */
export interface DocumentId {
  readonly sha256: string;
  readonly parameter: 'documentId' | 'persistedQuery';
}

export function sha256Of(text: string): string {
  return hash('sha256', text);
}

/**
 * Parses the document identifier of a request: `documentId: "sha256:…"`, as in the draft of persisted documents, or
 * `extensions.persistedQuery` of Apollo clients. Null without an identifier. Throws for an invalid one.
 * @see https://github.com/graphql/graphql-over-http/pull/264
 */
export function parseDocumentId(documentId: unknown, extensions: unknown): DocumentId | null {
  const persisted = parsePersistedQuery(extensions);
  if (documentId == null) return persisted;
  const sha256 = parseSha256Id(documentId);
  if (persisted && persisted.sha256 !== sha256) {
    return fail(BAD_REQUEST, {
      problem: 'documentId and extensions.persistedQuery identify different documents. Send one of them.',
    });
  }
  return { sha256, parameter: 'documentId' };
}

export function parseSha256Id(id: unknown): string {
  const sha256 = typeof id === 'string' ? /^sha256:([0-9a-f]{64})$/.exec(id)?.[1] : undefined;
  return sha256 ?? fail(DOCUMENT_ID_INVALID, { id: excerpt(id, 80) });
}

function parsePersistedQuery(extensions: unknown): DocumentId | null {
  const given = property(extensions, 'persistedQuery');
  if (given == null) return null;
  if (property(given, 'version') !== 1) {
    return fail(BAD_REQUEST, { problem: 'extensions.persistedQuery must have version 1.' });
  }
  const hash = property(given, 'sha256Hash');
  if (typeof hash === 'string') return { sha256: parseSha256Id(`sha256:${hash}`), parameter: 'persistedQuery' };
  return fail(DOCUMENT_ID_INVALID, { id: 'extensions.persistedQuery.sha256Hash' });
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
