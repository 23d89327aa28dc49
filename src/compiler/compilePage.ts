import { orderBy } from '../graphql/connections/keyset.ts';
import type { Connection } from '../graphql/connections/listing.ts';
import type { AskedPage, PageArguments } from '../graphql/connections/pageRequest.ts';
import { askedOf, firstRows, pageRows } from '../graphql/connections/pageRequest.ts';
import { TARGET } from '../graphql/relations/relations.ts';
import type { Fragment } from '../sql/sql.ts';
import { raw, sql } from '../sql/sql.ts';
import type { Compilation, Field, Nodes } from './Compilation.ts';
import { cursorText } from './cursorText.ts';
import type { JsonText } from './JsonText.ts';
import { arrayOf, inSql } from './JsonText.ts';
import type { ObjectText, Place } from './Place.ts';
import { objectType, partsText } from './partsText.ts';
import { ROOT_ROWS, rowsOf } from './Rows.ts';

/** A connection, and how it is asked for. */
export interface AskedConnection {
  readonly connection: Connection;
  readonly field: Field;
  readonly nodes: Nodes;
  /** The key of the parent, in SQL. */
  readonly parentKey: Fragment;
}

/** The JSON text of one page of a connection, from a parent. Refuses what a page can't be asked. */
export function compilePage(c: Compilation, of: AskedConnection, objectText: ObjectText): JsonText {
  const given: PageArguments = c.given(of.field, of.nodes);
  const asked = askedOf(of.connection, given, c.today, of.parentKey);
  const alias = c.alias('r');
  const place: Place = { rows: rowsOf(of.connection.listing.model, alias), within: {} };
  const { from, where, depending } = asked;
  const facets: Place = { rows: ROOT_ROWS, within: {}, list: { from, where, arguments: depending } };
  const page = new PageText(
    c,
    { asked, given, alias },
    {
      node: (type, below) => objectText(type, below, place),
      facets: (type, below) => objectText(type, below, facets),
    },
  );
  const text = page.text(of.field, of.nodes);
  return page.readsRows ? [sql`(SELECT ${inSql(text)} FROM (${page.rows()}) ${raw(alias)})`] : text;
}

/** A page while it is compiled: what is asked of it, and the alias that its rows are under. */
interface Page {
  readonly asked: AskedPage;
  readonly given: PageArguments;
  readonly alias: string;
}

/** How what a page leads to is compiled. */
interface Below {
  node(type: Field['type'], nodes: Nodes): JsonText;
  facets(type: Field['type'], nodes: Nodes): JsonText;
}

/**
 * The parts of a page, from its rows. Where they must say where they stand, `$row` is their rank, `$place` what their
 * cursor is made of, and there is one row more than asked for, if there are others.
 */
class PageText {
  /** Whether anything was asked of the rows: a count alone reads none. */
  readsRows = false;
  /** Whether the rows must say where they stand. */
  #isRanked = false;
  /** Whether they must tell, as `$found`, how many they are. */
  #countsRows = false;
  readonly #c: Compilation;
  readonly #page: Page;
  readonly #below: Below;
  readonly #size: Fragment;

  constructor(c: Compilation, page: Page, below: Below) {
    this.#c = c;
    this.#page = page;
    this.#below = below;
    this.#size = raw(String(page.asked.size));
  }

  text(field: Field, nodes: Nodes): JsonText {
    this.#isRanked = [...this.#c.fields(objectType(field), nodes).values()].some(([node]) =>
      ['edges', 'pageInfo'].includes(node?.name.value ?? ''),
    );
    return partsText(this.#c, field, nodes, {
      totalCount: () => this.#count(),
      facets: (below, { type }) => this.#below.facets(type, below),
      nodes: (below, { type }) => this.#list(this.#below.node(type, below)),
      edges: (below, each) => this.#list(this.#edge(each, below)),
      pageInfo: (below, each) => this.#position(each, below),
    });
  }

  /** The rows that the text is made from; to be called after it. */
  rows(): Fragment {
    const { asked } = this.#page;
    if (!this.#isRanked) return firstRows(asked, this.#size);
    const columns = raw(`${TARGET}.*${this.#countsRows ? ', count(*) OVER () AS "$found"' : ''}`);
    return pageRows(asked, columns, raw(String(asked.size + 1)));
  }

  #edge(field: Field, nodes: Nodes): JsonText {
    return partsText(this.#c, field, nodes, {
      cursor: () => this.#cursor(),
      node: (below, { type }) => this.#below.node(type, below),
    });
  }

  #position(field: Field, nodes: Nodes): JsonText {
    const { asked, given } = this.#page;
    // The row of a cursor stands beside the page: it was read from this very list.
    return partsText(this.#c, field, nodes, {
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

  /** The rows of the page, without the one more, in the order asked for. */
  #list(item: JsonText): JsonText {
    this.readsRows = true;
    if (!this.#isRanked) return [arrayOf(item, orderBy(this.#page.asked.order, false, this.#page.alias))];
    const order = sql`${this.#rank} ${raw(this.#page.asked.backward ? 'DESC' : 'ASC')}`;
    return [arrayOf(item, order, sql` FILTER (WHERE ${this.#rank} <= ${this.#size})`)];
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
    return [sql`coalesce(max(${inSql(this.#cursor())}) ${only}, 'null')`];
  }

  #cursor(): JsonText {
    const { asked, alias } = this.#page;
    return cursorText(asked.signature, raw(`${alias}."$place"`));
  }

  get #rank(): Fragment {
    return raw(`${this.#page.alias}."$row"`);
  }
}
