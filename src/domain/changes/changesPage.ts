import type { Page } from '../../graphql/connections/connectionType.ts';
import type { RowOfPage } from '../../graphql/connections/page.ts';
import { pageOf } from '../../graphql/connections/page.ts';
import { directionOf, type SliceArguments, sliceOf } from '../../graphql/connections/slice.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { idAsOf } from '../../graphql/globalId.ts';
import { loader, ROOT } from '../../graphql/relations/loaders.ts';
import { allOf, raw, sql, value } from '../../sql/sql.ts';
import type { Change } from './Change.ts';
import type { CursorCondition } from './changedRows.ts';
import { allChanges, changesOfVersion } from './changedRows.ts';

/** A request for a page of the changes after a version. */
export interface ChangesRequest extends SliceArguments {
  since?: number | null;
}

/** The public changes after a version, by version, table and key, the oldest first. */
export function loadChanges(ctx: RequestContext, given: ChangesRequest): Page<Change> {
  const slice = sliceOf(idAsOf('Query.changes', ctx.asOf), ['integer', 'text', 'text'], given);
  const since = given.since ?? 0;
  const atMost = slice.size + 1;
  const read = async () => {
    const bounds = [
      { values: slice.after, sign: raw('>') },
      { values: slice.before, sign: raw('<') },
    ].flatMap(({ values, sign }) =>
      values ? [{ sign, version: value(values[0]), table: value(values[1]), key: value(values[2]) }] : [],
    );
    const isWithin: CursorCondition = (named, keyed) =>
      allOf(
        bounds.map(
          ({ sign, version, table, key }) =>
            sql`(j.version ${sign} ${version}::int OR (${named}, ${keyed}) ${sign} (${table}::text, ${key}::text))`,
        ),
      );
    const versions = allOf(bounds.map(({ sign, version }) => sql`j.version ${sign}= ${version}::int`));
    const direction = directionOf(slice);
    // Versions are read one after the other until the page is full.
    return ctx.reader.rows<Change & RowOfPage>(
      sql`SELECT j.version, j.recorded_at AS "recordedAt", c.nature, c."table", c.slug, c.fields, c."subjectId", ARRAY[j.version::text, c."table", c.key] AS "$place" FROM journal j CROSS JOIN LATERAL (${changesOfVersion(atMost, isWithin, undefined, direction)}) c WHERE j.version > ${value(since)}::int AND ${versions} ORDER BY j.version${direction}, c."table"${direction}, c.key${direction} LIMIT ${value(atMost)}`,
    );
  };
  const count = async () => {
    const [counted] = await ctx.reader.rows<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM (${allChanges((column) => sql`${column} > ${value(since)}::int`)}) c JOIN journal j ON j.version = c.version`,
    );
    return counted?.count ?? 0;
  };
  return pageOf(
    slice,
    given,
    () => loader(ctx, loadChanges, given, async () => constant(await read())).load(ROOT.key),
    () => loader(ctx, loadChanges, { since, counted: true }, async () => constant(await count())).load(ROOT.key),
  );
}

function constant<V>(found: V): () => V {
  return () => found;
}
