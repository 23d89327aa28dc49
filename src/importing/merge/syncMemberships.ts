import type { PoolClient } from 'pg';
import { checkMemberSecret, memberKey } from '../../domain/teams/memberKey.ts';
import { readerOn } from '../../sql/reader.ts';
import type { WrittenColumns, WrittenRow } from '../../sql/rowWriter.ts';
import type { DesiredMembership } from '../desired.ts';
import type { Difference } from './syncRows.ts';
import { writeSet } from './syncRows.ts';
import type { KeyOf } from './writeDomain.ts';

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
  if (rows.length > 0) await checkMemberSecret(readerOn(client), secret);
  return writeSet(
    client,
    'membership',
    source.id,
    COLUMNS,
    written(rows, startup, (memberId) => memberKey(secret, source.name, memberId)),
  );
}

/** One at a time: there may be millions. */
function* written(
  rows: readonly DesiredMembership[],
  startup: KeyOf,
  keyOf: (memberId: string) => string,
): Generator<WrittenRow> {
  for (const row of rows) {
    yield {
      startup_id: row.startup === null ? null : startup(row.startup),
      member_key: keyOf(row.memberId),
      role: row.role,
      role_word: row.roleWord,
      employment: row.employment,
      started_on: row.startedOn,
      ended_on: row.endedOn,
    };
  }
}
