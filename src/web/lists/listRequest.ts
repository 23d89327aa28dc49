import { isStorable } from '../../server/limits/variableLimits.ts';
import type { List, ListSelection, SelectedItems } from './ListDefinition.ts';

export const PAGE_SIZE = 20;

/** The parameters that every list has. */
export const TEXT = 'q';
export const ORDER = 'tri';
export const PAGE = 'page';

/** What the URL of a list selects, and the number of its page, from 1. */
interface ListAddress extends ListSelection {
  readonly page: number;
}

export interface ListRequest extends ListAddress {
  readonly selected: SelectedItems;
}

/** Parameters that other sites add to links. They are ignored. */
const TRACKING = /^(?:utm_|mtm_|pk_|at_|fbclid$|gclid$|xtor$)/;

/** The maximum length of the text of a search box, in UTF-16 code units. */
export const MAXIMUM_TEXT = 200;
const MAXIMUM_VALUES = 50;
const MAXIMUM_PAGE = 5_000;

/** Reads the parameters of the URL of a list. Returns a French sentence if one is wrong. */
export function readListRequest(list: List, parameters: URLSearchParams): ListRequest | string {
  const known = [TEXT, ORDER, PAGE, ...list.filters.map(({ parameter }) => parameter)];
  const unknown = unknownParameter(parameters, known);
  if (unknown !== null) return unknown;
  if (!isStorable([...parameters])) return 'L’adresse contient un caractère qui ne peut pas être cherché.';
  const text = (parameters.get(TEXT) ?? '').trim();
  if (text.length > MAXIMUM_TEXT)
    return `Le texte cherché est trop long : il compte au plus ${MAXIMUM_TEXT} caractères.`;
  const orders = list.orders.map(({ value }) => value);
  const order = parameters.get(ORDER) || (orders[0] ?? '');
  if (!orders.includes(order))
    return `L’ordre « ${order.slice(0, 50)} » n’existe pas. Les ordres sont : ${orders.join(', ')}.`;
  const page = pageNumber(parameters);
  if (typeof page === 'string') return page;
  const values = new Map<string, readonly string[]>();
  for (const { parameter, label } of list.filters) {
    const given = [...new Set(parameters.getAll(parameter).filter((value) => value !== ''))];
    if (given.length > MAXIMUM_VALUES) return `Le filtre « ${label} » a au plus ${MAXIMUM_VALUES} valeurs.`;
    if (given.length > 0) values.set(parameter, given);
  }
  const address = { text, values, order, page };
  const selected = list.select(address);
  return typeof selected === 'string' ? selected : { ...address, selected };
}

/** A French sentence about a parameter that a page does not have; null if it has all. */
export function unknownParameter(parameters: URLSearchParams, known: readonly string[]): string | null {
  const unknown = [...parameters.keys()].find((name) => !known.includes(name) && !TRACKING.test(name));
  return unknown === undefined
    ? null
    : `Le filtre « ${unknown.slice(0, 50)} » n’existe pas. Les filtres de cette page sont : ${known.join(', ')}.`;
}

/** The number of the page, from 1. Returns a French sentence if it is wrong. */
export function pageNumber(parameters: URLSearchParams): number | string {
  const page = parameters.get(PAGE) || '1';
  return /^[1-9]\d{0,6}$/.test(page) && Number(page) <= MAXIMUM_PAGE
    ? Number(page)
    : `« ${page.slice(0, 20)} » n’est pas un numéro de page. Une page a un numéro de 1 à ${MAXIMUM_PAGE}.`;
}

/** The path of a list with its query string. The first page and the default order have no parameter. */
export function listPath(list: List, { text, values, order, page }: ListAddress): string {
  const parameters = new URLSearchParams();
  if (text !== '') parameters.set(TEXT, text);
  for (const { parameter } of list.filters)
    for (const value of values.get(parameter) ?? []) parameters.append(parameter, value);
  if (order !== list.orders[0]?.value) parameters.set(ORDER, order);
  if (page > 1) parameters.set(PAGE, String(page));
  const search = parameters.toString();
  return search === '' ? list.path : `${list.path}?${search}`;
}
