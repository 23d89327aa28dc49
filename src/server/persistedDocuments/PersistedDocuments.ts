import { fail } from '../../errors/errors.ts';
import { TEXT_INVALID } from '../../sql/sqlErrors.ts';
import { isStorableText } from '../../values/text.ts';
import { RateLimit, type RatePolicy } from '../limits/RateLimit.ts';
import { BAD_REQUEST, DOCUMENT_HASH_MISMATCH, DOCUMENT_NOT_FOUND, DOCUMENT_NOT_TRUSTED } from '../serverErrors.ts';
import { type DocumentId, sha256Of } from './documentId.ts';
import { hasData } from './hasData.ts';
import type { RegisteredDocuments } from './RegisteredDocuments.ts';

interface ResolvedDocument {
  readonly query: string;
  /** The SHA-256 of the text. */
  readonly hash: string;
  /** Whether the client sent a hash that is not registered yet. */
  readonly isNew: boolean;
}

interface PersistedDocumentsOptions {
  readonly store: RegisteredDocuments;
  /** Texts by their SHA-256. They are never evicted. */
  readonly trusted: ReadonlyMap<string, string>;
  readonly trustedOnly: boolean;
}

/** The documents that one client, and all clients of a process together, may register. Further documents are executed, not stored. */
const OF_ONE_CLIENT: RatePolicy = { name: 'client-documents', unit: 'documents', points: 60, windowSeconds: 60 };
const OF_ALL_CLIENTS: RatePolicy = { name: 'documents', unit: 'documents', points: 300, windowSeconds: 60 };

/** Whether a document is registered after a request. */
export interface Registration {
  readonly isStored: boolean;
  /** Seconds until the client can register the document; null if it is stored, or if its response has no data. */
  readonly retryAfter: number | null;
}

/** The persisted documents: registered by clients, or trusted by the operator. */
export class PersistedDocuments {
  readonly #store: RegisteredDocuments;
  readonly #trusted: ReadonlyMap<string, string>;
  readonly #ofOneClient = new RateLimit(OF_ONE_CLIENT);
  readonly #ofAllClients = new RateLimit(OF_ALL_CLIENTS);
  readonly #trustedOnly: boolean;

  constructor({ store, trusted, trustedOnly }: PersistedDocumentsOptions) {
    this.#store = store;
    this.#trusted = trusted;
    this.#trustedOnly = trustedOnly;
  }

  /**
   * Finds the document of a request by its text, its hash or both. A new document can be registered if both are given.
   * Returns null for an unknown hash of an Apollo client, which then sends the text. Throws for any other unknown hash, and
   * if the hash is not that of the text.
   */
  async resolve(query: string | undefined, id: DocumentId | null): Promise<ResolvedDocument | null> {
    // Some clients send an empty text with the hash.
    if (!query) {
      if (!id)
        return fail(BAD_REQUEST, {
          problem: 'The request has no document. Send its text as query, or its identifier as documentId.',
        });
      const { sha256: hash } = id;
      const found = await this.#find(hash);
      if (found !== null) return { query: found, hash, isNew: false };
      return id.parameter === 'persistedQuery' && !this.#trustedOnly ? null : this.#rejectUnknown(hash);
    }
    const hash = sha256Of(query);
    if (id && id.sha256 !== hash) {
      return fail(DOCUMENT_HASH_MISMATCH, { given: `sha256:${id.sha256}`, computed: `sha256:${hash}` });
    }
    if (this.#trustedOnly && !this.#trusted.has(hash)) return this.#rejectUnknown(hash);
    if (!id || this.#trusted.has(hash)) return { query, hash, isNew: false };
    // PostgreSQL can't store such a text.
    if (!isStorableText(query)) return fail(TEXT_INVALID);
    return { query, hash, isNew: !(await this.#store.has(hash)) };
  }

  /**
   * Registers a new document after a response with data, so that invalid, forbidden or too expensive documents are never
   * stored. Beyond the limit of the client, then of all clients, the document is not stored, and the client must send the text again.
   * @param client the key of the client for rate limits.
   */
  async registerIfNew(
    { query, hash, isNew }: ResolvedDocument,
    result: Parameters<typeof hasData>[0],
    client: string,
  ): Promise<Registration> {
    if (!isNew) return STORED;
    if (!hasData(result)) return { isStored: false, retryAfter: null };
    const own = await this.#ofOneClient.charge(client, 1);
    // A client beyond its own limit does not use up that of the others.
    const quota = own.isExceeded ? own : await this.#ofAllClients.charge('all', 1);
    if (quota.isExceeded) return { isStored: false, retryAfter: quota.resetSeconds };
    await this.#store.add(hash, query);
    return STORED;
  }

  /** The text of a document. Throws DOCUMENT_NOT_FOUND or DOCUMENT_NOT_TRUSTED for an unknown hash. */
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

const STORED: Registration = { isStored: true, retryAfter: null };
