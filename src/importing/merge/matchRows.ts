import type { PoolClient } from 'pg';
import type { SourceRow } from '../mappedSource.ts';
import type { SourcedKind } from './sourcedKinds.ts';

/** A row of a source that becomes a row of the register with this slug. */
export type SluggedRow = SourceRow & { slug: string };

/** A mapped row of a source, and the row of the register that it matches. */
export interface MatchedRow {
  readonly mapped: SluggedRow;
  readonly id: number;
  /** The slug in the register: a row keeps the slug that it was created with. */
  readonly slug: string;
  /** Whether the register has no such row yet: `id` is then reserved for it. */
  readonly isNew: boolean;
}

/** The matched rows of one kind. */
export interface MatchResult {
  readonly matched: readonly MatchedRow[];
  /** The ids at the source of rows that an earlier import had and that the source no longer has, in order. */
  readonly absent: readonly string[];
}

/** Matches rows with the register by their id at the source, then by slug. Rows of one source match different rows. */
export async function matchRows(
  client: PoolClient,
  kind: SourcedKind,
  importSourceId: number,
  rows: readonly SluggedRow[],
): Promise<MatchResult> {
  const found = await findRows(
    client,
    kind,
    importSourceId,
    rows.map(({ slug }) => slug),
  );
  const bySourceId = new Map(found.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])));
  const bySlug = new Map(found.map((row) => [row.slug, row]));
  const used = new Set([...bySourceId.values()].map(({ slug }) => slug));
  const matched = rows.map((mapped) => {
    const imported = bySourceId.get(mapped.sourceId);
    const slug = imported?.slug ?? unusedSlug(mapped.slug, used);
    used.add(slug);
    return { mapped, slug, id: (imported ?? bySlug.get(slug))?.id ?? null };
  });
  const reserved = await reserveIds(client, kind, matched.filter(({ id }) => id === null).length);
  const given = new Set(rows.map((row) => row.sourceId));
  return {
    matched: matched.map((row) => ({ ...row, isNew: row.id === null, id: row.id ?? nextOf(reserved) })),
    absent: [...bySourceId.keys()].filter((key) => !given.has(key)).sort(),
  };
}

interface FoundRow {
  id: number;
  slug: string;
  /** The id at the source; null for a row without a record of this source. */
  key: string | null;
}

async function findRows(
  client: PoolClient,
  kind: SourcedKind,
  importSourceId: number,
  slugs: string[],
): Promise<FoundRow[]> {
  const { rows } = await client.query<FoundRow>(
    `SELECT t.id, t.slug, r.source_key AS key
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

/** Reserves ids for new rows, so that rows can refer to rows that are inserted later. */
async function reserveIds(client: PoolClient, kind: SourcedKind, count: number): Promise<Iterator<number>> {
  const { rows } = await client.query<{ id: number }>(
    "SELECT nextval(pg_get_serial_sequence($1, 'id'))::int AS id FROM generate_series(1, $2::int)",
    [kind, count],
  );
  return rows.map(({ id }) => id).values();
}

function nextOf(ids: Iterator<number>): number {
  const { value, done } = ids.next();
  if (done) throw new Error('too few ids are reserved');
  return value;
}
