import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { overRows } from '../../sql/rowWriter.ts';
import type { Sourced } from '../desired.ts';

/** The kinds of rows that carry a slug and a source record. The table has the same name. */
export type SourcedKind = 'entity' | 'theme' | 'mission' | 'startup' | 'service';

/** A row of a source matched with the register. */
export interface Matched<D> {
  desired: D;
  /** How the row is to be brought to what the source says. */
  action: 'create' | 'update' | 'keep';
  /** The row of the register; null until it is created. */
  id: number | null;
  /** The slug that the row has, or will have: a slug once given is never taken back. */
  slug: string;
  /** Whether another source knows the row too: then a value that this source lacks is left as it is. */
  shared: boolean;
  fingerprint: string;
}

/** The rows of a source beside those that the register holds of it. */
export interface Matching<D> {
  matched: Matched<D>[];
  /** The ids at the source of rows that the register holds and the source no longer gives, in order. */
  absent: string[];
}

/**
 * Finds each row of a source in the register: by its id at the source, else by its slug (a row that another source
 * brought, or that was made by hand), else it is new.
 */
export async function matchRows<D extends Sourced & { slug: string }>(
  client: PoolClient,
  kind: SourcedKind,
  sourceId: number,
  rows: readonly D[],
): Promise<Matching<D>> {
  const known = await recordsOf(client, kind, sourceId);
  const bySlug = await rowsBySlug(
    client,
    kind,
    sourceId,
    rows.map(({ slug }) => slug),
  );
  const taken = new Set([...known.values()].map(({ slug }) => slug));
  const given = new Set(rows.map((row) => row.sourceId));
  const absent = [...known.keys()].filter((key) => !given.has(key)).sort();
  const matched = rows.map((desired): Matched<D> => {
    const fingerprint = fingerprintOf(desired);
    const record = known.get(desired.sourceId);
    if (record) {
      const action = record.fingerprint === fingerprint ? 'keep' : 'update';
      return { desired, action, id: record.id, slug: record.slug, shared: record.shared, fingerprint };
    }
    const slug = freeSlug(desired.slug, taken);
    taken.add(slug);
    const adopted = bySlug.get(slug);
    if (adopted) return { desired, action: 'update', id: adopted.id, slug, shared: adopted.shared, fingerprint };
    return { desired, action: 'create', id: null, slug, shared: false, fingerprint };
  });
  return { matched, absent };
}

/** Keeps the records of the rows that were created or updated. */
export async function keepRecords<D extends Sourced>(
  client: PoolClient,
  kind: SourcedKind,
  sourceId: number,
  matched: readonly Matched<D>[],
): Promise<void> {
  const rows = matched
    .filter(({ action }) => action !== 'keep')
    .map(({ desired, fingerprint, id }) => ({ key: desired.sourceId, fingerprint, content: desired.record, id }));
  await overRows(
    client,
    { key: 'text', fingerprint: 'text', content: 'jsonb', id: 'integer' },
    rows,
    `INSERT INTO source_record (source_id, source_key, fingerprint, content, ${kind}_id)
     SELECT $2, x.key, x.fingerprint, x.content, x.id FROM {rows}
     ON CONFLICT (source_id, source_key)
     DO UPDATE SET fingerprint = EXCLUDED.fingerprint, content = EXCLUDED.content, ${kind}_id = EXCLUDED.${kind}_id`,
    sourceId,
  );
}

interface KnownRow {
  id: number;
  slug: string;
  fingerprint: string;
  shared: boolean;
}

async function recordsOf(client: PoolClient, kind: SourcedKind, sourceId: number): Promise<Map<string, KnownRow>> {
  const { rows } = await client.query<KnownRow & { key: string }>(
    `SELECT r.source_key AS key, r.fingerprint, t.id, t.slug,
       EXISTS (SELECT FROM source_record o WHERE o.${kind}_id = t.id AND o.source_id <> $1) AS shared
     FROM source_record r JOIN ${kind} t ON t.id = r.${kind}_id WHERE r.source_id = $1`,
    [sourceId],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

async function rowsBySlug(client: PoolClient, kind: SourcedKind, sourceId: number, slugs: string[]) {
  const { rows } = await client.query<{ id: number; slug: string; shared: boolean }>(
    `SELECT t.id, t.slug, EXISTS (SELECT FROM source_record o WHERE o.${kind}_id = t.id AND o.source_id <> $2) AS shared
     FROM ${kind} t WHERE t.slug = ANY($1::text[])`,
    [slugs, sourceId],
  );
  return new Map(rows.map((row) => [row.slug, row]));
}

// Two rows of one source never share a row of the register.
function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}

// Everything that the source says of the row, so that what the mapping makes of it is compared too.
function fingerprintOf(desired: Sourced): string {
  return createHash('sha256').update(JSON.stringify(desired)).digest('base64url');
}
