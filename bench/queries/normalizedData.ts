/**
 * Removes the differences between dialects from a response: lists lose their wrapper objects, services are sorted, and instants become
 * numbers. Two variants that return the same data have equal results.
 */
export function normalizedData(response: unknown): unknown {
  return normalize(response, '');
}

function normalize(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => normalize(item, key));
    // PostGraphile cannot sort them by a column of the linked table.
    return key === 'services'
      ? items.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
      : items;
  }
  if (typeof value === 'string') return INSTANT.test(value) ? Date.parse(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && WRAPPERS.has(first[0])) return normalize(first[1], key);
  return Object.fromEntries(
    entries.filter(([name]) => name !== 'extensions').map(([name, child]) => [name, normalize(child, name)]),
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT/;
const WRAPPERS = new Set(['nodes', 'of']);
