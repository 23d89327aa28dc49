import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';

/** The bounds of the table. Used and unused documents are evicted separately, so that new documents never evict a used one. */
interface EvictionBounds {
  /** The maximum number of documents that were requested by their hash. The least recently used are evicted first. */
  readonly used: number;
  /** The maximum number of documents that were never requested by their hash. The oldest are evicted first. */
  readonly unused: number;
  /** The maximum total size of the texts of each of the two, in bytes. */
  readonly bytes: number;
}

/** A document in memory. */
interface CachedDocument {
  readonly text: string;
  /** When the table last recorded a use of the document, in milliseconds since the epoch; null for an unused document. */
  readonly usedAt: number | null;
}

const BOUNDS: EvictionBounds = { used: 9_000, unused: 1_000, bytes: 50_000_000 };
const MAX_CACHED_CHARACTERS = 4_000_000;
const HOUR_MS = 3_600_000;

/** The documents that clients registered: the table `document`, with a cache in memory. */
export class RegisteredDocuments {
  readonly #pool: Pool;
  readonly #bounds: EvictionBounds;
  readonly #cached = new LRUCache<string, CachedDocument>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: ({ text }) => text.length + 200,
  });

  constructor(pool: Pool, bounds: EvictionBounds = BOUNDS) {
    this.#pool = pool;
    this.#bounds = bounds;
  }

  /** Returns the text of a document and records its use, at most once per hour. Null when it is not registered. */
  async find(sha256: string): Promise<string | null> {
    const document = this.#cached.get(sha256) ?? (await this.#read(sha256));
    if (!document) return null;
    if (document.usedAt !== null && Date.now() - document.usedAt < HOUR_MS) return document.text;
    // Another process may have erased or evicted the document.
    if (!(await this.#touch(sha256))) {
      this.#cached.delete(sha256);
      return null;
    }
    this.#cached.set(sha256, { text: document.text, usedAt: Date.now() });
    return document.text;
  }

  /** Whether a document is registered. Does not record a use. */
  async has(sha256: string): Promise<boolean> {
    return this.#cached.get(sha256) !== undefined || (await this.#read(sha256)) !== null;
  }

  /** Registers a document, and evicts documents that exceed the bounds. */
  async add(sha256: string, text: string): Promise<void> {
    await this.#pool.query('INSERT INTO document (sha256, text) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      sha256,
      text,
    ]);
    const { used, unused, bytes } = this.#bounds;
    const { rows } = await this.#pool.query<{ sha256: string }>(EVICTION, [used, unused, bytes]);
    for (const evicted of rows) this.#cached.delete(evicted.sha256);
  }

  async #read(sha256: string): Promise<CachedDocument | null> {
    const { rows } = await this.#pool.query<{ text: string; used: Date | null }>(
      'SELECT text, last_used_at AS used FROM document WHERE sha256 = $1',
      [sha256],
    );
    const [found] = rows;
    if (!found) return null;
    const document = { text: found.text, usedAt: found.used?.getTime() ?? null };
    this.#cached.set(sha256, document);
    return document;
  }

  async #touch(sha256: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query('UPDATE document SET last_used_at = now() WHERE sha256 = $1', [sha256]);
    return rowCount === 1;
  }
}

const EVICTION = `
  DELETE FROM document USING (
    SELECT sha256, last_used_at IS NULL AS unused, row_number() OVER recent AS place, sum(bytes) OVER recent AS total
    FROM document
    WINDOW recent AS (PARTITION BY last_used_at IS NULL ORDER BY coalesce(last_used_at, registered_at) DESC, sha256)
  ) ranked
  WHERE document.sha256 = ranked.sha256 AND (place > CASE WHEN unused THEN $2::int ELSE $1::int END OR total > $3::int)
  RETURNING document.sha256`;
