import { fail } from '../../errors/errors.ts';
import { TEXT_INVALID } from '../../sql/sqlErrors.ts';
import { isStorable } from '../../values/text.ts';
import { type Policy, RateLimit } from '../limits/RateLimit.ts';
import {
  BAD_REQUEST,
  DOCUMENT_HASH_MISMATCH,
  DOCUMENT_NOT_FOUND,
  DOCUMENT_NOT_TRUSTED,
  PERSISTED_QUERY_NOT_FOUND,
} from '../serverErrors.ts';
import type { DocumentStore } from './DocumentStore.ts';
import { idGiven, sha256Of } from './documentId.ts';

/** What of the parameters of a request says which document it asks for. */
export interface DocumentParameters {
  readonly query?: string | null;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** The document that a request asks for. */
export interface AskedDocument {
  readonly text: string;
  /** The hash to register it under once it was answered; null when it is not to be. */
  readonly registers: string | null;
}

export interface DocumentsOptions {
  readonly store: DocumentStore;
  /** Texts by their SHA-256: never let go. */
  readonly trusted: ReadonlyMap<string, string>;
  /** Whether nothing but these is answered. */
  readonly trustedOnly: boolean;
}

/** How many documents all clients of a process may register; further documents are executed and not stored. */
const REGISTRATIONS: Policy = { name: 'documents', what: 'documents', points: 300, window: 60 };

/** Finds the documents that requests ask for by their hash, and registers those that come with it. */
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
   * The document that a request asks for: its text, its hash, or both. With both, it is one to register.
   * Refuses a hash that is unknown, or not that of the text.
   */
  async asked({ query, documentId, extensions }: DocumentParameters): Promise<AskedDocument> {
    const id = idGiven(documentId, extensions);
    // Some clients send an empty text beside the hash.
    const text = query || null;
    if (text === null) {
      if (!id) return fail(BAD_REQUEST, { problem: 'the request has no document: send query, or its documentId.' });
      return { text: (await this.#find(id.sha256)) ?? this.#unknown(id.sha256, id.shape), registers: null };
    }
    const sha256 = id || this.#trustedOnly ? sha256Of(text) : null;
    if (id && id.sha256 !== sha256) {
      return fail(DOCUMENT_HASH_MISMATCH, { given: `sha256:${id.sha256}`, computed: `sha256:${sha256}` });
    }
    if (sha256 !== null && this.#trustedOnly && !this.#trusted.has(sha256)) return this.#unknown(sha256, 'documentId');
    if (!id || this.#trusted.has(id.sha256)) return { text, registers: null };
    // PostgreSQL could not hold it as it was hashed.
    if (!isStorable(text)) return fail(TEXT_INVALID);
    return { text, registers: (await this.#store.has(id.sha256)) ? null : id.sha256 };
  }

  /**
   * Registers a document that asked to be, once it was answered with data: one that is refused, not allowed or too
   * costly is never kept. A document beyond what is registered per minute is not kept either: its client sends it again.
   */
  async answered({ text, registers }: AskedDocument, result: { readonly data?: unknown }): Promise<void> {
    if (registers === null || result.data == null) return;
    if (!(await this.#registrations.take('all', 1)).spent) await this.#store.add(registers, text);
  }

  /** The text of the document of this hash; refuses one that is not known here. */
  async known(sha256: string): Promise<string> {
    return (await this.#find(sha256)) ?? this.#unknown(sha256, 'documentId');
  }

  async #find(sha256: string): Promise<string | null> {
    return this.#trusted.get(sha256) ?? (this.#trustedOnly ? null : this.#store.find(sha256));
  }

  #unknown(sha256: string, shape: 'documentId' | 'persistedQuery'): never {
    const id = `sha256:${sha256}`;
    if (this.#trustedOnly) return fail(DOCUMENT_NOT_TRUSTED, { id });
    return shape === 'persistedQuery' ? fail(PERSISTED_QUERY_NOT_FOUND) : fail(DOCUMENT_NOT_FOUND, { id });
  }
}
