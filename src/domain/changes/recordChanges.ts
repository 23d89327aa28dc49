import type { Page } from '../../graphql/connections/connectionType.ts';
import type { KeyType } from '../../graphql/connections/cursor.ts';
import type { OrderPart } from '../../graphql/connections/keyset.ts';
import { betweenRows, cursorColumn, orderBy } from '../../graphql/connections/keyset.ts';
import { orderKey } from '../../graphql/connections/listing.ts';
import type { RowOfPage } from '../../graphql/connections/page.ts';
import { pageOf } from '../../graphql/connections/page.ts';
import { type SliceArguments, sliceOf } from '../../graphql/connections/slice.ts';
import type { RequestContext } from '../../graphql/context.ts';
import { idAsOf } from '../../graphql/globalId.ts';
import type { Model } from '../../graphql/relations/columns.ts';
import { tableOf } from '../../graphql/relations/columns.ts';
import type { Keyed } from '../../graphql/relations/loaders.ts';
import { keysTable, loadRows } from '../../graphql/relations/loaders.ts';
import { BATCH_PARENT, TARGET } from '../../graphql/relations/relations.ts';
import type { Fragment } from '../../sql/sql.ts';
import { raw, self, sql, value } from '../../sql/sql.ts';
import type { Change } from './Change.ts';
import { changesOfRecord, changesOfVersion } from './changedRows.ts';

const part = (type: KeyType, by: Fragment): OrderPart => ({ ...orderKey(type, by), direction: 'ASC' });

/** By version, table and key: the order of `Query.changes`. */
const ORDER = [
  part('integer', sql`${self}.version`),
  part('text', sql`${self}."table"`),
  part('text', sql`${self}.key`),
];

/** The public changes of a record and of the rows that belong to it. One statement reads the pages of all records of a batch. */
export function loadRecordChanges(
  ctx: RequestContext,
  model: Model,
  record: Keyed,
  given: SliceArguments,
): Page<Change> {
  const name = `${model.name}.changes`;
  const types = ORDER.map(({ type }) => type);
  const slice = sliceOf(idAsOf(name, ctx.asOf), types, given);
  const changes = changesOfRecord({ table: tableOf(model), key: BATCH_PARENT });
  // A version that the past does not know yet has no row in the journal.
  const known = sql`(SELECT c.* FROM (${changes}) c JOIN journal j ON j.version = c.version WHERE c.version > 0) ${raw(TARGET)}`;
  return pageOf(
    slice,
    given,
    () =>
      loadRows<Change & RowOfPage>(ctx, ORDER, record, { name, ...given }, (keys) => {
        const page = sql`SELECT ${raw(TARGET)}.*, ${cursorColumn(ORDER)} AS "$place" FROM ${known} WHERE ${betweenRows(ORDER, slice)} ORDER BY ${orderBy(ORDER, slice.backward)} LIMIT ${value(slice.size + 1)}`;
        const row = changesOfVersion(1, (table, key) => sql`(${table}, ${key}) = (p."table", p.key)`, {
          table: tableOf(model),
          key: BATCH_PARENT,
        });
        return sql`SELECT k.parent AS "$parent", j.version, j.recorded_at AS "recordedAt", c.nature, c."table", c.slug, c.fields, c."subjectId", p."$place" FROM ${keysTable(keys)} CROSS JOIN LATERAL (${page}) p JOIN journal j ON j.version = p.version CROSS JOIN LATERAL (${row}) c ORDER BY k.parent, ${orderBy(ORDER, slice.backward, 'p')}`;
      }),
    async () => {
      const [counted] = await loadRows<{ count: number }>(ctx, ORDER, record, { name, counted: true }, (keys) => {
        return sql`SELECT k.parent AS "$parent", c.count FROM ${keysTable(keys)} CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM ${known}) c`;
      });
      return counted?.count ?? 0;
    },
  );
}
