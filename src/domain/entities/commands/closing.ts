import type { CommandContext } from '../../../register/commands/defineCommand.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';

/** The kinds of open records that depend on entities: `CHILDREN`, `SERVICES`, `MISSIONS`. */
export async function openDependents(writer: TableWriter, keys: readonly number[]): Promise<string[]> {
  const rows = await writer.rows<{ what: string }>(
    sql`SELECT what FROM (VALUES
        (1, 'CHILDREN', EXISTS (SELECT FROM entity WHERE parent_id = ANY(${value(keys)}::int[]) AND closed_on IS NULL)),
        (2, 'SERVICES', EXISTS (SELECT FROM service WHERE operator_id = ANY(${value(keys)}::int[]) AND status <> 'CLOSED')),
        (3, 'MISSIONS', EXISTS (SELECT FROM mission WHERE entity_id = ANY(${value(keys)}::int[]) AND closed_on IS NULL))
      ) AS v(position, what, held) WHERE held ORDER BY position`,
  );
  return rows.map(({ what }) => what);
}

/**
 * Adds an error if the last day is before the opening of one of the entities, a succession to it, or the closing of a record that
 * depends on it.
 */
export async function checkLastDay(
  { writer, errors }: CommandContext,
  on: string,
  keys: readonly number[],
): Promise<void> {
  const last = await writer.row<{ day: string; what: string }>(
    sql`SELECT day, what FROM (
        SELECT effective_on AS day, 'its succession to ' || slug AS what FROM entity_succession JOIN entity ON entity.id = predecessor_id
          WHERE successor_id = ANY(${value(keys)}::int[])
        UNION ALL SELECT opened_on, 'the opening of entity ' || slug FROM entity WHERE id = ANY(${value(keys)}::int[])
        UNION ALL SELECT closed_on, 'the closing of entity ' || slug FROM entity WHERE parent_id = ANY(${value(keys)}::int[])
        UNION ALL SELECT closed_on, 'the closing of service ' || slug FROM service WHERE operator_id = ANY(${value(keys)}::int[])
        UNION ALL SELECT closed_on, 'the closing of mission ' || slug FROM mission WHERE entity_id = ANY(${value(keys)}::int[])
      ) v WHERE day IS NOT NULL ORDER BY day DESC, what LIMIT 1`,
  );
  if (last) errors.inOrder('on', on, last.what, last.day);
}
