import { fail } from '../../errors/errors.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault, requireVersion } from '../../register/lock.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE, IN_USE } from '../domainErrors.ts';
import type { CloseEntityInput } from './entityInputs.ts';
import { knownEntity } from './entityRows.ts';

/** Closes an entity that nothing open depends on; its key. */
export async function closeEntity(writer: Writer, input: CloseEntityInput, today: string): Promise<number> {
  const faults = new InputFaults();
  const row = foundWithoutFault(faults, await knownEntity(writer, faults, 'entity', input.entity));
  const subject = `entity ${row.slug}`;
  if (row.closed_on !== null) fail(ALREADY_DONE, { what: `${subject} is closed` });
  const on = input.on ?? today;
  await mustFollow(writer, faults, on, [row.id]);
  faults.refuseIfAny();
  requireVersion(subject, input.version, row.version);
  const missing = await stillOpenUnder(writer, [row.id]);
  if (missing.length > 0) fail(IN_USE, { subject, missing });
  await writer.update('entity', row.id, { closed_on: on, updated_at: new Date() });
  return row.id;
}

/** What of entities is still open: `CHILDREN`, `SERVICES`, `MISSIONS`. */
export async function stillOpenUnder(writer: Writer, keys: readonly number[]): Promise<string[]> {
  const rows = await writer.rows<{ what: string }>(
    sql`SELECT what FROM (VALUES
        (1, 'CHILDREN', EXISTS (SELECT FROM entity WHERE parent_id = ANY(${value(keys)}::int[]) AND closed_on IS NULL)),
        (2, 'SERVICES', EXISTS (SELECT FROM service WHERE operator_id = ANY(${value(keys)}::int[]) AND status <> 'CLOSED')),
        (3, 'MISSIONS', EXISTS (SELECT FROM mission WHERE entity_id = ANY(${value(keys)}::int[]) AND closed_on IS NULL))
      ) AS v(position, what, held) WHERE held ORDER BY position`,
  );
  return rows.map(({ what }) => what);
}

/** The last day of entities comes neither before one took over from another, nor before what they held was closed. */
export async function mustFollow(
  writer: Writer,
  faults: InputFaults,
  on: string,
  keys: readonly number[],
): Promise<void> {
  const last = await writer.row<{ day: string; what: string }>(
    sql`SELECT day, what FROM (
        SELECT effective_on AS day, 'its succession to ' || slug AS what FROM entity_succession JOIN entity ON entity.id = predecessor_id
          WHERE successor_id = ANY(${value(keys)}::int[])
        UNION ALL SELECT closed_on, 'the closing of entity ' || slug FROM entity WHERE parent_id = ANY(${value(keys)}::int[])
        UNION ALL SELECT closed_on, 'the closing of service ' || slug FROM service WHERE operator_id = ANY(${value(keys)}::int[])
        UNION ALL SELECT closed_on, 'the closing of mission ' || slug FROM mission WHERE entity_id = ANY(${value(keys)}::int[])
      ) v WHERE day IS NOT NULL ORDER BY day DESC, what LIMIT 1`,
  );
  if (last) faults.inOrder('on', on, last.what, last.day);
}
