import { fail } from '../../errors/errors.ts';
import { TEXT_INVALID } from '../../sql/sqlErrors.ts';
import { isStorableText } from '../../values/text.ts';
import { RateLimit, type RatePolicy } from '../limits/RateLimit.ts';
import { BAD_REQUEST, DOCUMENT_HASH_MISMATCH, DOCUMENT_NOT_FOUND, DOCUMENT_NOT_TRUSTED } from '../serverErrors.ts';
import type { DocumentStore } from './DocumentStore.ts';
import { type DocumentId, sha256Of } from './documentId.ts';

interface ResolvedDocument {
  readonly query: string;
  readonly hash: string;
  readonly isNew: boolean;
}

interface DocumentsOptions {
  readonly store: DocumentStore;
  /** Texts by their SHA-256: never evicted. */
  readonly trusted: ReadonlyMap<string, string>;
  readonly trustedOnly: boolean;
}

/** How many documents all clients of a process may register; further documents are executed and not stored. */
const REGISTRATIONS: RatePolicy = { name: 'documents', unit: 'documents', points: 300, windowSeconds: 60 };

/** Persisted documents: finds documents by their hash, and registers those that come with it. */
export class Documents {
  readonly #store: DocumentStore;
  readonly #trusted: ReadonlyMap<string, string>;
  readonly #registrations = new RateLimit(REGISTRATIONS);
  readonly #trustedOnly: boolean;

  constructor({ store, trusted, trustedOnly }: DocumentsOptions) {
    this.#store = store;
    this.#trusted = trusted;
    this.#trustedOnly = trustedOnly;
  }

  /**
   * The document of a request, from its text, its hash or both: with both, it is to be registered. Null when the hash of
   * an Apollo client is unknown, which then sends the text. Rejects any other unknown hash, and one of another text.
   */
  async resolve(query: string | undefined, id: DocumentId | null): Promise<ResolvedDocument | null> {
    // Some clients send an empty text beside the hash.
    if (!query) {
      if (!id) return fail(BAD_REQUEST, { problem: 'the request has no document: send query, or its documentId.' });
      const { sha256: hash } = id;
      const found = await this.#find(hash);
      if (found !== null) return { query: found, hash, isNew: false };
      return id.form === 'persistedQuery' && !this.#trustedOnly ? null : this.#rejectUnknown(hash);
    }
    const hash = sha256Of(query);
    if (id && id.sha256 !== hash) {
      return fail(DOCUMENT_HASH_MISMATCH, { given: `sha256:${id.sha256}`, computed: `sha256:${hash}` });
    }
    if (this.#trustedOnly && !this.#trusted.has(hash)) return this.#rejectUnknown(hash);
    if (!id || this.#trusted.has(hash)) return { query, hash, isNew: false };
    // PostgreSQL could not store the text that was hashed.
    if (!isStorableText(query)) return fail(TEXT_INVALID);
    return { query, hash, isNew: !(await this.#store.has(hash)) };
  }

  /**
   * Registers a new document after a response with data: an invalid, forbidden or too costly one is never stored. Nor is
   * one beyond the registrations of a minute: its client sends it again.
   */
  async registerIfNew({ query, hash, isNew }: ResolvedDocument, result: { readonly data?: unknown }): Promise<void> {
    if (!isNew || result.data == null) return;
    if (!(await this.#registrations.charge('all', 1)).isExceeded) await this.#store.add(hash, query);
  }

  /** The text of a document; rejects an unknown hash. */
  async textOf(sha256: string): Promise<string> {
    return (await this.#find(sha256)) ?? this.#rejectUnknown(sha256);
  }

  async #find(sha256: string): Promise<string | null> {
    return this.#trusted.get(sha256) ?? (this.#trustedOnly ? null : this.#store.find(sha256));
  }

  #rejectUnknown(sha256: string): never {
    const id = `sha256:${sha256}`;
    return this.#trustedOnly ? fail(DOCUMENT_NOT_TRUSTED, { id }) : fail(DOCUMENT_NOT_FOUND, { id });
  }
}
