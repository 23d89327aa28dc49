import type { VersionCondition } from '../../register/journal/rowChanges.ts';
import { ANY_VERSION, CHANGE_VERSION, rowChangeKey, rowChanges } from '../../register/journal/rowChanges.ts';
import type { TrackedTable } from '../../register/journal/trackedTables.ts';
import { TRACKED_TABLES, trackedTableNames } from '../../register/journal/trackedTables.ts';
import type { Fragment } from '../../sql/sql.ts';
import { codePointLiteral, join, literal, raw, sql, value } from '../../sql/sql.ts';
import type { PublicField, PublicTable } from './publicTables.ts';
import { hasSlug, PUBLIC_TABLES } from './publicTables.ts';

/**
 * A condition on one version that uses the index of versions. An import may give most rows of a table one version: for `=`,
 * PostgreSQL would estimate as many rows for each version, and scan whole tables.
 */
export function isVersion(version: string): VersionCondition {
  return (column) => sql`${column} BETWEEN ${raw(version)} AND ${raw(version)}`;
}

/** A condition on the rows of a version: those between the cursors. */
export type CursorCondition = (table: Fragment, key: Fragment) => Fragment;

/** A record, such as a startup: the table of its row, and the key of its row in SQL. */
export interface ChangedRecord {
  readonly table: string;
  readonly key: Fragment;
}

/**
 * SELECT of the public changes of the version `j.version`: `table`, `key`, `nature`, `subjectId`, `slug`, `fields`.
 * @param record the record whose row, and the rows that belong to it, are read. Default: all rows.
 * @param direction ` DESC` to read the last changes of the version first.
 */
export function changesOfVersion(
  atMost: number,
  isWithin: CursorCondition = () => raw('true'),
  record?: ChangedRecord,
  direction = raw(''),
): Fragment {
  const each = tablesOf(record).map(([table, declared]) =>
    changesIn(table, declared, atMost, isWithin, record, direction),
  );
  return sql`SELECT u.* FROM (${join(each, ' UNION ALL ')}) u ORDER BY u."table"${direction}, u.key${direction} LIMIT ${value(atMost)}`;
}

/** SELECT of the public changes of versions, to count them: `version`, `nature`, `isSubject` and `subjectId`. */
export function allChanges(versions: VersionCondition): Fragment {
  return join(
    PUBLIC.map(([table, declared]) => {
      const { subject } = declared;
      const itself = raw(subject[1] === 'id' ? 'true' : 'false');
      return sql`SELECT ${CHANGE_VERSION} AS version, ${NATURE} AS nature, ${itself} AS "isSubject", ${subjectId(declared, raw('(n.h)'), raw('(o.h)'))} AS "subjectId" FROM ${rowChanges(table, versions)} WHERE ${differs(declared)}`;
    }),
    ' UNION ALL ',
  );
}

/** SELECT of the records that versions changed: `table`, `key`, and the `nature` of the change of the whole record. */
export function recordsChangedIn(versions: VersionCondition): Fragment {
  const each = PUBLIC.map(([table, declared]) => {
    const [owner, key] = declared.subject;
    const nature = owner === table ? NATURE : raw("'UPDATED'");
    return sql`SELECT ${literal(owner)} AS "table", ${raw(`coalesce((n.h).${key}, (o.h).${key})`)} AS key, ${nature} AS nature FROM ${rowChanges(table, versions)} WHERE ${differs(declared)}`;
  });
  // CREATED and REMOVED come before UPDATED: a created record also has created parts.
  return sql`SELECT e."table", e.key, min(e.nature) AS nature FROM (${join(each, ' UNION ALL ')}) e GROUP BY e."table", e.key`;
}

/** SELECT of the public changes of a record in all versions: `version`, `table` and `key`. */
export function changesOfRecord(record: ChangedRecord): Fragment {
  return join(
    tablesOf(record).map(([table, declared]) => {
      const owner = raw(`coalesce((n.h).${declared.subject[1]}, (o.h).${declared.subject[1]})`);
      return sql`SELECT ${CHANGE_VERSION} AS version, ${codePointLiteral(table)} AS "table", ${rowChangeKey(table)} AS key FROM ${rowChanges(table, ANY_VERSION, everOf(record, table, declared))} WHERE ${differs(declared)} AND ${owner} = ${record.key}`;
    }),
    ' UNION ALL ',
  );
}

function tablesOf(record: ChangedRecord | undefined): readonly [TrackedTable, PublicTable][] {
  return PUBLIC.filter(([, { subject }]) => record === undefined || subject[0] === record.table);
}

