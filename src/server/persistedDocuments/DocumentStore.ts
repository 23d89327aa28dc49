import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';

interface StoreBounds {
  /** Documents that were requested by their hash: the least recently used are evicted first. */
  readonly used: number;
  /** Documents that never were: the oldest are evicted first, so that registering many evicts only others of these. */
  readonly unused: number;
  /** The bytes of the texts, of each of the two. */
  readonly bytes: number;
}

/** A document in memory, and when its use was last written to the database; null before it was. */
interface RecentDocument {
  readonly text: string;
  readonly usedAt: number | null;
}

const BOUNDS: StoreBounds = { used: 9_000, unused: 1_000, bytes: 50_000_000 };
const CHARACTERS_IN_MEMORY = 4_000_000;
const HOUR = 3_600_000;

/** The documents that clients registered: the table `document`, and the recent ones in memory. */
export class DocumentStore {
  readonly #pool: Pool;
  readonly #bounds: StoreBounds;
  readonly #recent = new LRUCache<string, RecentDocument>({
    maxSize: CHARACTERS_IN_MEMORY,
    sizeCalculation: ({ text }) => text.length + 200,
  });

  constructor(pool: Pool, bounds: StoreBounds = BOUNDS) {
    this.#pool = pool;
    this.#bounds = bounds;
  }

  /** The text of a document, and records that it was used; null when it is not registered. */
  async find(sha256: string): Promise<string | null> {
    const document = this.#recent.get(sha256) ?? (await this.#read(sha256));
    if (!document) return null;
    if (document.usedAt !== null && Date.now() - document.usedAt < HOUR) return document.text;
    // Another process may have erased or evicted it.
    if (!(await this.#touch(sha256))) {
      this.#recent.delete(sha256);
      return null;
    }
    this.#recent.set(sha256, { text: document.text, usedAt: Date.now() });
    return document.text;
  }

  /** Whether a document is registered. Does not count as a use. */
  async has(sha256: string): Promise<boolean> {
    return this.#recent.get(sha256) !== undefined || (await this.#read(sha256)) !== null;
  }

  /** Registers a document, and evicts those beyond the bounds. */
  async add(sha256: string, text: string): Promise<void> {
    await this.#pool.query('INSERT INTO document (sha256, text) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      sha256,
      text,
    ]);
    const { used, unused, bytes } = this.#bounds;
    const { rows } = await this.#pool.query<{ sha256: string }>(EVICTION, [used, unused, bytes]);
    for (const evicted of rows) this.#recent.delete(evicted.sha256);
  }

  async #read(sha256: string): Promise<RecentDocument | null> {
    const { rows } = await this.#pool.query<{ text: string; used: Date | null }>(
      'SELECT text, last_used_at AS used FROM document WHERE sha256 = $1',
      [sha256],
    );
    const [found] = rows;
    if (!found) return null;
    const document = { text: found.text, usedAt: found.used?.getTime() ?? null };
    this.#recent.set(sha256, document);
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
