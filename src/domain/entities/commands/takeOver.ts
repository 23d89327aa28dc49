import type { Writer } from '../../../register/writer.ts';
import { sql, value } from '../../../sql/sql.ts';

/** Gives the open children, services and missions of entities that were closed to the one that took over from them. */
export async function takeOver(writer: Writer, from: readonly number[], heir: number): Promise<void> {
  await leave(writer, from, heir);
  const now = new Date();
  await writer.rows(
    sql`UPDATE entity SET parent_id = ${value(heir)}::int, updated_at = ${value(now)}
      WHERE parent_id = ANY(${value(from)}::int[]) AND closed_on IS NULL AND id <> ${value(heir)}::int`,
  );
  await writer.rows(
    sql`UPDATE service SET operator_id = ${value(heir)}::int, updated_at = ${value(now)}
      WHERE operator_id = ANY(${value(from)}::int[]) AND status <> 'CLOSED'`,
  );
  await writer.rows(
    sql`UPDATE mission SET entity_id = ${value(heir)}::int, updated_at = ${value(now)}
      WHERE entity_id = ANY(${value(from)}::int[]) AND closed_on IS NULL`,
  );
}

/**
 * An heir that was below those it takes over from goes where the highest of them is: what it takes over would
 * otherwise lead back to it.
 */
async function leave(writer: Writer, from: readonly number[], heir: number): Promise<void> {
  const highest = await writer.row<{ parent_id: number | null }>(
    sql`WITH RECURSIVE above AS (
        SELECT parent_id AS id, 1 AS distance FROM entity WHERE id = ${value(heir)}::int
        UNION ALL SELECT entity.parent_id, distance + 1 FROM above JOIN entity ON entity.id = above.id
      )
      SELECT entity.parent_id FROM above JOIN entity ON entity.id = above.id
      WHERE above.id = ANY(${value(from)}::int[]) ORDER BY distance DESC LIMIT 1`,
  );
  if (highest) await writer.update('entity', heir, { parent_id: highest.parent_id });
}
