import type { ClientBase, Pool } from 'pg';
import { sql } from '../../sql/sql.ts';

/** The stamp within a statement: what the function `register_stamp()` gives, in half of its time. */
export const STAMP = sql`(SELECT concat_ws('.', version, (SELECT count(*) FROM public.tombstone), (extract(epoch FROM updated_at) * 1000)::bigint) FROM public.register)`;

/** Reads the stamp of the register: a text that is the same whenever the register shows the same. */
export async function readStamp(client: Pick<ClientBase | Pool, 'query'>): Promise<string> {
  const { rows } = await client.query<{ stamp: string }>('SELECT public.register_stamp() AS stamp');
  const [found] = rows;
  if (!found) throw new Error('the register has no stamp');
  return found.stamp;
}

/** The version of the register that a stamp is of. */
export function versionOf(stamp: string): number {
  return numbersOf(stamp)[0];
}

/** Whether a register that shows one stamp showed the other before. */
export function isLater(stamp: string, than: string): boolean {
  const [version, erasures] = numbersOf(stamp);
  const [formerVersion, formerErasures] = numbersOf(than);
  return version === formerVersion ? erasures > formerErasures : version > formerVersion;
}

/** The version, and how often something was erased; when the version was made says nothing of the order. */
function numbersOf(stamp: string): [version: number, erasures: number] {
  const [, version, erasures] = /^(\d+)\.(\d+)\.\d+$/.exec(stamp) ?? [];
  if (version === undefined || erasures === undefined) throw new Error(`this is not the stamp of a register: ${stamp}`);
  return [Number(version), Number(erasures)];
}
