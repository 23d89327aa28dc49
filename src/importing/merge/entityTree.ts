import type { PoolClient } from 'pg';
import type { ChangedRow } from './MergedRow.ts';
import type { EditedValue } from './mergeRow.ts';
import type { SourcedClass } from './sourcedKinds.ts';

/** A row that got its former parent back. */
interface KeptParent {
  readonly row: ChangedRow['row'];
  readonly edited: EditedValue;
}

/**
 * Gives entities back the parent that they had before, where the parents of the source and the edits would together make an entity its
 * own ancestor. `rows` are those that the import changed.
 */
export async function breakLoops(
  client: PoolClient,
  { fields }: SourcedClass,
  rows: readonly ChangedRow[],
): Promise<KeptParent[]> {
  const field = fields.find(({ column }) => column === 'parent_id');
  const isMoved = ({ held, fields: merged }: ChangedRow) => held?.fields.parent_id !== merged.parent_id;
  const changed = new Map(rows.filter(isMoved).map((row) => [row.row.id, row]));
  const kept: KeptParent[] = [];
  while (field && changed.size > 0) {
    const looped = await ownAncestors(client, [...changed.keys()]);
    if (looped.length === 0) break;
    const former = looped.map((id) => changed.get(id)?.held?.fields.parent_id ?? null);
    await client.query(
      'UPDATE entity e SET parent_id = x.parent FROM unnest($1::int[], $2::int[]) AS x(id, parent) WHERE e.id = x.id',
      [looped, former],
    );
    looped.forEach((id, at) => {
      const merged = changed.get(id);
      changed.delete(id);
      if (!merged) return;
      kept.push({ row: merged.row, edited: { field, given: merged.fields.parent_id, held: former[at] } });
    });
  }
  return kept;
}

/** Which of these entities are their own ancestors. */
async function ownAncestors(client: PoolClient, ids: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `WITH RECURSIVE above AS (
       SELECT id, parent_id FROM entity WHERE id = ANY($1::int[])
       UNION SELECT above.id, entity.parent_id FROM above JOIN entity ON entity.id = above.parent_id
     ) SELECT id FROM above WHERE parent_id = id`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
