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

/**
 * The JSON text of a facet, from a subselect with one row per value. Its columns:
 * - `value`: null for the counted rows without a value
 * - `count`: the number of counted rows with the value
 * - `lines`: the number of values, null included
 * - `n`: the rank among the values that are not null
 */
export function compileFacet(compilation: Compilation, selection: FacetSelection, objectText: CompileObject): JsonText {
  const { facet, field, nodes, countedRows } = selection;
  const alias = compilation.alias('r');
  const size = facetSize(facet, compilation.argumentValues(field, nodes).first);
  const column = (name: string) => raw(`${alias}.${name}`);
  const [value, count, valueCount, rank] = [column('value'), column('count'), column('lines'), column('n')];
  const isListed = sql`${value} IS NOT NULL AND ${rank} <= ${raw(String(size))}`;

  const counts = (of: Field, selected: FieldNodes, property: string, withNull: boolean): Fragment => {
    const rows = expressionSource({ [property]: value, count }, raw('0'));
    const condition = withNull ? sql`${value} IS NULL OR ${isListed}` : isListed;
    const item = objectText(of.type, selected, { source: rows, parentArguments: {} });
    return jsonArray(item, sql`${value} IS NULL, ${rank}`, sql` FILTER (WHERE ${condition})`);
  };
  const text = ((): JsonText => {
    switch (facet.mode) {
      case 'allValues':
        return [counts(field, nodes, facet.property, facet.withNull)];
      case 'topValues':
        return computedObjectText(compilation, field, nodes, {
          nodes: (selected, of) => [counts(of, selected, facet.property, false)],
          others: () => [
            sql`(coalesce(max(${valueCount}), 0) - count(*) FILTER (WHERE ${value} IS NULL) - count(*) FILTER (WHERE ${isListed}))::text`,
          ],
          without: () => [sql`coalesce(max(${count}) FILTER (WHERE ${value} IS NULL), 0)::text`],
        });
      case 'count':
        return [sql`coalesce(max(${count}) FILTER (WHERE ${value}), 0)::text`];
    }
  })();
  if (text.every((piece) => typeof piece === 'string')) return text;
  const from = facetRows(facet, countedRows, raw(String(size + 1)));
  return [
    sql`(SELECT ${textToSql(text)} FROM (SELECT f.*, row_number() OVER (PARTITION BY f.value IS NULL ORDER BY f.place) AS n FROM (${from}) f) ${raw(alias)})`,
  ];
}
