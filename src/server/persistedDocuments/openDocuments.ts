import type { Pool } from 'pg';
import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import { DOCUMENTS_FILE_INVALID } from '../serverErrors.ts';
import { DocumentStore } from './DocumentStore.ts';
import { Documents } from './Documents.ts';
import { sha256Of } from './documentId.ts';
import { trustedDocuments } from './trustedDocuments.ts';

/** The persisted documents that the settings allow. With ALLOWED_DOCUMENTS=trusted, only those of a list, which must not be empty. */
export async function openDocuments(
  pool: Pool,
  { allowedDocuments, persistedDocumentsFile }: Pick<Settings, 'allowedDocuments' | 'persistedDocumentsFile'>,
  builtIn: readonly string[] = [],
): Promise<Documents> {
  const trustedOnly = allowedDocuments === 'trusted';
  const trusted =
    persistedDocumentsFile === null ? new Map<string, string>() : await trustedDocuments(persistedDocumentsFile);
  if (trustedOnly && trusted.size === 0) {
    const problem = 'it lists no document, and ALLOWED_DOCUMENTS=trusted allows only the documents of this list';
    return fail(DOCUMENTS_FILE_INVALID, {
      file: persistedDocumentsFile ?? 'PERSISTED_DOCUMENTS_FILE (not set)',
      problem,
    });
  }
  if (trustedOnly) return new Documents({ store: new DocumentStore(pool), trusted, trustedOnly });
  return allowAnyDocument(pool, new Map([...builtIn.map((text) => [sha256Of(text), text] as const), ...trusted]));
}

/** Allows any document. @param texts documents by their SHA-256 that need no registration. */
export function allowAnyDocument(pool: Pool, texts: ReadonlyMap<string, string> = new Map()): Documents {
  return new Documents({ store: new DocumentStore(pool), trusted: texts, trustedOnly: false });
}
