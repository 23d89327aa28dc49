import type { QueryName } from '../queries/queryTexts.ts';
import type { SearchKind } from '../queries/queryTypes.ts';
import type { ReadQuery } from '../queries/readQuery.ts';
import type { Html } from '../site/html.ts';
import type { Site } from '../site/Site.ts';

/** A list of records as a page, with a search box, filters with counts, orders and numbered pages. */
export interface List {
  /** The path of the page, such as `/startups`. */
  readonly path: string;
  /** In French, in sentence case: `Startups d’État`. */
  readonly title: string;
  readonly lead: string;
  /** The noun of an item in French. */
  readonly noun: { readonly one: string; readonly many: string };
  readonly query: QueryName;
  /** The kind of record that the search box suggests. */
  readonly kind: SearchKind;
  /** The query of the same rows as one table, for the links to CSV and JSON. */
  readonly fileQuery: QueryName;
  readonly filters: readonly ListFilter[];
  /** The orders by the value of the parameter `tri`; the first one is the default. */
  readonly orders: readonly ListOrder[];
  /** Returns a French sentence if a value does not exist. */
  select(selection: ListSelection): SelectedItems | string;
}

/** What the URL selects. */
export interface ListSelection {
  /** The text to search; empty without one. */
  readonly text: string;
  /** The selected values of each filter, by parameter. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly order: string;
}

/** The items that a selection leaves. */
export interface SelectedItems {
  /** The variables of the queries. */
  readonly variables: { readonly filter: object; readonly orderBy: readonly object[] };
  /** Reads the items after `offset`. */
  read(site: Site, query: ReadQuery, offset: number): Promise<ListPageData>;
}

export interface ListPageData {
  readonly totalCount: number;
  readonly items: readonly Html[];
  /** The values that a reader can select, by the parameter of their filter. */
  readonly choices: ReadonlyMap<string, readonly ListChoice[]>;
}

/** A filter of a list: a parameter of the URL, which may be repeated to select any of several values. */
export interface ListFilter {
  /** The parameter of the URL, in French: `phase`. */
  readonly parameter: string;
  /** In French, in sentence case: `Phase`. */
  readonly label: string;
}

export interface ListChoice {
  /** The value in the URL. */
  readonly value: string;
  readonly label: string;
  /** The number of items under the other filters. */
  readonly count: number;
}

export interface ListOrder {
  readonly value: string;
  readonly label: string;
}

/** The declaration of a list. `Filter` and `Order` are the input types of the API, `Node` and `Facets` the result of the query. */
interface DeclaredList<Filter extends Combinable<Filter>, Order extends object, Node, Facets>
  extends Omit<List, 'filters' | 'orders' | 'select'> {
  readonly filters: readonly DeclaredFilter<Filter, Facets>[];
  readonly orders: readonly (ListOrder & { readonly orderBy: readonly Order[] })[];
  /** The filter for the text of the search box. */
  textFilter(text: string): Filter;
  /** The filter that always applies, such as the kind of the entities. Default: all records. */
  readonly base?: Filter;
  read(
    query: ReadQuery,
    variables: { readonly filter: Filter; readonly orderBy: readonly Order[]; readonly offset: number },
  ): Promise<{ readonly totalCount: number; readonly nodes: readonly Node[]; readonly facets: Facets } | null>;
  item(site: Site, node: Node): Html;
}

/** A filter of the API that combines others. */
interface Combinable<Filter> {
  readonly and?: readonly Filter[] | null;
  readonly or?: readonly Filter[] | null;
}

/** A filter with its meaning in the API. */
export interface DeclaredFilter<Filter, Facets> extends ListFilter {
  /** The values of a closed list; null for an open list. */
  readonly words: readonly string[] | null;
  /** The condition for values, which are in {@link words} if the list is closed. */
  toFilter(values: readonly string[]): Filter;
  choices(facets: Facets): readonly ListChoice[];
}

/** Declares a list. */
export function defineList<Filter extends Combinable<Filter>, Order extends object, Node, Facets>(
  declared: DeclaredList<Filter, Order, Node, Facets>,
): List {
  const filterOf = ({ text, values }: ListSelection): Filter | string => {
    let filter: Filter | undefined = declared.base;
    if (text !== '') filter = merge(filter, declared.textFilter(text));
    for (const { parameter, label, words, toFilter } of declared.filters) {
      const selected = values.get(parameter) ?? [];
      if (selected.length === 0) continue;
      const unknown = words && selected.find((value) => !words.includes(value));
      if (unknown != null)
        return `Le filtre « ${label} » n’a pas la valeur « ${unknown.slice(0, 80)} ». Les valeurs sont : ${words?.join(', ')}.`;
      filter = merge(filter, toFilter(selected));
    }
    return filter ?? declared.textFilter('');
  };
  return {
    ...declared,
    select: (selection) => {
      const filter = filterOf(selection);
      if (typeof filter === 'string') return filter;
      const orderBy = declared.orders.find(({ value }) => value === selection.order)?.orderBy ?? [];
      return {
        variables: { filter, orderBy },
        read: async (site, query, offset) => {
          const found = await declared.read(query, { filter, orderBy, offset });
          if (!found) throw new Error(`the query ${declared.query} returned no list`);
          return {
            totalCount: found.totalCount,
            items: found.nodes.map((node) => declared.item(site, node)),
            choices: new Map(declared.filters.map(({ parameter, choices }) => [parameter, choices(found.facets)])),
          };
        },
      };
    },
  };
}

/** Both conditions. Those of fields stay on the first level, so that each facet can ignore the condition on its own field. */
function merge<Filter extends Combinable<Filter>>(filter: Filter | undefined, condition: Filter): Filter {
  if (!filter) return condition;
  return condition.or ? { ...filter, and: [...(filter.and ?? []), condition] } : { ...filter, ...condition };
}
