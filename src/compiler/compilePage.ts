import { orderBy } from '../graphql/connections/keyset.ts';
import type { Connection } from '../graphql/connections/listing.ts';
import type { PageArguments, PageRequest } from '../graphql/connections/pageRequest.ts';
import { firstRows, pageRequest, pageRows } from '../graphql/connections/pageRequest.ts';
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

/** A connection, with its field in the query. */
export interface ConnectionSelection {
  readonly connection: Connection;
  readonly field: Field;
  readonly nodes: FieldNodes;
  /** The key of the parent object, in SQL. */
  readonly parentKey: Fragment;
}

/** The JSON text of one page of a connection. Throws the errors of wrong page arguments. */
export function compilePage(c: Compilation, of: ConnectionSelection, objectText: CompileObject): JsonText {
  const given: PageArguments = c.argumentValues(of.field, of.nodes);
  const asked = pageRequest(of.connection, given, c.today, of.parentKey);
  const alias = c.alias('r');
  const place: Scope = { source: tableSource(of.connection.listing.model, alias), parentArguments: {} };
  const { from, where, bindings } = asked;
  const facets: Scope = { source: ROOT_SOURCE, parentArguments: {}, facetRows: { from, where, arguments: bindings } };
  const page = new PageText(
    c,
    { asked, given, alias },
    {
      node: (type, below) => objectText(type, below, place),
      facets: (type, below) => objectText(type, below, facets),
    },
  );
  const text = page.text(of.field, of.nodes);
  return page.readsRows ? [sql`(SELECT ${textToSql(text)} FROM (${page.rows()}) ${raw(alias)})`] : text;
}

/** A page while it is compiled, and the alias of its rows. */
interface PageInProgress {
  readonly asked: PageRequest;
  readonly given: PageArguments;
  readonly alias: string;
}

/** Compiles the objects inside a page. */
interface PageContents {
  node(type: Field['type'], nodes: FieldNodes): JsonText;
  facets(type: Field['type'], nodes: FieldNodes): JsonText;
}

/**
 * The parts of a page, from its rows. For edges and page info, rows have their rank `$row` and their sort values `$place`, and
 * one row more than requested is read: it tells whether there is another page.
 */
class PageText {
  /** Whether rows are read: `totalCount` alone reads none. */
  readsRows = false;
  /** Whether the rows need a rank and sort values. */
  #isRanked = false;
  /** Whether the rows need their number, `$found`. */
  #countsRows = false;
  readonly #c: Compilation;
  readonly #page: PageInProgress;
  readonly #below: PageContents;
  readonly #size: Fragment;

  constructor(c: Compilation, page: PageInProgress, below: PageContents) {
    this.#c = c;
    this.#page = page;
    this.#below = below;
    this.#size = raw(String(page.asked.size));
  }

  text(field: Field, nodes: FieldNodes): JsonText {
    this.#isRanked = [...this.#c.fields(objectType(field), nodes).values()].some(([node]) =>
      ['edges', 'pageInfo'].includes(node?.name.value ?? ''),
    );
    return computedObjectText(this.#c, field, nodes, {
      totalCount: () => this.#count(),
      facets: (below, { type }) => this.#below.facets(type, below),
      nodes: (below, { type }) => this.#list(this.#below.node(type, below)),
      edges: (below, each) => this.#list(this.#edge(each, below)),
      pageInfo: (below, each) => this.#position(each, below),
    });
  }

  /** The rows that the text reads. Call it after `text()`. */
  rows(): Fragment {
    const { asked } = this.#page;
    if (!this.#isRanked) return firstRows(asked, this.#size);
    const columns = raw(`${TARGET}.*${this.#countsRows ? ', count(*) OVER () AS "$found"' : ''}`);
    return pageRows(asked, columns, raw(String(asked.size + 1)));
  }

  #edge(field: Field, nodes: FieldNodes): JsonText {
    return computedObjectText(this.#c, field, nodes, {
      cursor: () => this.#cursor(),
      node: (below, { type }) => this.#below.node(type, below),
    });
  }

  #position(field: Field, nodes: FieldNodes): JsonText {
    const { asked, given } = this.#page;
    // The row of a cursor was read from this list: there is a row on its side of the page.
    return computedObjectText(this.#c, field, nodes, {
      hasNextPage: () => (asked.backward ? [String(given.before != null)] : this.#more()),
      hasPreviousPage: () => (asked.backward ? this.#more() : [String(given.after != null)]),
      startCursor: () => (asked.backward ? this.#lastCursor() : this.#cursorAt(raw('1'))),
      endCursor: () => (asked.backward ? this.#cursorAt(raw('1')) : this.#lastCursor()),
    });
  }

  #count(): JsonText {
    const { from, where } = this.#page.asked;
    return [sql`(SELECT count(*)::text FROM ${from} WHERE ${where})`];
  }

  /** The rows of the page in its order, without the extra row. */
  #list(item: JsonText): JsonText {
    this.readsRows = true;
    if (!this.#isRanked) return [jsonArray(item, orderBy(this.#page.asked.order, false, this.#page.alias))];
    const order = sql`${this.#rank} ${raw(this.#page.asked.backward ? 'DESC' : 'ASC')}`;
    return [jsonArray(item, order, sql` FILTER (WHERE ${this.#rank} <= ${this.#size})`)];
  }

  #more(): JsonText {
    this.readsRows = true;
    return [sql`(count(*) > ${this.#size})::text`];
  }

  #lastCursor(): JsonText {
    this.#countsRows = true;
    return this.#cursorAt(sql`least(${raw(`${this.#page.alias}."$found"`)}, ${this.#size})`);
  }

  #cursorAt(rank: Fragment): JsonText {
    this.readsRows = true;
    const only = sql`FILTER (WHERE ${this.#rank} = ${rank} AND ${this.#rank} <= ${this.#size})`;
    return [sql`coalesce(max(${textToSql(this.#cursor())}) ${only}, 'null')`];
  }

  #cursor(): JsonText {
    const { asked, alias } = this.#page;
    return cursorText(asked.signature, raw(`${alias}."$place"`));
  }

  get #rank(): Fragment {
    return raw(`${this.#page.alias}."$row"`);
  }
}
