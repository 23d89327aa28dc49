import type { ClientBase, Pool } from 'pg';
import { sql } from '../../sql/sql.ts';

/**
 * The version token in a statement: version, number of erasures and instant of the last change. The register shows the
 * same whenever its token is the same. The function `register_version_token()` returns the same in twice the time.
 */
export const VERSION_TOKEN = sql`(SELECT concat_ws('.', version, (SELECT count(*) FROM public.erasure_record), (extract(epoch FROM updated_at) * 1000)::bigint) FROM public.register)`;

export async function readVersionToken(client: Pick<ClientBase | Pool, 'query'>): Promise<string> {
  const { rows } = await client.query<{ token: string }>('SELECT public.register_version_token() AS token');
  const [found] = rows;
  if (!found) throw new Error('the register has no version');
  return found.token;
}

/** The version of the register in a token. */
export function versionInToken(token: string): number {
  return parsed(token)[0];
}

/** Whether a register had the second token before the first. */
export function isNewerToken(token: string, than: string): boolean {
  const [version, erasures] = parsed(token);
  const [otherVersion, otherErasures] = parsed(than);
  return version === otherVersion ? erasures > otherErasures : version > otherVersion;
}

/** The instant gives no order. */
function parsed(token: string): [version: number, erasures: number] {
  const [, version, erasures] = /^(\d+)\.(\d+)\.\d+$/.exec(token) ?? [];
  if (version === undefined || erasures === undefined) throw new Error(`not a version token: ${token}`);
  return [Number(version), Number(erasures)];
}
