import type { PoolClient } from 'pg';

/** The absences that an import recorded or ended. */
export interface Absences {
  /** The number of startups, services and entities whose absence began or ended. */
  changed: number;
  /** The startups that this source gave before and no longer gives, although another source may give them. */
  startups: number[];
}

/**
 * Records which records of a source are absent from it, and which rows are absent from all of their sources.
 * @param absent the ids at the source of the records that it no longer gives.
 * @param day the day of the import.
 */
export async function markAbsences(
  client: PoolClient,
  importSourceId: number,
  absent: readonly string[],
  day: string,
): Promise<Absences> {
  await client.query(
    `UPDATE source_record SET absent_since = CASE WHEN absent_since IS NULL THEN $3::date END
     WHERE source_id = $1 AND (absent_since IS NULL) = (source_key = ANY($2::text[]))`,
    [importSourceId, absent, day],
  );
  const { rows } = await client.query<Absences>(
    `SELECT refresh_absences() AS changed, ARRAY(
       SELECT startup_id FROM source_record WHERE source_id = $1 AND startup_id IS NOT NULL
       GROUP BY startup_id HAVING bool_and(absent_since IS NOT NULL)
     ) AS startups`,
    [importSourceId],
  );
  const [absences] = rows;
  if (!absences) throw new Error('refresh_absences returned no row');
  return absences;
}
