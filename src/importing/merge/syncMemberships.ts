import type { PoolClient } from 'pg';
import { checkMemberSecret, memberKey } from '../../domain/teams/memberKey.ts';
import { RowsRejected, type RowValues } from '../../sql/executeInBatches.ts';
import { readerOn } from '../../sql/reader.ts';
import { finding, type SourceFinding } from '../findings/findings.ts';
import type { MappedMembership } from '../mappedSource.ts';
import type { Rows } from '../storedRows.ts';
import { syncRows } from './syncRows.ts';

const COLUMNS = {
  startup_id: 'integer',
  member_key: 'text',
  role: 'team_role',
  role_word: 'text',
  employment: 'employment',
  started_on: 'date',
  ended_on: 'date',
};

/** The startups of memberships. */
interface Startups {
  /** The key of the startup with a slug or former slug; undefined if there is none. */
  readonly find: (slug: string) => number | undefined;
  /** The keys of the startups that the source gave before and no longer gives. */
  readonly absent: readonly number[];
}

/**
 * Replaces the memberships of a source by the given ones. The members of startups that are absent from the source stay, with
 * the memberships that they had or those that the source still gives. The id of a member is stored only as an HMAC with the secret.
 * A membership that the database rejects is left out, with a finding that names no member.
 */
export async function syncMemberships(
  client: PoolClient,
  source: { id: number; name: string },
  memberships: Rows<MappedMembership>,
  startups: Startups,
  secret: string,
) {
  if (memberships.length > 0) await checkMemberSecret(readerOn(client), secret);
  const rejected = new Set<string>();
  const findings: SourceFinding[] = [];
  // A generator: there may be millions of rows.
  function* rows(): Generator<RowValues> {
    for (const row of memberships) {
      const startup = row.startup === null ? null : startups.find(row.startup);
      if (startup === undefined && !row.isUnknown) throw new Error(`no startup has the slug ${row.startup}`);
      if (startup === undefined || row.unless?.some((slug) => startups.find(slug) !== undefined)) continue;
      const values = {
        startup_id: startup,
        member_key: memberKey(secret, source.name, row.memberId),
        role: row.role,
        role_word: row.roleWord,
        employment: row.employment,
        started_on: row.startedOn,
        ended_on: row.endedOn,
      };
      if (!rejected.has(JSON.stringify(values))) yield values;
    }
  }
  const kept = { column: 'startup_id', keys: startups.absent, unlessGiven: 'member_key' };
  for (;;) {
    await client.query('SAVEPOINT memberships');
    try {
      return { counts: await syncRows(client, 'membership', source.id, COLUMNS, rows(), kept), findings };
    } catch (error) {
      if (!(error instanceof RowsRejected)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT memberships');
      for (const { values, problem } of error.rows) {
        rejected.add(JSON.stringify(values));
        findings.push(finding('ROW_NOT_STORED', { subject: 'MEMBERSHIP', sourceId: '' }, 'row', problem));
      }
    }
  }
}
