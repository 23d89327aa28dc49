import type { Connection } from '../connections/listing.ts';
import { loadPage } from '../connections/page.ts';
import type { RequestContext } from '../context.ts';
import type { Facet } from '../facets/facets.ts';
import { readFacet } from '../facets/facets.ts';
import type { Keyed } from '../relations/loaders.ts';
import {
  dayOr,
  loadAggregate,
  loadAggregateRow,
  loadExpression,
  loadGroups,
  loadLookup,
  loadMany,
  loadOne,
  ROOT,
} from '../relations/loaders.ts';
import type { Arguments, Relation } from '../relations/relations.ts';

/** What a field of the graph can be answered by. */
export type FieldRelation = Relation | Connection | Facet;

/**
 * The value of a field whose relation is all that it is.
 * @param source the object of the field. One without a key is a namespace: its fields depend on its own arguments.
 */
export function loadRelation(
  ctx: RequestContext,
  relation: FieldRelation,
  source: object | undefined,
  given: Arguments,
): unknown {
  const parent = source && isKeyed(source) ? source : ROOT;
  const all = parent === ROOT ? { ...source, ...given } : given;
  switch (relation.kind) {
    case 'one':
      return loadOne(ctx, relation, source ?? ROOT);
    case 'many':
      return loadMany(ctx, relation, parent, given);
    case 'lookup':
      return loadLookup(ctx, relation, relation.property === null ? null : String(given[relation.property]));
    case 'expression':
      return loadExpression(ctx, relation, parent, given);
    case 'aggregate':
      return loadAggregate(ctx, relation, parent, all);
    case 'aggregateRow':
      return loadAggregateRow(ctx, relation, parent, all);
    case 'groups':
      return loadGroups(ctx, relation, parent, all);
    case 'namespace':
      return dayOr(ctx.today, given);
    case 'connection':
      return loadPage(ctx, relation, given, parent);
    case 'facet':
      return readFacet(source, relation, given);
  }
}

function isKeyed(source: object): source is Keyed {
  return 'key' in source && typeof source.key === 'number';
}
