import { queryRows } from '../harness/database.ts';
import type { ConsistencyChecker } from './ConsistencyChecker.ts';

/** The differences between the database and the responses that clients got. All but `unconfirmedCommitted` must be 0. */
export interface DatabaseCheck {
  /** Acknowledged writes that are missing, or have another version than their response. */
  readonly lost: number;
  /** Acknowledged writes that share their version with another. */
  readonly duplicateVersions: number;
  /** Versions without a row in the journal. */
  readonly missingVersions: number;
  /** Unconfirmed writes that are committed. */
  readonly unconfirmedCommitted: number;
  /** Committed writes that are neither acknowledged nor unconfirmed. */
  readonly unexpected: number;
}

/** Compares the rows, their history and the journal with the recorded writes. */
export async function checkDatabase(
  url: string,
  { acknowledged, unconfirmed }: ConsistencyChecker,
): Promise<DatabaseCheck> {
  const rows = await queryRows<{ slug: string; version: number }>(
    url,
    `SELECT e.slug, h.valid_from AS version FROM entity e JOIN history.entity h USING (id)
     JOIN journal j ON j.version = h.valid_from AND j.command = 'createEntity' AND j.actor = 'bench'
     WHERE e.slug LIKE 'replique-%'`,
  );
  const versions = new Map(rows.map(({ slug, version }) => [slug, version]));
  const missing = await queryRows(
    url,
    `SELECT v FROM register, generate_series((SELECT min(version) FROM journal), register.version) v
     WHERE NOT EXISTS (SELECT FROM journal WHERE journal.version = v)`,
  );
  const sent = new Set([...acknowledged.map(({ slug }) => slug), ...unconfirmed]);
  return {
    lost: acknowledged.filter(({ slug, version }) => versions.get(slug) !== version).length,
    duplicateVersions: acknowledged.length - new Set(acknowledged.map(({ version }) => version)).size,
    missingVersions: missing.length,
    unconfirmedCommitted: unconfirmed.filter((slug) => versions.has(slug)).length,
    unexpected: rows.filter(({ slug }) => !sent.has(slug)).length,
  };
}
