import { createHmac } from 'node:crypto';
import type { PoolClient } from 'pg';
import { refuse } from '../../foundation/errors.ts';
import type { WrittenColumns } from '../../foundation/rowWriter.ts';
import type { DesiredMembership } from '../desired.ts';
import type { KeyOf } from './writeDomain.ts';
import type { Difference } from './writeSet.ts';
import { writeSet } from './writeSet.ts';

const COLUMNS: WrittenColumns = {
  startup_id: 'integer',
  member_key: 'text',
  role: 'team_role',
  role_word: 'text',
  employment: 'employment',
  started_on: 'date',
  ended_on: 'date',
};

/**
 * Brings the memberships of a source to those given. Members are known by an HMAC of their id at the source, made
 * with the secret of the installation: the id itself is stored nowhere.
 */
export async function writeMemberships(
  client: PoolClient,
  source: { id: number; name: string },
  rows: readonly DesiredMembership[],
  startup: KeyOf,
  secret: string,
): Promise<Difference> {
  if (rows.length > 0) await checkSecret(client, secret);
  return writeSet(
    client,
    'membership',
    source.id,
    COLUMNS,
    rows.map((row) => ({
      startup_id: row.startup === null ? null : startup(row.startup),
      member_key: memberKey(secret, source.name, row.memberId),
      role: row.role,
      role_word: row.roleWord,
      employment: row.employment,
      started_on: row.startedOn,
      ended_on: row.endedOn,
    })),
  );
}

/** The opaque key of a member: 128 bits of HMAC-SHA-256 over source and id. */
export function memberKey(secret: string, source: string, id: string): string {
  return createHmac('sha256', secret).update(`${source}\n${id}`).digest('hex').slice(0, 32);
}

// With another secret every member would look new: the register remembers which one its keys were made with.
async function checkSecret(client: PoolClient, secret: string): Promise<void> {
  const check = memberKey(secret, 'register', 'check');
  const { rows } = await client.query<{ check: string | null }>('SELECT member_key_check AS check FROM register');
  const known = rows[0]?.check ?? null;
  if (known === null) await client.query('UPDATE register SET member_key_check = $1', [check]);
  else if (known !== check) refuse('MEMBER_SECRET_CHANGED', {});
}
