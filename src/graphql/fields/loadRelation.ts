import type { Fragment } from '../../sql/sql.ts';
import { join, raw, sql, value } from '../../sql/sql.ts';
import type { Connection } from '../connections/listing.ts';
import { loadPage } from '../connections/page.ts';
import type { RequestContext } from '../context.ts';
import type { Facet } from '../facets/facets.ts';
import { readFacet } from '../facets/facets.ts';
import { tableOf } from '../relations/columns.ts';
import type { Keyed } from '../relations/loaders.ts';
import { keysTable, loadLookup, loadMany, loadOne, loadOneVia, loadRows, ROOT, withDay } from '../relations/loaders.ts';
import type { Aggregate, AggregateRow, Arguments, Expression, Groups, Relation } from '../relations/relations.ts';
import { TARGET } from '../relations/relations.ts';
import { absentArguments, lookupArguments } from '../relations/uniqueKeys.ts';

/**
 * Loads the value of a field from its relation.
 * @param source the parent object. An object without a key is a namespace: it has the arguments that its fields receive. An aggregate
 * row also passes its arguments to its fields.
 */
export function loadRelation(
  ctx: RequestContext,
  relation: Relation | Connection | Facet,
  source: object | undefined,
  given: Arguments,
): unknown {
  const parent = source && isKeyed(source) ? source : ROOT;
  switch (relation.kind) {
    case 'one':
      return loadOne(ctx, relation, source ?? ROOT);
    case 'oneVia':
      return loadOneVia(ctx, relation, parent, lookupArguments(given, ctx.asOf));
    case 'dated':
      if (given.on == null) return loadRelation(ctx, relation.present, source, given);
      return loadRelation(ctx, relation.onDay, source, {
        ...(relation.present.kind === 'lookup' && absentArguments(relation.present)),
        ...given,
      });
    case 'many':
      return loadMany(ctx, relation, parent, given);
    case 'lookup':
      return loadLookup(ctx, relation, lookupArguments(given, ctx.asOf));
    case 'expression':
    case 'aggregate':
    case 'aggregateRow':
    case 'groups':
      return loadDerived(ctx, relation, parent, withDay(ctx.today, { ...argumentsOf(source), ...given }));
    case 'namespace':
      return withDay(ctx.today, { ...argumentsOf(source), ...given });
    case 'connection':
      return loadPage(ctx, relation, given, parent);
    case 'facet':
      return readFacet(source, relation, given);
  }
}

type Derived = Expression | Aggregate | AggregateRow | Groups;

async function loadDerived(ctx: RequestContext, relation: Derived, parent: Keyed, given: Arguments): Promise<unknown> {
  const rows = await loadRows<{ value?: unknown }>(ctx, relation, parent, given, (keys) => statementOf(relation, keys));
  if (relation.kind === 'groups') return rows;
  const [row] = rows;
  if (row === undefined) throw new Error(`no row was read for the key ${parent.key}`);
  if (relation.kind !== 'aggregateRow') return row.value;
  return { ...row, key: parent.key, [ARGUMENTS]: { ...given, ...relation.passed } };
}

/** The arguments of an aggregate row. */
const ARGUMENTS = Symbol('arguments');

/** The arguments that an object passes to its fields. */
function argumentsOf(source: object | undefined): Arguments {
  if (source === undefined) return {};
  if (ARGUMENTS in source) return { ...Object(source[ARGUMENTS]) };
  return isKeyed(source) ? {} : { ...source };
}

function statementOf(relation: Derived, keys: readonly number[]): Fragment {
  if (relation.kind === 'expression') {
    const from = raw(`${tableOf(relation.of())} ${TARGET}`);
    return sql`SELECT ${raw(TARGET)}.id AS "$parent", ${relation.value} AS "value" FROM ${from} WHERE ${raw(TARGET)}.id = ANY(${value(keys)}::int[])`;
  }
  const columns = relation.kind === 'aggregate' ? { value: relation.value } : relation.columns;
  const list = Object.entries<Fragment>(columns).map(([name, column]) => sql`${column} AS ${raw(`"${name}"`)}`);
  const order = relation.kind === 'groups' ? sql` ORDER BY k.parent, ${relation.order}` : raw('');
  return sql`SELECT k.parent AS "$parent", s.* FROM ${keysTable(keys)} CROSS JOIN LATERAL (SELECT ${join(list, ', ')} FROM ${relation.from}) s${order}`;
}

function isKeyed(source: object): source is Keyed {
  return 'key' in source && typeof source.key === 'number';
}
