import type { Reader } from '../../sql/reader.ts';
import type { Fragment } from '../../sql/sql.ts';
import { allOf, join, literal, raw, sql, value } from '../../sql/sql.ts';
import type { ChangeNature, FieldChange } from './Change.ts';
import { changesOfVersion, isVersion, recordsChangedIn } from './changedRows.ts';
import { hasSlug, PUBLIC_TABLES } from './publicTables.ts';

/** A record that a version created, updated or removed. */
export interface VersionedRecord {
  readonly version: number;
  readonly recordedAt: Date;
  /** The table of the record, such as `startup`. */
  readonly table: string;
  readonly key: number;
  readonly nature: ChangeNature;
  /** Its last slug and name; null if it has none. */
  readonly slug: string | null;
  readonly name: string | null;
  /** Whether the register still has the record. */
  readonly isPresent: boolean;
}

/** A change of the row of a record, or of a row that belongs to it. */
export interface RecordRowChange {
  readonly table: string;
  readonly nature: ChangeNature;
  readonly fields: readonly FieldChange[];
}

/** Selects changed records. */
export interface ChangedRecordsFilter {
  /** The table of the records. Default: all. */
  readonly table: string | null;
  /** The day of the version in Paris, `YYYY-MM-DD`. Default: all. */
  readonly day: string | null;
  /** Default: all. */
  readonly version: number | null;
}

/** The tables of records: startups first, as readers look for them most. */
const RECORD_TABLES = [
  'startup',
  'service',
  'entity',
  'mission',
  ...[...PUBLIC_TABLES].filter(([table, { subject }]) => subject[0] === table).map(([table]) => table),
].filter((table, at, all) => all.indexOf(table) === at);

/**
 * The records that versions changed, the last version first, then by table, nature and name. Versions are read one after the other
 * until the page is full.
 */
export function changedRecords(
  reader: Reader,
  { table, day, version }: ChangedRecordsFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<VersionedRecord[]> {
  const versions: Fragment[] = [];
  if (version !== null) versions.push(sql`v.version = ${value(version)}::int`);
  if (day !== null) {
    const start = sql`${value(day)}::date::timestamp`;
    versions.push(
      sql`v.recorded_at >= ${start} AT TIME ZONE 'Europe/Paris'`,
      sql`v.recorded_at < (${start} + interval '1 day') AT TIME ZONE 'Europe/Paris'`,
    );
  }
  const tables = table === null ? raw('true') : sql`r."table" = ${value(table)}`;
  const places = raw(RECORD_TABLES.map((name, at) => `WHEN '${name}' THEN ${at}`).join(' '));
  const names = RECORD_TABLES.map(
    (name) =>
      sql`SELECT * FROM (SELECT ${columnOf(name, 'slug')} AS slug, ${columnOf(name, 'name')} AS name, h.valid_to = 2147483647 AS "isPresent" FROM history.${raw(name)} h WHERE r."table" = ${literal(name)} AND h.id = r.key ORDER BY h.valid_from DESC LIMIT 1) each`,
  );
  return reader.rows<VersionedRecord>(
    sql`SELECT v.version, v.recorded_at AS "recordedAt", r."table", r.key, r.nature, n.slug, n.name, n."isPresent" FROM journal v CROSS JOIN LATERAL (${recordsChangedIn(isVersion('v.version'))}) r CROSS JOIN LATERAL (${join(names, ' UNION ALL ')}) n WHERE ${allOf(versions)} AND ${tables} ORDER BY v.version DESC, CASE r."table" ${places} END, r.nature DESC, n.name, r.key LIMIT ${value(limit)} OFFSET ${value(offset)}`,
  );
}

function columnOf(table: string, name: 'slug' | 'name'): Fragment {
  const exists = name === 'slug' ? hasSlug(table) : 'name' in (PUBLIC_TABLES.get(table)?.fields ?? {});
  return raw(exists ? `h.${name}` : 'NULL::text');
}

/** The first changes of each of some records, in one statement, in the order of the records. */
export async function changesOfRecords(
  reader: Reader,
  records: readonly VersionedRecord[],
  limit: number,
): Promise<RecordRowChange[][]> {
  const given = JSON.stringify(records.map(({ version, table, key }, at) => ({ at, version, table, key })));
  const each = RECORD_TABLES.map((table) => {
    const changes = changesOfVersion(limit, undefined, { table, key: raw('g.key') });
    return sql`SELECT g.at, c."table", c.nature, c.fields, c.key FROM jsonb_to_recordset(${value(given)}::jsonb) g(at int, version int, "table" text, key int) JOIN journal j ON j.version = g.version CROSS JOIN LATERAL (${changes}) c WHERE g."table" = ${literal(table)}`;
  });
  const found = await reader.rows<RecordRowChange & { at: number }>(
    sql`SELECT u.at, u."table", u.nature, u.fields FROM (${join(each, ' UNION ALL ')}) u ORDER BY u.at, u."table", u.key`,
  );
  return records.map((_record, at) => found.filter((change) => change.at === at));
}
