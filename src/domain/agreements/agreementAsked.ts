import { selectList } from '../../graphql/relations/columns.ts';
import { decodeId } from '../../graphql/relations/lookup.ts';
import type { InputFaults } from '../../register/InputFaults.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { Agreement } from './Agreement.ts';

/** The agreement behind a global id that an input gives, or null with a fault. */
export async function agreementAsked(
  writer: Writer,
  faults: InputFaults,
  path: string,
  id: string,
): Promise<Agreement | null> {
  const decoded = decodeId(id);
  const found =
    decoded?.table === 'agreement'
      ? await writer.row<Agreement>(
          sql`SELECT ${selectList(Agreement, 'g')} FROM agreement g WHERE g.id = ${value(decoded.key)}`,
        )
      : null;
  return faults.known(path, id, found, 'agreement');
}

/** The days of an agreement, for who reads a fault. */
export function daysOf({ signedOn, endsOn }: Pick<Agreement, 'signedOn' | 'endsOn'>): string {
  return endsOn === null ? `from ${signedOn}` : `from ${signedOn} to ${endsOn}`;
}

/** Says of the startup that an agreement led to, if any, that what belongs to it was changed. */
export async function touchStartup(writer: Writer, { startupKey }: Pick<Agreement, 'startupKey'>): Promise<void> {
  if (startupKey !== null) await writer.update('startup', startupKey, { updated_at: new Date() });
}
