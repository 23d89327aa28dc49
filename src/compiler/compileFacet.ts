import { PAGE_SIZE, PAGE_SIZE_AT_MOST, sizeOf } from '../graphql/connections/pageSize.ts';
import type { FacetField } from '../graphql/facets/facetFields.ts';
import { type CountedRows, facetLines } from '../graphql/facets/facets.ts';
import type { Fragment } from '../sql/sql.ts';
import { raw, sql } from '../sql/sql.ts';
import type { Compilation, Field, Nodes } from './Compilation.ts';
import type { JsonText } from './JsonText.ts';
import { arrayOf, inSql } from './JsonText.ts';
import type { ObjectText, Place } from './Place.ts';
import { partsText } from './partsText.ts';
import { derivedRows } from './Rows.ts';

/** A facet, and how it is asked for. */
export interface AskedFacet {
  readonly declared: FacetField;
  readonly field: Field;
  readonly nodes: Nodes;
  /** The rows that are counted. */
  readonly list: CountedRows;
}

/**
 * The JSON text of a facet, from its lines: each has a `value`, or null for the rows without any, their `count`, how many
 * `lines` there are, and its rank `n` among those with a value.
 */
export function compileFacet(c: Compilation, of: AskedFacet, objectText: ObjectText): JsonText {
  const { declared, field, nodes, list } = of;
  const alias = c.alias('r');
  const { first } = c.given(field, nodes);
  const size = declared.facet.closed
    ? PAGE_SIZE_AT_MOST
    : sizeOf('first', typeof first === 'number' ? first : PAGE_SIZE);
  const text = new FacetText(c, { ...of, alias, size }, objectText).text();
  if (text.every((piece) => typeof piece === 'string')) return text;
  const lines = facetLines(declared.facet, list, raw(String(size + 1)));
  return [
    sql`(SELECT ${inSql(text)} FROM (SELECT f.*, row_number() OVER (PARTITION BY f.value IS NULL ORDER BY f.place) AS n FROM (${lines}) f) ${raw(alias)})`,
  ];
}

class FacetText {
  readonly #c: Compilation;
  readonly #of: AskedFacet & { readonly alias: string; readonly size: number };
  readonly #objectText: ObjectText;

  constructor(
    c: Compilation,
    of: AskedFacet & { readonly alias: string; readonly size: number },
    objectText: ObjectText,
  ) {
    this.#c = c;
    this.#of = of;
    this.#objectText = objectText;
  }

  text(): JsonText {
    const { declared, field, nodes } = this.#of;
    switch (declared.as) {
      case 'list':
        return [this.#counts(field, nodes, declared.property, declared.withNull)];
      case 'most':
        return this.#most(declared.property);
      case 'number':
        return [sql`coalesce(max(${this.#column('count')}) FILTER (WHERE ${this.#column('value')}), 0)::text`];
    }
  }

  #most(property: string): JsonText {
    const [value, count] = [this.#column('value'), this.#column('count')];
    const shown = sql`count(*) FILTER (WHERE ${this.#isShown})`;
    return partsText(this.#c, this.#of.field, this.#of.nodes, {
      nodes: (below, field) => [this.#counts(field, below, property, false)],
      others: () => [
        sql`(coalesce(max(${this.#column('lines')}), 0) - count(*) FILTER (WHERE ${value} IS NULL) - ${shown})::text`,
      ],
      without: () => [sql`coalesce(max(${count}) FILTER (WHERE ${value} IS NULL), 0)::text`],
    });
  }

  #counts(field: Field, nodes: Nodes, property: string, withNull: boolean): Fragment {
    const columns = { [property]: this.#column('value'), count: this.#column('count') };
    const place: Place = { rows: derivedRows(columns, raw('0')), within: {} };
    const only = withNull ? sql`${this.#column('value')} IS NULL OR ${this.#isShown}` : this.#isShown;
    const order = sql`${this.#column('value')} IS NULL, ${this.#column('n')}`;
    return arrayOf(this.#objectText(field.type, nodes, place), order, sql` FILTER (WHERE ${only})`);
  }

  get #isShown(): Fragment {
    return sql`${this.#column('value')} IS NOT NULL AND ${this.#column('n')} <= ${raw(String(this.#of.size))}`;
  }

  #column(column: string): Fragment {
    return raw(`${this.#of.alias}.${column}`);
  }
}
