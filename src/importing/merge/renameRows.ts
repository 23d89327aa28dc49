import type { PoolClient } from 'pg';
import type { RenamedTable } from '../../register/journal/trackedTables.ts';
import { finding, type SourceFinding } from '../findings/findings.ts';
import { SUBJECTS } from './editFinding.ts';
import { type FoundRow, importedRows, type MatchedRow, type SluggedRow } from './matchRows.ts';

/** The rows of a source to import, after the renaming of those that the register has under a former id. */
export interface Renaming {
  readonly rows: readonly SluggedRow[];
  readonly findings: readonly SourceFinding[];
  /** The number of rows that were renamed. */
  readonly renamed: number;
}

/**
 * Renames the rows of the register to which a source gave a new id: the row that the source has under one of `formerIds`, or
 * under an id that is a former slug of it. The row keeps its key, its history and its source record; its slug becomes a former
 * slug. A row whose slug leads to another row of this import is left out, with a finding.
 */
export async function renameRows(
  client: PoolClient,
  kind: RenamedTable,
  source: { readonly id: number; readonly day: string },
  rows: readonly SluggedRow[],
): Promise<Renaming> {
  const held = await findHeld(client, kind, source.id, rows);
  const given = new Set(rows.map(({ sourceId }) => sourceId));
  const findings: SourceFinding[] = [];
  const report = (code: 'FORMER_ID_KEPT' | 'FORMER_ID_GIVEN', { sourceId }: SluggedRow, formerId: string) =>
    findings.push(finding(code, { subject: SUBJECTS[kind], sourceId }, 'redirect_from', formerId));
  const imported: SluggedRow[] = [];
  let count = 0;
  for (const row of rows) {
    const isNew = !held.records.has(row.sourceId) && !held.slugs.has(row.slug);
    const owner = isNew ? held.formerSlugs.get(row.slug) : undefined;
    const ownRecord = owner && [...held.records.values()].find(({ id, key }) => id === owner && !given.has(key));
    if (owner !== undefined && !ownRecord) {
      report('FORMER_ID_GIVEN', row, row.slug);
      continue;
    }
    imported.push(row);
    const former = (row.formerIds ?? []).flatMap((formerId) => held.records.get(formerId) ?? []);
    const renamed = isNew ? (ownRecord ?? former.find(({ key }) => !given.has(key))) : undefined;
    if (renamed) {
      await rename(client, kind, source, renamed, row);
      held.records.delete(renamed.key);
      count += 1;
    }
    for (const other of former)
      if (other !== renamed && other.slug !== row.slug) report('FORMER_ID_KEPT', row, other.key);
  }
  return { rows: imported, findings, renamed: count };
}

/** Stores the former ids that a source gives as former slugs, unless they lead elsewhere. Returns the number of new ones. */
export async function saveFormerSlugs(
  client: PoolClient,
  kind: RenamedTable,
  matched: readonly MatchedRow[],
): Promise<number> {
  const former = matched.flatMap(({ id, mapped }) =>
    (mapped.formerIds ?? []).map((formerId) => ({ id, slug: formerId.slice(kind.length + 1) })),
  );
  const inserted = await client.query(
    `INSERT INTO ${kind}_former_slug (slug, ${kind}_id)
     SELECT DISTINCT ON (x.slug) x.slug, x.id FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS x(slug, id, place)
     WHERE NOT EXISTS (SELECT FROM ${kind} t WHERE t.slug = x.slug) ORDER BY x.slug, x.place
     ON CONFLICT (slug) DO NOTHING`,
    [former.map(({ slug }) => slug), former.map(({ id }) => id)],
  );
  return inserted.rowCount ?? 0;
}

/** The former slugs of all rows of a kind, with the key of the row. */
export async function formerSlugsOf(client: PoolClient, kind: RenamedTable): Promise<{ slug: string; id: number }[]> {
  const { rows } = await client.query<{ slug: string; id: number }>(
    `SELECT slug, ${kind}_id AS id FROM ${kind}_former_slug`,
  );
  return rows;
}

interface HeldRecord extends FoundRow {
  readonly key: string;
}

/** The records of a source by id at the source, and the rows that have the given slugs now or had them before. */
async function findHeld(
  client: PoolClient,
  kind: RenamedTable,
  importSourceId: number,
  rows: readonly SluggedRow[],
): Promise<{ records: Map<string, HeldRecord>; slugs: Set<string>; formerSlugs: Map<string, number> }> {
  const imported = await importedRows(client, kind, importSourceId);
  const slugs = await client.query<{ slug: string; owner: number | null }>(
    `SELECT slug, NULL AS owner FROM ${kind} WHERE slug = ANY($1::text[])
     UNION ALL SELECT slug, ${kind}_id FROM ${kind}_former_slug WHERE slug = ANY($1::text[])`,
    [rows.map(({ slug }) => slug)],
  );
  return {
    records: new Map([...imported].map(([key, row]) => [key, { ...row, key }])),
    slugs: new Set(slugs.rows.filter(({ owner }) => owner === null).map(({ slug }) => slug)),
    formerSlugs: new Map(slugs.rows.flatMap(({ slug, owner }) => (owner === null ? [] : [[slug, owner]]))),
  };
}

async function rename(
  client: PoolClient,
  kind: RenamedTable,
  source: { readonly id: number; readonly day: string },
  { key, id, slug }: HeldRecord,
  row: SluggedRow,
): Promise<void> {
  await client.query('UPDATE source_record SET source_key = $3 WHERE source_id = $1 AND source_key = $2', [
    source.id,
    key,
    row.sourceId,
  ]);
  await client.query(`UPDATE ${kind} SET slug = $2, updated_at = now() WHERE id = $1`, [id, row.slug]);
  if (slug === row.slug) return;
  await client.query(`INSERT INTO ${kind}_former_slug (slug, ${kind}_id, replaced_on) VALUES ($1, $2, $3)`, [
    slug,
    id,
    source.day,
  ]);
}
