import type { PoolClient } from 'pg';
import { groupBy } from '../../values/groupBy.ts';
import type { SourceRow } from '../mappedSource.ts';
import type { Rows } from '../storedRows.ts';
import type { SourcedKind } from './sourcedKinds.ts';

/** A row of a source that becomes a row of the register with this slug. Its other values stay in the list of its rows. */
export interface SluggedRow extends Omit<SourceRow, 'record'> {
  slug: string;
  identifiers?: readonly Identifier[];
  /** Its position in the list. */
  readonly position: number;
}

/** The values of the rows that match them with rows of the register. */
export function keysOfRows(rows: Rows<Omit<SluggedRow, 'position'>>): SluggedRow[] {
  const keys: SluggedRow[] = [];
  for (const { sourceId, slug, formerIds, sameAs, identifiers } of rows) {
    const optional = {
      ...(formerIds && { formerIds }),
      ...(sameAs && { sameAs }),
      ...(identifiers && { identifiers }),
    };
    keys.push({ sourceId, slug, ...optional, position: keys.length });
  }
  return keys;
}

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
  /** The rows whose id differs by case from that of an earlier import. */
  readonly respelled: readonly { sourceId: string; given: string }[];
}

/**
 * Matches rows with the register by their id at the source, then by slug, then by identifier. An id or a slug in another case matches if
 * only one row has it. Rows of one source match different rows.
 */
export async function matchRows(
  client: PoolClient,
  kind: SourcedKind,
  importSourceId: number,
  rows: readonly SluggedRow[],
): Promise<MatchResult> {
  const imported = await importedRows(client, kind, importSourceId);
  const known = withKnownIds(rows, imported);
  const unknown = known.rows.filter(({ sourceId }) => !imported.has(sourceId));
  const others = await otherRows(client, kind, importSourceId, unknown);
  const used = new Set([...imported.values()].map(({ slug }) => slug));
  const matched = known.rows.map((mapped) => {
    const row = imported.get(mapped.sourceId) ?? others(mapped).find(({ slug }) => !used.has(slug));
    const slug = row?.slug ?? unusedSlug(mapped.slug, used);
    used.add(slug);
    return { mapped, slug, id: row?.id ?? null };
  });
  const reserved = await reserveIds(client, kind, matched.filter(({ id }) => id === null).length);
  const given = new Set(known.rows.map((row) => row.sourceId));
  return {
    matched: matched.map((row) => ({ ...row, isNew: row.id === null, id: row.id ?? nextOf(reserved) })),
    absent: [...imported.keys()].filter((key) => !given.has(key)).sort(),
    respelled: known.respelled,
  };
}

/** A row of the register. */
export interface FoundRow {
  readonly id: number;
  readonly slug: string;
}

/** The rows that earlier imports of the source made, by their id at the source. */
export async function importedRows(
  client: PoolClient,
  kind: SourcedKind,
  importSourceId: number,
): Promise<ReadonlyMap<string, FoundRow>> {
  const { rows } = await client.query<FoundRow & { key: string }>(
    `SELECT t.id, t.slug, r.source_key AS key FROM source_record r JOIN ${kind} t ON t.id = r.${kind}_id WHERE r.source_id = $1`,
    [importSourceId],
  );
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** Rows whose id is not known get the known id that differs by case, if there is one and no other row has it. */
function withKnownIds(rows: readonly SluggedRow[], imported: ReadonlyMap<string, FoundRow>) {
  const given = new Set(rows.map(({ sourceId }) => sourceId));
  const free = groupBy(
    [...imported.keys()].filter((key) => !given.has(key)),
    (key) => key.toLowerCase(),
  );
  const respelled: { sourceId: string; given: string }[] = [];
  const withIds = rows.map((row) => {
    const [sourceId, ...further] = imported.has(row.sourceId) ? [] : (free.get(row.sourceId.toLowerCase()) ?? []);
    if (sourceId === undefined || further.length > 0) return row;
    free.delete(row.sourceId.toLowerCase());
    respelled.push({ sourceId, given: row.sourceId });
    return withIdentifier({ ...row, sourceId }, row.sourceId);
  });
  return { rows: withIds, respelled };
}

/** The id at the source is also an identifier of an entity. */
function withIdentifier(row: SluggedRow, given: string): SluggedRow {
  if (row.identifiers === undefined) return row;
  const idOf = (key: string) => key.slice(key.indexOf('/') + 1);
  const former = idOf(given);
  return {
    ...row,
    identifiers: row.identifiers.map((each) => (each.value === former ? { ...each, value: idOf(row.sourceId) } : each)),
  };
}

interface Identifier {
  scheme: string;
  value: string;
}

/**
 * Finds the rows of the register that a row of the source may be, although the source did not import them. They have its slug, its slug
 * in another case, or one of its identifiers.
 */
async function otherRows(
  client: PoolClient,
  kind: SourcedKind,
  importSourceId: number,
  rows: readonly SluggedRow[],
): Promise<(row: SluggedRow) => FoundRow[]> {
  const { rows: named } = await client.query<FoundRow>(
    `SELECT t.id, t.slug FROM ${kind} t WHERE lower(t.slug) = ANY($1::text[])`,
    [rows.map(({ slug }) => slug.toLowerCase())],
  );
  const identifiers = rows.flatMap((row) => row.identifiers ?? []);
  const { rows: identified } = await client.query<FoundRow & Identifier>(
    `SELECT t.id, t.slug, i.scheme, i.value FROM entity_identifier i JOIN entity t ON t.id = i.entity_id
     JOIN unnest($1::text[], $2::text[]) AS g(scheme, value) ON g.scheme = i.scheme AND g.value = i.value
     WHERE NOT EXISTS (SELECT FROM source_record r WHERE r.entity_id = t.id AND r.source_id = $3)`,
    [identifiers.map(({ scheme }) => scheme), identifiers.map(({ value }) => value), importSourceId],
  );
  const bySlug = groupBy(named, ({ slug }) => slug);
  const byLowerCase = groupBy(named, ({ slug }) => slug.toLowerCase());
  const byIdentifier = groupBy(identified, keyOfIdentifier);
  return ({ slug, identifiers = [] }) => [
    ...(bySlug.get(slug) ?? []),
    ...onlyOne(byLowerCase.get(slug.toLowerCase())),
    ...onlyOne(identifiers.flatMap((identifier) => byIdentifier.get(keyOfIdentifier(identifier)) ?? [])),
  ];
}

function keyOfIdentifier({ scheme, value }: Identifier): string {
  return JSON.stringify([scheme, value]);
}

/** The row, if all are the same one. */
function onlyOne(rows: readonly FoundRow[] = []): FoundRow[] {
  const [first] = rows;
  return first !== undefined && rows.every(({ id }) => id === first.id) ? [first] : [];
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
