import type { CountedRows, Facet } from '../graphql/facets/facets.ts';
import { facetRows, facetSize } from '../graphql/facets/facets.ts';
import type { Fragment } from '../sql/sql.ts';
import { raw, sql } from '../sql/sql.ts';
import type { Compilation, Field, FieldNodes } from './Compilation.ts';
import { computedObjectText } from './computedObjectText.ts';
import type { JsonText } from './JsonText.ts';
import { jsonArray, textToSql } from './JsonText.ts';
import { expressionSource } from './ObjectSource.ts';
import type { CompileObject } from './Scope.ts';

/** A facet field of a query. */
export interface FacetSelection {
  readonly facet: Facet;
  readonly field: Field;
  readonly nodes: FieldNodes;
  readonly countedRows: CountedRows;
}

/** The JSON text of a facet: a subselect over its rows ({@link facetRows}), with one row per value. */
export function compileFacet(compilation: Compilation, selection: FacetSelection, objectText: CompileObject): JsonText {
  const { facet, field, nodes, countedRows } = selection;
  const alias = compilation.alias('r');
  const size = facetSize(facet, compilation.argumentValues(field, nodes).first);
  const column = (name: string) => raw(`${alias}.${name}`);
  const [value, count, place] = [column('value'), column('count'), column('place')];

  const counts = (of: Field, selected: FieldNodes, filter?: Fragment): JsonText => {
    const source = expressionSource({ [facet.property]: value, label: column('label'), count }, raw('0'));
    return jsonArray(objectText(of.type, selected, { source, parentArguments: {} }), place, filter);
  };
  const isListed = sql`${value} IS NOT NULL AND ${place} <= ${raw(String(size))}`;
  const text = facet.closedList
    ? counts(field, nodes)
    : computedObjectText(compilation, field, nodes, {
        nodes: (selected, of) => counts(of, selected, sql` FILTER (WHERE ${isListed})`),
        others: () => [sql`(coalesce(max(${column('value_count')}), 0) - count(*) FILTER (WHERE ${isListed}))::text`],
        without: () => [sql`coalesce(max(${count}) FILTER (WHERE ${value} IS NULL), 0)::text`],
      });
  if (text.every((piece) => typeof piece === 'string')) return text;
  const rows = facetRows(facet, countedRows, raw(String(size + 1)));
  return [sql`(SELECT ${textToSql(text)} FROM (${rows}) ${raw(alias)})`];
}
