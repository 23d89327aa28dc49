import type { Pool } from 'pg';
import { refuse } from '../../foundation/errors.ts';
import type { Settings } from '../../foundation/settings.ts';
import { DocumentStore } from './DocumentStore.ts';
import { Documents } from './Documents.ts';
import { trustedDocuments } from './trustedDocuments.ts';

/** The documents of an installation, by its settings. Refuses to trust a list alone when there is none. */
export async function openDocuments(
  pool: Pool,
  { documents, documentsFile }: Pick<Settings, 'documents' | 'documentsFile'>,
): Promise<Documents> {
  const trustedOnly = documents === 'trusted';
  const trusted = documentsFile === null ? new Map<string, string>() : await trustedDocuments(documentsFile);
  if (trustedOnly && trusted.size === 0) {
    const problem = 'it lists no document, and DOCUMENTS=trusted answers no other';
    return refuse('DOCUMENTS_FILE_INVALID', { file: documentsFile ?? 'DOCUMENTS_FILE (not set)', problem });
  }
  return new Documents({ store: new DocumentStore(pool), trusted, trustedOnly });
}

/** Any document, and none that is trusted. */
export function openToAll(pool: Pool): Documents {
  return new Documents({ store: new DocumentStore(pool), trusted: new Map(), trustedOnly: false });
}
