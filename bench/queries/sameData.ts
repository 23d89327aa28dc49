/**
 * What an answer says, whatever the dialect: lists without what surrounds them, services in one order, instants as
 * one number. Two variants that were asked the same give the same.
 */
export function said(answer: unknown): unknown {
  return plain(answer, '');
}

function plain(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plain(item, key));
    // PostGraphile can't order them by the name of what the link leads to.
    return key === 'services'
      ? items.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
      : items;
  }
  if (typeof value === 'string') return INSTANT.test(value) ? Date.parse(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && WRAPPERS.has(first[0])) return plain(first[1], key);
  return Object.fromEntries(
    entries.filter(([name]) => name !== 'extensions').map(([name, of]) => [name, plain(of, name)]),
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;
const WRAPPERS = new Set(['nodes', 'of']);
