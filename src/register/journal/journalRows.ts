import type { Page } from '../../graphql/connections/connectionType.ts';
import type { RowOfPage } from '../../graphql/connections/page.ts';
import { pageOf } from '../../graphql/connections/page.ts';
import {
  betweenCursors,
  directionOf,
  type Slice,
  type SliceArguments,
  sliceOf,
} from '../../graphql/connections/slice.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { idAsOf } from '../../graphql/globalId.ts';
import { type ChildRow, groupByParent, loader } from '../../graphql/relations/loaders.ts';
import { codePointLiteral, type Fragment, join, raw, sql, value } from '../../sql/sql.ts';
import type { JournalRow } from './JournalEntry.ts';
import { CHANGE_VERSION, rowChangeKey, rowChanges } from './rowChanges.ts';
import { type TrackedTable, trackedTableNames } from './trackedTables.ts';

/** A page of the rows that a version changed, by table and key. One statement reads the rows of all versions of a batch. */
export function loadJournalRows(ctx: RequestContext, version: number, given: SliceArguments): Page<JournalRow> {
  const slice = sliceOf(idAsOf('JournalEntry.rows', ctx.asOf), KEY_TYPES, given);
  return pageOf(
    slice,
    given,
    () => loader(ctx, loadJournalRows, given, (versions) => readRows(ctx, versions, slice)).load(version),
    () => loader(ctx, loadJournalRows, { counted: true }, (versions) => readCounts(ctx, versions)).load(version),
  );
}

/** The types of the sort keys of rows: table and key. */
const KEY_TYPES = ['text', 'text'] as const;

type ReadRow = JournalRow & ChildRow & RowOfPage;

async function readRows(
  ctx: RequestContext,
  versions: readonly number[],
  slice: Slice,
): Promise<(version: number) => ReadRow[]> {
  const limit = value(slice.size + 1);
  const direction = directionOf(slice);
  const rows = await ctx.reader.rows<ReadRow>(
    sql`SELECT r.version AS "$parent", r."table", r.key, r.before, r.after, ARRAY[r."table", r.key] AS "$place" FROM (SELECT t.*, row_number() OVER (PARTITION BY t.version ORDER BY t."table"${direction}, t.key${direction}) AS place FROM (${unionOver((table) => firstRows(table, versions, slice))}) t) r WHERE r.place <= ${limit} ORDER BY r.version, r.place`,
  );
  const byVersion = groupByParent(rows);
  return (version) => byVersion.get(version) ?? [];
}

// At most one page per table is converted to JSON.
function firstRows(table: TrackedTable, versions: readonly number[], slice: Slice): Fragment {
  const changes = sql`SELECT ${CHANGE_VERSION} AS version, ${rowChangeKey(table)} AS key, o.h AS former, n.h AS latter FROM ${changesIn(table, versions)}`;
  const isWithin = betweenCursors(slice, sql`${codePointLiteral(table)}, k.key`, KEY_TYPES);
  return sql`SELECT p.version, ${codePointLiteral(table)} AS "table", p.key, ${asJson('former')} AS before, ${asJson('latter')} AS after FROM (SELECT k.*, row_number() OVER (PARTITION BY k.version ORDER BY k.key${directionOf(slice)}) AS place FROM (${changes}) k WHERE ${isWithin}) p WHERE p.place <= ${value(slice.size + 1)}`;
}

function asJson(row: 'former' | 'latter'): Fragment {
  return raw(`to_jsonb(p.${row}) - 'valid_from' - 'valid_to'`);
}

async function readCounts(ctx: RequestContext, versions: readonly number[]): Promise<(version: number) => number> {
  const rows = await ctx.reader.rows<ChildRow & { count: number }>(
    sql`SELECT t.version AS "$parent", count(*)::int AS count FROM (${unionOver((table) => sql`SELECT ${CHANGE_VERSION} AS version FROM ${changesIn(table, versions)}`)}) t GROUP BY t.version`,
  );
  const byVersion = new Map(rows.map(({ $parent, count }) => [$parent, count]));
  return (version) => byVersion.get(version) ?? 0;
}

function changesIn(table: TrackedTable, versions: readonly number[]): Fragment {
  return rowChanges(table, (column) => sql`${column} = ANY(${value(versions)}::int[])`);
}

function unionOver(selection: (table: TrackedTable) => Fragment): Fragment {
  return join(trackedTableNames.map(selection), ' UNION ALL ');
}
