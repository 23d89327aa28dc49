import type { Pool } from 'pg';
import { RecentDocuments } from './RecentDocuments.ts';

/** How much is kept of what clients register. */
export interface StoreBounds {
  /** Documents that were asked for by their hash: the least recently used go first. */
  readonly used: number;
  /** Documents that never were: the oldest go first, so that registering many only drives out others of these. */
  readonly unused: number;
  /** The bytes of the texts, of each of the two. */
  readonly bytes: number;
}

const BOUNDS: StoreBounds = { used: 9_000, unused: 1_000, bytes: 50_000_000 };
const CHARACTERS_IN_MEMORY = 4_000_000;
const HOUR = 3_600_000;

/** The documents that clients registered, in the table `document`, with the recent ones in memory before it. */
export class DocumentStore {
  readonly #pool: Pool;
  readonly #bounds: StoreBounds;
  readonly #recent = new RecentDocuments(CHARACTERS_IN_MEMORY);

  constructor(pool: Pool, bounds: StoreBounds = BOUNDS) {
    this.#pool = pool;
    this.#bounds = bounds;
  }

  /** The text of a document that was asked for by its hash, which counts as a use; null when none is registered. */
  async find(sha256: string): Promise<string | null> {
    const document = this.#recent.get(sha256) ?? (await this.#read(sha256));
    if (!document) return null;
    if (document.usedAt !== null && Date.now() - document.usedAt < HOUR) return document.text;
    // Who erased or drove it out meanwhile may have been another process.
    if (!(await this.#touch(sha256))) {
      this.#recent.delete(sha256);
      return null;
    }
    this.#recent.set(sha256, { text: document.text, usedAt: Date.now() });
    return document.text;
  }

  /** Whether a document is registered. It is no use of it. */
  async has(sha256: string): Promise<boolean> {
    return this.#recent.get(sha256) !== undefined || (await this.#read(sha256)) !== null;
  }

  /** Registers a document, and lets go of those beyond the bounds. */
  async add(sha256: string, text: string): Promise<void> {
    await this.#pool.query('INSERT INTO document (sha256, text) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      sha256,
      text,
    ]);
    const { used, unused, bytes } = this.#bounds;
    const { rows } = await this.#pool.query<{ sha256: string }>(BEYOND, [used, unused, bytes]);
    for (const gone of rows) this.#recent.delete(gone.sha256);
  }

  async #read(sha256: string): Promise<{ text: string; usedAt: number | null } | null> {
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

const BEYOND = `
  DELETE FROM document USING (
    SELECT sha256, last_used_at IS NULL AS unused, row_number() OVER recent AS place, sum(bytes) OVER recent AS total
    FROM document
    WINDOW recent AS (PARTITION BY last_used_at IS NULL ORDER BY coalesce(last_used_at, registered_at) DESC, sha256)
  ) ranked
  WHERE document.sha256 = ranked.sha256 AND (place > CASE WHEN unused THEN $2::int ELSE $1::int END OR total > $3::int)
  RETURNING document.sha256`;
