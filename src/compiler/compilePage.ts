import { orderBy } from '../graphql/connections/keyset.ts';
import type { Connection } from '../graphql/connections/listing.ts';
import type { PageArguments, PageRequest } from '../graphql/connections/pageRequest.ts';
import { firstRows, pageRequest, pageRows } from '../graphql/connections/pageRequest.ts';
import { skipsRows } from '../graphql/connections/slice.ts';
import type { FacetsArguments } from '../graphql/facets/facets.ts';
import { TARGET } from '../graphql/relations/relations.ts';
import type { Fragment } from '../sql/sql.ts';
import { raw, sql } from '../sql/sql.ts';
import type { Compilation, Field, FieldNodes } from './Compilation.ts';
import { computedObjectText, objectType } from './computedObjectText.ts';
import { cursorText } from './cursorText.ts';
import type { JsonText } from './JsonText.ts';
import { jsonArray, textToSql } from './JsonText.ts';
import { ROOT_SOURCE, tableSource } from './ObjectSource.ts';
import type { CompileObject, Scope } from './Scope.ts';

/** A connection field of a query. */
export interface ConnectionSelection {
  readonly connection: Connection;
  readonly field: Field;
  readonly nodes: FieldNodes;
  /** The SQL expression of the parent object's key. */
  readonly parentKey: Fragment;
}

/** The JSON text of one page of a connection. Throws a RegisterError if a page argument is invalid. */
export function compilePage(
  compilation: Compilation,
  selection: ConnectionSelection,
  objectText: CompileObject,
): JsonText {
  const given: PageArguments = compilation.argumentValues(selection.field, selection.nodes);
  const request = pageRequest(selection.connection, given, compilation, selection.parentKey);
  const alias = compilation.alias('r');
  const nodeScope: Scope = { source: tableSource(selection.connection.listing.model, alias), parentArguments: {} };
  const facetScope = ({ ignoreOwnFilter }: FacetsArguments): Scope => ({
    source: ROOT_SOURCE,
    parentArguments: {},
    facetRows: request.countedRows(ignoreOwnFilter ?? false),
  });
  const page = new PageText(
    compilation,
    { request, given, alias },
    {
      node: (type, selected) => objectText(type, selected, nodeScope),
      facets: (field, selected) =>
        objectText(field.type, selected, facetScope(compilation.argumentValues(field, selected))),
    },
  );
  const text = page.text(selection.field, selection.nodes);
  return page.readsRows ? [sql`(SELECT ${textToSql(text)} FROM (${page.rows()}) ${raw(alias)})`] : text;
}

/** The request of a page, its arguments, and the alias of its rows. */
interface RequestedPage {
  readonly request: PageRequest;
  readonly given: PageArguments;
  readonly alias: string;
}

/** Compiles the objects of a page. */
interface PageObjects {
  node(type: Field['type'], nodes: FieldNodes): JsonText;
  facets(field: Field, nodes: FieldNodes): JsonText;
}

/**
 * Compiles the fields of a page over its rows. Edges and page info need two more columns: `$row`, the rank of a row in the
 * page, and `$place`, its sort values. They also need one row more than the page size, which shows whether there is another page.
 */
class PageText {
  /** Whether the text reads rows: `totalCount` alone does not. */
  readsRows = false;
  /** Whether the rows need `$row` and `$place`. */
  #isRanked = false;
  /** Whether the rows need `$found`, the number of rows. */
  #countsRows = false;
  readonly #compilation: Compilation;
  readonly #page: RequestedPage;
  readonly #objects: PageObjects;
  readonly #size: Fragment;

  constructor(compilation: Compilation, page: RequestedPage, objects: PageObjects) {
    this.#compilation = compilation;
    this.#page = page;
    this.#objects = objects;
    this.#size = raw(String(page.request.size));
  }

  text(field: Field, nodes: FieldNodes): JsonText {
    this.#isRanked = [...this.#compilation.fields(objectType(field), nodes).values()].some(([node]) =>
      ['edges', 'pageInfo'].includes(node?.name.value ?? ''),
    );
    return computedObjectText(this.#compilation, field, nodes, {
      totalCount: () => this.#totalCount(),
      facets: (selected, each) => this.#objects.facets(each, selected),
      nodes: (selected, { type }) => this.#list(this.#objects.node(type, selected)),
      edges: (selected, each) => this.#list(this.#edge(each, selected)),
      pageInfo: (selected, each) => this.#pageInfo(each, selected),
    });
  }

  /** The subselect of the rows that the text reads. Call `text()` first: it determines the columns to read. */
  rows(): Fragment {
    const { request } = this.#page;
    if (!this.#isRanked) return firstRows(request, this.#size);
    const columns = raw(`${TARGET}.*${this.#countsRows ? ', count(*) OVER () AS "$found"' : ''}`);
    return pageRows(request, columns, raw(String(request.size + 1)));
  }

  #edge(field: Field, nodes: FieldNodes): JsonText {
    return computedObjectText(this.#compilation, field, nodes, {
      cursor: () => this.#cursor(),
      node: (selected, { type }) => this.#objects.node(type, selected),
    });
  }

  #pageInfo(field: Field, nodes: FieldNodes): JsonText {
    const { request, given } = this.#page;
    return computedObjectText(this.#compilation, field, nodes, {
      hasNextPage: () => (request.backward ? [String(skipsRows(request, given.before))] : this.#hasMore()),
      hasPreviousPage: () => (request.backward ? this.#hasMore() : [String(skipsRows(request, given.after))]),
      startCursor: () => (request.backward ? this.#lastCursor() : this.#cursorAt(raw('1'))),
      endCursor: () => (request.backward ? this.#cursorAt(raw('1')) : this.#lastCursor()),
    });
  }

  #totalCount(): JsonText {
    return [sql`${this.#page.request.count}::text`];
  }

  /** The items of the page in its order, without the extra row. */
  #list(item: JsonText): JsonText {
    this.readsRows = true;
    if (!this.#isRanked) return jsonArray(item, orderBy(this.#page.request.order, false, this.#page.alias));
    const order = sql`${this.#rank} ${raw(this.#page.request.backward ? 'DESC' : 'ASC')}`;
    return jsonArray(item, order, sql` FILTER (WHERE ${this.#rank} <= ${this.#size})`);
  }

  #hasMore(): JsonText {
    this.readsRows = true;
    return [sql`(count(*) > ${this.#size})::text`];
  }

  #lastCursor(): JsonText {
    this.#countsRows = true;
    return this.#cursorAt(sql`least(${raw(`${this.#page.alias}."$found"`)}, ${this.#size})`);
  }

  #cursorAt(rank: Fragment): JsonText {
    this.readsRows = true;
    const filter = sql`FILTER (WHERE ${this.#rank} = ${rank} AND ${this.#rank} <= ${this.#size})`;
    return [sql`coalesce(max(${textToSql(this.#cursor())}) ${filter}, 'null')`];
  }

  #cursor(): JsonText {
    const { request, alias } = this.#page;
    return cursorText(request.signature, raw(`${alias}."$place"`));
  }

  get #rank(): Fragment {
    return raw(`${this.#page.alias}."$row"`);
  }
}
