import type { Reader } from '../../sql/reader.ts';
import { sql, value } from '../../sql/sql.ts';
import type { Change } from './Change.ts';
import { allChanges, changesOfVersion, isVersion } from './changedRows.ts';

/** A version with public changes: the numbers of subjects that it created, updated and removed, and its first changes. */
export interface ChangedVersion {
  version: number;
  recordedAt: Date;
  created: number;
  updated: number;
  removed: number;
  /** The number of changed rows, rows that belong to the subjects included. */
  total: number;
  changes: Omit<Change, 'version' | 'recordedAt'>[];
}

/**
 * The latest versions with public changes, the last first.
 * @param atMost the maximum number of versions, and of changes of each version.
 */
export function latestVersions(
  reader: Reader,
  atMost: { versions: number; changes: number },
): Promise<ChangedVersion[]> {
  const counted = sql`SELECT count(*)::int AS total, count(DISTINCT e."subjectId")::int AS subjects, count(*) FILTER (WHERE e."isSubject" AND e.nature = 'CREATED')::int AS created, count(*) FILTER (WHERE e."isSubject" AND e.nature = 'REMOVED')::int AS removed FROM (${allChanges(isVersion('v.version'))}) e`;
  return reader.rows<ChangedVersion>(
    sql`SELECT j.version, j.recorded_at AS "recordedAt", j.total, j.created, j.removed, j.subjects - j.created - j.removed AS updated, c.changes FROM (SELECT v.version, v.recorded_at, s.* FROM journal v CROSS JOIN LATERAL (${counted}) s WHERE s.total > 0 ORDER BY v.version DESC LIMIT ${value(atMost.versions)}) j CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('table', f."table", 'nature', f.nature, 'subjectId', f."subjectId", 'slug', f.slug, 'fields', f.fields) ORDER BY f."table", f.key) AS changes FROM (${changesOfVersion(atMost.changes)}) f) c ORDER BY j.version DESC`,
  );
}
