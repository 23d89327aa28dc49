import type { ClientBase, Pool } from 'pg';
import { sql } from '../../sql/sql.ts';

/**
 * The SQL expression of the version token: `<version>.<number of erasures>.<milliseconds of the last change>`. The same
 * token means the same register with the same history. The SQL function `register_version_token()` returns the same text, but takes
 * twice as long inside a statement.
 */
export const VERSION_TOKEN = sql`(SELECT concat_ws('.', version, (SELECT count(*) FROM public.erasure_record), (extract(epoch FROM updated_at) * 1000)::bigint) FROM public.register)`;

export async function readVersionToken(client: Pick<ClientBase | Pool, 'query'>): Promise<string> {
  const { rows } = await client.query<{ token: string }>('SELECT public.register_version_token() AS token');
  const [found] = rows;
  if (!found) throw new Error('the register has no version');
  return found.token;
}

/** The version in a token. */
export function versionInToken(token: string): number {
  return parseToken(token)[0];
}

/** Whether the first token is newer than the second. */
export function isNewerToken(token: string, than: string): boolean {
  const [version, erasures] = parseToken(token);
  const [otherVersion, otherErasures] = parseToken(than);
  return version === otherVersion ? erasures > otherErasures : version > otherVersion;
}

/** The parts that order tokens. The instant only distinguishes a restored register. */
function parseToken(token: string): [version: number, erasures: number] {
  const [, version, erasures] = /^(\d+)\.(\d+)\.\d+$/.exec(token) ?? [];
  if (version === undefined || erasures === undefined) throw new Error(`not a version token: ${token}`);
  return [Number(version), Number(erasures)];
}
