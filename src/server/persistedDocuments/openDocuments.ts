import type { Pool } from 'pg';
import type { Settings } from '../../config/settings.ts';
import { fail } from '../../errors/errors.ts';
import { DOCUMENTS_FILE_INVALID } from '../serverErrors.ts';
import { DocumentStore } from './DocumentStore.ts';
import { Documents } from './Documents.ts';
import { sha256Of } from './documentId.ts';
import { trustedDocuments } from './trustedDocuments.ts';

/**
 * The documents of an installation, by its settings. Those that are built in are known everywhere but where a list alone
 * is trusted: they are not in it. Refuses to trust a list alone when there is none.
 */
export async function openDocuments(
  pool: Pool,
  { documents, documentsFile }: Pick<Settings, 'documents' | 'documentsFile'>,
  builtIn: readonly string[] = [],
): Promise<Documents> {
  const trustedOnly = documents === 'trusted';
  const trusted = documentsFile === null ? new Map<string, string>() : await trustedDocuments(documentsFile);
  if (trustedOnly && trusted.size === 0) {
    const problem = 'it lists no document, and DOCUMENTS=trusted answers no other';
    return fail(DOCUMENTS_FILE_INVALID, { file: documentsFile ?? 'DOCUMENTS_FILE (not set)', problem });
  }
  if (trustedOnly) return new Documents({ store: new DocumentStore(pool), trusted, trustedOnly });
  return openToAll(pool, new Map([...builtIn.map((text) => [sha256Of(text), text] as const), ...trusted]));
}

/** Any document; those that are given, by their SHA-256, without being registered. */
export function openToAll(pool: Pool, known: ReadonlyMap<string, string> = new Map()): Documents {
  return new Documents({ store: new DocumentStore(pool), trusted: known, trustedOnly: false });
}
