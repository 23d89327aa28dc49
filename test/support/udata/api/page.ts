import { type Call, notFound } from '../http/call.ts';
import type { Json, JsonObject } from '../http/json.ts';
import { badInput, readInteger } from '../rules/body.ts';

/** One page of a list. Beyond the last one there is nothing to find: 404, but for the first page of an empty list. */
export function pageOf<Item>(call: Call, items: Item[], show: (item: Item) => Json, defaultSize = 20): JsonObject {
  const page = positive(call, 'page', 'The page to fetch', 1);
  const size = positive(call, 'page_size', 'The page size to fetch', defaultSize);
  const slice = items.slice((page - 1) * size, page * size);
  if (slice.length === 0 && page > 1) throw notFound(call.path);
  return {
    data: slice.map(show),
    next_page: page * size < items.length ? linkTo(call, page + 1, size) : null,
    previous_page: page > 1 ? linkTo(call, page - 1, size) : null,
    page,
    page_size: size,
    total: items.length,
  };
}

function positive(call: Call, name: string, label: string, otherwise: number): number {
  const text = call.query.get(name);
  const value = readInteger(name, text) ?? otherwise;
  if (value < 1) throw badInput({ [name]: `${label} Invalid ${name}: ${text}. ${name} must be a positive integer` });
  return value;
}

function linkTo({ state, path, query }: Call, page: number, size: number): string {
  const kept = new URLSearchParams([...query].filter(([name]) => name !== 'page' && name !== 'page_size'));
  const added: Record<string, number> = { page_size: size, page };
  // Each API builds its link its own way; a publisher follows it as it is.
  const order = path.startsWith('/api/2/') ? ['page', 'page_size'] : ['page_size', 'page'];
  for (const name of order) kept.append(name, `${added[name]}`);
  return `${state.url}${path}?${kept}`;
}