/** The condition that the row `h` has belonged to a record in some version. */
function everOf({ key }: ChangedRecord, table: TrackedTable, { subject: [, owner] }: PublicTable): Fragment {
  const keys: readonly string[] = TRACKED_TABLES[table];
  if (keys.includes(owner)) return sql`h.${raw(owner)} = ${key}`;
  const list = (alias: string) => raw(keys.map((each) => `${alias}.${each}`).join(', '));
  return sql`(${list('h')}) IN (SELECT ${list('c')} FROM history.${raw(`${table} c WHERE c.${owner}`)} = ${key})`;
}

const PUBLIC = trackedTableNames.flatMap((table): [TrackedTable, PublicTable][] => {
  const declared = PUBLIC_TABLES.get(table);
  return declared ? [[table, declared]] : [];
});

const NATURE = raw(
  "CASE WHEN o.version IS NULL THEN 'CREATED' WHEN n.version IS NULL THEN 'REMOVED' ELSE 'UPDATED' END",
);

// The limit applies before the fields are computed, because one version may contain a whole import.
function changesIn(
  table: TrackedTable,
  declared: PublicTable,
  atMost: number,
  isWithin: CursorCondition,
  record: ChangedRecord | undefined,
  direction: Fragment,
): Fragment {
  const which = record && everOf(record, table, declared);
  const touched = sql`SELECT ${rowChangeKey(table)} AS key, ${NATURE} AS nature, o.h AS former, n.h AS latter FROM ${rowChanges(table, isVersion('j.version'), which)} WHERE ${differs(declared)}`;
  const first = sql`SELECT k.* FROM (${touched}) k WHERE ${isWithin(codePointLiteral(table), raw('k.key'))} ORDER BY k.key${direction} LIMIT ${value(atMost)}`;
  return sql`SELECT ${codePointLiteral(table)} AS "table", t.key, t.nature, ${subjectId(declared, raw('(t.latter)'), raw('(t.former)'))} AS "subjectId", ${slugOf(declared)} AS slug, ${fieldsOf(declared)} AS fields FROM (${first}) t`;
}

/** The condition that a row was created or removed, or that a public column differs. */
function differs({ fields }: PublicTable): Fragment {
  const columns = Object.values(fields).map(({ column }) => raw(`(o.h).${column} IS DISTINCT FROM (n.h).${column}`));
  return sql`(o.version IS NULL OR n.version IS NULL OR ${join(columns, ' OR ')})`;
}

function subjectId({ subject: [table, key] }: PublicTable, latter: Fragment, former: Fragment): Fragment {
  return sql`${raw(`'${table}_'`)} || coalesce(${latter}.${raw(key)}, ${former}.${raw(key)})`;
}

/** The slug of the subject in that version, or its last one before. */
function slugOf({ subject: [table, key] }: PublicTable): Fragment {
  if (!hasSlug(table)) return raw('NULL::text');
  if (key === 'id') return raw('coalesce((t.latter).slug, (t.former).slug)');
  return raw(
    `(SELECT s.slug FROM history.${table} s WHERE s.id = coalesce((t.latter).${key}, (t.former).${key}) AND s.valid_from <= j.version AND s.valid_to >= j.version ORDER BY s.valid_from DESC LIMIT 1)`,
  );
}

function fieldsOf({ fields }: PublicTable): Fragment {
  const rows = Object.entries(fields).map(([name, field], at) => {
    const { column } = field;
    const differs = `(t.former).${column} IS DISTINCT FROM (t.latter).${column}`;
    return raw(`(${at}, '${name}', ${textOf(field, 'former')}, ${textOf(field, 'latter')}, ${differs})`);
  });
  return sql`(SELECT jsonb_agg(jsonb_build_object('name', f.name, 'before', f.before, 'after', f.after) ORDER BY f.at) FROM (VALUES ${join(rows, ', ')}) f(at, name, before, after, differs) WHERE f.differs)`;
}

function textOf({ column, references }: PublicField, row: 'former' | 'latter'): string {
  const held = `(t.${row}).${column}`;
  // `#>> '{}'` gives the text of a value of any type; a list becomes JSON.
  if (references === undefined) return `to_jsonb(${held}) #>> '{}'`;
  if (!hasSlug(references)) return `'${references}_' || ${held}`;
  const then =
    row === 'former'
      ? 's.valid_from < j.version AND s.valid_to >= j.version'
      : 's.valid_from <= j.version AND s.valid_to > j.version';
  return `(SELECT s.slug FROM history.${references} s WHERE s.id = ${held} AND ${then})`;
}
