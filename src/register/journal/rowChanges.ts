import { type Fragment, join, raw, sql } from '../../sql/sql.ts';
import { TRACKED_TABLES, type TrackedTable } from './trackedTables.ts';

/** A condition on a column of versions. */
export type VersionCondition = (column: Fragment) => Fragment;

/** All versions. */
export const ANY_VERSION: VersionCondition = () => raw('true');

/**
 * The rows of a table that some versions changed, from its history. The FROM clause has the row before as `o.h` and the row
 * after as `n.h`, null for an inserted or a deleted row. `o` and `n` also have the columns of the primary key.
 * @param which a further condition on the primary key of the row `h`.
 */
export function rowChanges(table: TrackedTable, versions: VersionCondition, which?: Fragment): Fragment {
  const and = which ? sql` AND ${which}` : raw('');
  const keys = TRACKED_TABLES[table];
  const list = keys.map((key) => `h.${key}`).join(', ');
  const same = keys.map((key) => `n.${key} = o.${key}`).join(' AND ');
  // `valid_to < 2147483647` lets PostgreSQL use the index on `valid_to`, which leaves out current rows.
  return sql`(SELECT h.valid_to AS version, ${raw(list)}, h FROM history.${raw(table)} h WHERE ${versions(raw('h.valid_to'))} AND h.valid_to < 2147483647${and}) o FULL JOIN (SELECT h.valid_from AS version, ${raw(list)}, h FROM history.${raw(table)} h WHERE ${versions(raw('h.valid_from'))}${and}) n ON n.version = o.version AND ${raw(same)}`;
}

/** The version of a change of {@link rowChanges}. */
export const CHANGE_VERSION = raw('coalesce(n.version, o.version)');

/** The primary key of a row of {@link rowChanges} as text: one column as is, several columns as a JSON array. */
export function rowChangeKey(table: TrackedTable): Fragment {
  const columns = TRACKED_TABLES[table].map((key) => raw(`coalesce(n.${key}, o.${key})`));
  const [only, ...others] = columns;
  const text = only && others.length === 0 ? sql`${only}::text` : sql`jsonb_build_array(${join(columns, ', ')})::text`;
  return sql`(${text}) COLLATE "C"`;
}
