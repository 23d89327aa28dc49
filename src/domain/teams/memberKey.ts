import { createHmac, randomBytes } from 'node:crypto';
import { fail } from '../../errors/errors.ts';
import type { Reader } from '../../sql/reader.ts';
import { sql, value } from '../../sql/sql.ts';
import { MEMBER_SECRET_CHANGED } from '../domainErrors.ts';

/** The opaque key of a member: 128 bits of HMAC-SHA-256 over source and id. */
export function memberKey(secret: string, source: string, id: string): string {
  return createHmac('sha256', secret).update(`${source}\n${id}`).digest('hex').slice(0, 32);
}

/** A random key, for a member without an id. */
export function unknownMemberKey(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Throws MEMBER_SECRET_CHANGED if the keys of the register were made with another secret: each member would look new.
 * @param register the transaction that stores the keys.
 */
export async function checkMemberSecret(register: Reader, secret: string): Promise<void> {
  const check = memberKey(secret, 'register', 'check');
  const rows = await register.rows<{ check: string | null }>(sql`SELECT member_key_check AS check FROM register`);
  const known = rows[0]?.check ?? null;
  if (known === null) await register.rows(sql`UPDATE register SET member_key_check = ${value(check)}`);
  else if (known !== check) fail(MEMBER_SECRET_CHANGED);
}
