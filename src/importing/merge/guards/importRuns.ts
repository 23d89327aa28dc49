import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { MappedEntity, MappedMembership, MappedRows, MappedStartup } from '../../mappedSource.ts';

/** The kinds of rows that a source is compared by. */
export const COMPARED_KINDS = ['startups', 'organisations', 'incubators', 'members'] as const;
type ComparedKind = (typeof COMPARED_KINDS)[number];

/** What an import gave. Later imports of the source are compared with it. */
export interface ImportRun extends Record<ComparedKind, number> {
  /** Null for an import of an earlier version of the software. */
  fingerprint: string | null;
  /** The latest first day of a phase that had begun on the day of the import. */
  latestOn: string | null;
  /** The latest Last-Modified of the files. Null if unknown. */
  modifiedAt: Date | null;
}

/** Called with a row of a source. */
export type OnRow = (row: {
  readonly startup?: MappedStartup;
  readonly entity?: MappedEntity;
  readonly membership?: MappedMembership;
}) => void;

/** What a source gives on a day. @param onRow called with each row of the lists `entities`, `startups` and `memberships`. */
export function runOf(mapped: MappedRows, today: string, onRow: OnRow): ImportRun {
  const hash = createHash('sha256');
  /** The rows of a list, each of which is added to the hash. */
  function* hashed<T>(rows: Iterable<T>): Generator<T> {
    for (const row of rows) {
      hash.update(JSON.stringify(row)).update('\n');
      yield row;
    }
    hash.update('\0');
  }
  let [organisations, incubators] = [0, 0];
  for (const entity of hashed(mapped.entities)) {
    const { sourceId } = entity;
    onRow({ entity });
    if (sourceId.startsWith('organisation/')) organisations += 1;
    if (sourceId.startsWith('incubator/')) incubators += 1;
  }
  let latestOn: string | null = null;
  for (const startup of hashed(mapped.startups)) {
    onRow({ startup });
    for (const { startedOn } of startup.phases) {
      if (startedOn !== null && startedOn <= today && (latestOn === null || startedOn > latestOn)) latestOn = startedOn;
    }
  }
  const members = new Set<string>();
  for (const membership of hashed(mapped.memberships)) {
    onRow({ membership });
    members.add(membership.memberId);
  }
  return {
    // Services are made from startups, and depend on the day.
    fingerprint: hash.digest('base64url'),
    latestOn,
    modifiedAt: mapped.modifiedAt === null ? null : new Date(mapped.modifiedAt),
    startups: mapped.startups.length,
    organisations,
    incubators,
    members: members.size,
  };
}

/** The last import of a source that changed the register; null if there is none. */
export async function lastRun(
  client: PoolClient,
  importSourceId: number,
): Promise<(ImportRun & { on: string }) | null> {
  const { rows } = await client.query<ImportRun & { on: string }>(
    `SELECT fingerprint, latest_on AS "latestOn", modified_at AS "modifiedAt", startups, organisations, incubators, members,
       (imported_at AT TIME ZONE 'Europe/Paris')::date AS on
     FROM import_run WHERE source_id = $1 ORDER BY id DESC LIMIT 1`,
    [importSourceId],
  );
  return rows[0] ?? null;
}

/** The day on which an import with the fingerprint was last made; null if there was none. */
export async function dayOfRun(client: PoolClient, importSourceId: number, { fingerprint }: ImportRun) {
  const { rows } = await client.query<{ on: string }>(
    `SELECT (imported_at AT TIME ZONE 'Europe/Paris')::date AS on
     FROM import_run WHERE source_id = $1 AND fingerprint = $2 ORDER BY id DESC LIMIT 1`,
    [importSourceId, fingerprint],
  );
  return rows[0]?.on ?? null;
}

export async function saveRun(client: PoolClient, importSourceId: number, run: ImportRun): Promise<void> {
  await client.query(
    `INSERT INTO import_run (source_id, imported_at, fingerprint, latest_on, modified_at, startups, organisations, incubators, members)
     VALUES ($1, now(), $2, $3, $4, $5, $6, $7, $8)`,
    [importSourceId, run.fingerprint, run.latestOn, run.modifiedAt, ...COMPARED_KINDS.map((kind) => run[kind])],
  );
}
