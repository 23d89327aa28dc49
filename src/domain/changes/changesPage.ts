import type { Page } from '../../graphql/connections/connectionType.ts';
import type { RowOfPage } from '../../graphql/connections/page.ts';
import { forwardSlice, pageOf } from '../../graphql/connections/page.ts';
import type { PageArguments } from '../../graphql/connections/pageRequest.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { loader, ROOT } from '../../graphql/relations/loaders.ts';
import { raw, sql, value } from '../../sql/sql.ts';
import type { Change } from './Change.ts';
import type { CursorCondition } from './changedRows.ts';
import { allChanges, changesOfVersion } from './changedRows.ts';

/** A request for a page of the changes after a version. */
export interface ChangesRequest extends Pick<PageArguments, 'first' | 'after'> {
  since?: number | null;
}

/** The public changes after a version, by version, table and key, the oldest first. */
export function loadChanges(ctx: RequestContext, given: ChangesRequest): Page<Change> {
  const slice = forwardSlice(ctx, 'Query.changes', ['integer', 'text', 'text'], given);
  const since = given.since ?? 0;
  const atMost = slice.size + 1;
  const read = async () => {
    const [version = null, table = null, key = null] = slice.after ?? [];
    const isAfterCursor: CursorCondition = (named, keyed) =>
      version === null
        ? raw('true')
        : sql`(j.version > ${value(version)}::int OR (${named}, ${keyed}) > (${value(table)}::text, ${value(key)}::text))`;
    const from = version === null ? raw('true') : sql`j.version >= ${value(version)}::int`;
    // Versions are read one after the other until the page is full.
    return ctx.reader.rows<Change & RowOfPage>(
      sql`SELECT j.version, j.recorded_at AS "recordedAt", c.nature, c."table", c.slug, c.fields, c."subjectId", ARRAY[j.version::text, c."table", c.key] AS "$place" FROM journal j CROSS JOIN LATERAL (${changesOfVersion(atMost, isAfterCursor)}) c WHERE j.version > ${value(since)}::int AND ${from} ORDER BY j.version, c."table", c.key LIMIT ${value(atMost)}`,
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
