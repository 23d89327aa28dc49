import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { executeInBatches } from '../../sql/executeInBatches.ts';
import type { SourceRow } from '../mappedSource.ts';

/** The tables of rows that have a slug and a source record. */
export type SourcedKind = 'entity' | 'theme' | 'mission' | 'startup' | 'service';

/** A mapped row of a source, the row of the register that it matches, and the write that makes them equal. */
export interface MatchedRow<D> {
  mapped: D;
  action: 'create' | 'update' | 'none';
  /** Null until the row is created. */
  id: number | null;
  /** The slug in the register: a row keeps the slug that it was created with. */
  slug: string;
  /** Whether another source also has the row: a value that is missing in this source is then not overwritten. */
  shared: boolean;
  fingerprint: string;
}

/** The matched rows of one kind. */
export interface MatchResult<D> {
  kind: SourcedKind;
  matched: MatchedRow<D>[];
  /** The ids at the source of rows that an earlier import had and that the source no longer has, in order. */
  absent: string[];
}

/** Matches rows with the register by their id at the source, then by slug. Rows of one source match different rows. */
export async function matchRows<D extends SourceRow & { slug: string }>(
  client: PoolClient,
  kind: SourcedKind,
  importSourceId: number,
  rows: readonly D[],
): Promise<MatchResult<D>> {
  const found = await findRows(
    client,
    kind,
    importSourceId,
    rows.map(({ slug }) => slug),
  );
  const bySourceId = new Map(found.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])));
  const bySlug = new Map(found.map((row) => [row.slug, row]));
  const used = new Set([...bySourceId.values()].map(({ slug }) => slug));
  const matched = rows.map((mapped): MatchedRow<D> => {
    const fingerprint = fingerprintOf(mapped);
    const imported = bySourceId.get(mapped.sourceId);
    const slug = imported?.slug ?? unusedSlug(mapped.slug, used);
    used.add(slug);
    const row = imported ?? bySlug.get(slug);
    const write = row ? 'update' : 'create';
    const action = imported?.fingerprint === fingerprint ? 'none' : write;
    return { mapped, action, id: row?.id ?? null, slug, shared: row?.shared ?? false, fingerprint };
  });
  const given = new Set(rows.map((row) => row.sourceId));
  return { kind, matched, absent: [...bySourceId.keys()].filter((key) => !given.has(key)).sort() };
}

/** Saves the source records of the rows that were created or updated. */
export async function saveRecords(
  { kind, matched }: MatchResult<SourceRow>,
  client: PoolClient,
  importSourceId: number,
) {
  await executeInBatches(
    client,
    { key: 'text', fingerprint: 'text', content: 'jsonb', id: 'integer' },
    matched
      .filter(({ action }) => action !== 'none')
      .map(({ mapped, fingerprint, id }) => ({ key: mapped.sourceId, fingerprint, content: mapped.record, id })),
    `INSERT INTO source_record (source_id, source_key, fingerprint, content, ${kind}_id)
     SELECT $2, x.key, x.fingerprint, x.content, x.id FROM {rows}
     ON CONFLICT (source_id, source_key)
     DO UPDATE SET fingerprint = EXCLUDED.fingerprint, content = EXCLUDED.content, ${kind}_id = EXCLUDED.${kind}_id`,
    importSourceId,
  );
}

interface FoundRow {
  id: number;
  slug: string;
  /** The id at the source, and the fingerprint of its last import; null for a row without a record of this source. */
  key: string | null;
  fingerprint: string | null;
  shared: boolean;
}

async function findRows(
  client: PoolClient,
  kind: SourcedKind,
  importSourceId: number,
  slugs: string[],
): Promise<FoundRow[]> {
  const { rows } = await client.query<FoundRow>(
    `SELECT t.id, t.slug, r.source_key AS key, r.fingerprint,
       EXISTS (SELECT FROM source_record o WHERE o.${kind}_id = t.id AND o.source_id <> $1) AS shared
     FROM ${kind} t LEFT JOIN source_record r ON r.${kind}_id = t.id AND r.source_id = $1
     WHERE r.source_id IS NOT NULL OR t.slug = ANY($2::text[])`,
    [importSourceId, slugs],
  );
  return rows;
}

function unusedSlug(slug: string, used: ReadonlySet<string>): string {
  let unused = slug;
  for (let number = 2; used.has(unused); number += 1) unused = `${slug}-${number}`;
  return unused;
}

/** The hash of the mapped row, so that a change of the mapping also updates the row. */
function fingerprintOf(mapped: SourceRow): string {
  return createHash('sha256').update(JSON.stringify(mapped)).digest('base64url');
}
