import type { PoolClient } from 'pg';
import type { RenamedTable } from '../../register/journal/trackedTables.ts';
import { REFERENCE } from '../sources/sourceDescriptions.ts';
import type { FoundRow, SluggedRow } from './matchRows.ts';

/** The rows of a source to import, after those that are the same as rows of another source were joined with them. */
interface Joining {
  rows: SluggedRow[];
  /** The number of rows that were joined or renamed. */
  joined: number;
}

/**
 * Joins rows of a source with the rows of another source that are the same (`sameAs`), although their slugs differ. The result does not
 * depend on the order of the imports: the row has the slug of the source that is not the reference register, and the other slug
 * becomes a former one. If the register has both rows, the references to one move to the other.
 */
export async function joinRows(
  client: PoolClient,
  kind: RenamedTable,
  source: { readonly id: number; readonly name: string },
  rows: readonly SluggedRow[],
): Promise<Joining> {
  const result: Joining = { rows: [], joined: 0 };
  for (const row of rows) {
    const other = row.sameAs && (await findRecord(client, kind, row.sameAs));
    if (!other) {
      result.rows.push(row);
      continue;
    }
    const own = await findRecord(client, kind, { source: source.name, sourceId: row.sourceId });
    const isReference = source.name === REFERENCE.name;
    const mine = own ?? (isReference ? null : await findBySlug(client, kind, row.slug));
    const [kept, folded] = isReference ? [other, mine] : [mine ?? other, mine && other];
    const slug = isReference ? other.slug : (mine?.slug ?? row.slug);
    if (folded && folded.id !== kept.id) {
      await fold(client, kind, folded, kept);
      result.joined += 1;
    } else if (kept.slug !== slug) {
      await client.query(`UPDATE ${kind} SET slug = $2, updated_at = now() WHERE id = $1`, [kept.id, slug]);
      await saveFormerSlug(client, kind, kept.slug, kept.id);
      result.joined += 1;
    } else if (!own && row.slug !== slug) {
      await saveFormerSlug(client, kind, row.slug, kept.id);
      result.joined += 1;
    }
    result.rows.push({ ...row, slug });
  }
  return result;
}

async function findRecord(
  client: PoolClient,
  kind: RenamedTable,
  { source, sourceId }: { source: string; sourceId: string },
): Promise<FoundRow | null> {
  const { rows } = await client.query<FoundRow>(
    `SELECT t.id, t.slug FROM source_record r JOIN import_source s ON s.id = r.source_id JOIN ${kind} t ON t.id = r.${kind}_id
     WHERE s.name = $1 AND r.source_key = $2`,
    [source, sourceId],
  );
  return rows[0] ?? null;
}

async function findBySlug(client: PoolClient, kind: RenamedTable, slug: string): Promise<FoundRow | null> {
  const { rows } = await client.query<FoundRow>(`SELECT id, slug FROM ${kind} WHERE slug = $1`, [slug]);
  return rows[0] ?? null;
}

/** Replaces a row by another one. What its sources gave so far says nothing of the other one, so their next values are not taken for edits. */
async function fold(client: PoolClient, kind: RenamedTable, { id, slug }: FoundRow, kept: FoundRow): Promise<void> {
  await client.query(`UPDATE source_record SET imported = '{}' WHERE ${kind}_id = $1`, [id]);
  await client.query('SELECT move_references($1, $2, $3)', [kind, id, kept.id]);
  await client.query(`DELETE FROM ${kind} WHERE id = $1`, [id]);
  await client.query(`UPDATE ${kind} SET updated_at = now() WHERE id = $1`, [kept.id]);
  await saveFormerSlug(client, kind, slug, kept.id);
}

/** Stores a former slug, unless it is the slug of a row. */
async function saveFormerSlug(client: PoolClient, kind: RenamedTable, slug: string, id: number): Promise<void> {
  await client.query(
    `INSERT INTO ${kind}_former_slug (slug, ${kind}_id) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM ${kind} WHERE slug = $1)
     ON CONFLICT (slug) DO UPDATE SET ${kind}_id = EXCLUDED.${kind}_id`,
    [slug, id],
  );
}
