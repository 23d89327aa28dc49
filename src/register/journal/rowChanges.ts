import { type Fragment, join, raw, sql } from '../../sql/sql.ts';
import { TRACKED_TABLES, type TrackedTable } from './trackedTables.ts';

/** A condition on a column of versions. */
export type VersionCondition = (column: Fragment) => Fragment;

/**
 * The rows of a table that versions changed, from its history: a FROM clause in which `o.h` is the row before and `n.h`
 * the row after, null if there is none. `o` and `n` also have the columns of the primary key.
 */
export function rowChanges(table: TrackedTable, versions: VersionCondition): Fragment {
  const keys = TRACKED_TABLES[table];
  const list = keys.map((key) => `h.${key}`).join(', ');
  const same = keys.map((key) => `n.${key} = o.${key}`).join(' AND ');
  // The index on `valid_to` is partial: it has only rows that ended.
  return sql`(SELECT h.valid_to AS version, ${raw(list)}, h FROM history.${raw(table)} h WHERE ${versions(raw('h.valid_to'))} AND h.valid_to < 2147483647) o FULL JOIN (SELECT h.valid_from AS version, ${raw(list)}, h FROM history.${raw(table)} h WHERE ${versions(raw('h.valid_from'))}) n ON n.version = o.version AND ${raw(same)}`;
}

/** The version that changed a row of {@link rowChanges}. */
export const CHANGE_VERSION = raw('coalesce(n.version, o.version)');

/** The key of a row of {@link rowChanges} as a text that no two rows of the table share. */
export function rowChangeKey(table: TrackedTable): Fragment {
  const columns = TRACKED_TABLES[table].map((key) => raw(`coalesce(n.${key}, o.${key})`));
  const [only, ...others] = columns;
  const text = only && others.length === 0 ? sql`${only}::text` : sql`jsonb_build_array(${join(columns, ', ')})::text`;
  return sql`(${text}) COLLATE "C"`;
}
