import type { Pool } from 'pg';
import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import { DOCUMENTS_FILE_INVALID } from '../serverErrors.ts';
import { sha256Of } from './documentId.ts';
import { PersistedDocuments } from './PersistedDocuments.ts';
import { RegisteredDocuments } from './RegisteredDocuments.ts';
import { trustedDocuments } from './trustedDocuments.ts';

/**
 * Creates the persisted documents for the settings. With ALLOWED_DOCUMENTS=trusted, only the documents of PERSISTED_DOCUMENTS_FILE
 * are allowed, and the file must not be empty.
 * @param builtIn texts that need no registration.
 */
export async function openPersistedDocuments(
  pool: Pool,
  { allowedDocuments, persistedDocumentsFile }: Pick<Settings, 'allowedDocuments' | 'persistedDocumentsFile'>,
  builtIn: readonly string[] = [],
): Promise<PersistedDocuments> {
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
  if (trustedOnly) return new PersistedDocuments({ store: new RegisteredDocuments(pool), trusted, trustedOnly });
  return allowAnyDocument(pool, new Map([...builtIn.map((text) => [sha256Of(text), text] as const), ...trusted]));
}

/** Allows any document. @param texts by their SHA-256, the documents that need no registration. */
export function allowAnyDocument(pool: Pool, texts: ReadonlyMap<string, string> = new Map()): PersistedDocuments {
  return new PersistedDocuments({ store: new RegisteredDocuments(pool), trusted: texts, trustedOnly: false });
}
