import { rowsOf } from '../harness/database.ts';
import type { Witness } from './Witness.ts';

/** What the database says of what its clients were told. */
export interface Kept {
  /** Acknowledged, and not there, or of another version than was told. */
  readonly lost: number;
  /** Acknowledged with a version that another was acknowledged with too. */
  readonly shared: number;
  /** Versions without a line in the journal. */
  readonly gaps: number;
  /** Of the writes in doubt, those that were made. */
  readonly madeInDoubt: number;
  /** Made, and neither acknowledged nor in doubt. */
  readonly unasked: number;
}

/** Compares the rows, their history and the journal with what the witness was told. */
export async function keptIn(url: string, { acknowledged, inDoubt }: Witness): Promise<Kept> {
  const rows = await rowsOf<{ slug: string; version: number }>(
    url,
    `SELECT e.slug, h.valid_from AS version FROM entity e JOIN history.entity h USING (id)
     JOIN journal j ON j.version = h.valid_from AND j.command = 'createEntity' AND j.actor = 'bench'
     WHERE e.slug LIKE 'replique-%'`,
  );
  const versions = new Map(rows.map(({ slug, version }) => [slug, version]));
  const missing = await rowsOf(
    url,
    `SELECT v FROM register, generate_series((SELECT min(version) FROM journal), register.version) v
     WHERE NOT EXISTS (SELECT FROM journal WHERE journal.version = v)`,
  );
  const asked = new Set([...acknowledged.map(({ slug }) => slug), ...inDoubt]);
  return {
    lost: acknowledged.filter(({ slug, version }) => versions.get(slug) !== version).length,
    shared: acknowledged.length - new Set(acknowledged.map(({ version }) => version)).size,
    gaps: missing.length,
    madeInDoubt: inDoubt.filter((slug) => versions.has(slug)).length,
    unasked: rows.filter(({ slug }) => !asked.has(slug)).length,
  };
}
