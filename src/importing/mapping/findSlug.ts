import type { FindingReporter } from '../findings/FindingCollector.ts';
import { bareId } from '../sources/sourceId.ts';

/** Slugs of rows by their id at the source. */
export type SlugsById = ReadonlyMap<string, string>;

/** The ids of each map by their lower case; null if several differ only by case. */
const idsByLowerCase = new WeakMap<SlugsById, ReadonlyMap<string, string | null>>();

/** The slug of a referenced row. The id may be in another case if only one id matches: this is reported. */
export function findSlug(
  slugs: SlugsById,
  reference: string,
  reporter: FindingReporter,
  field: string,
): string | undefined {
  const id = bareId(reference);
  const slug = slugs.get(id);
  if (slug !== undefined) return slug;
  const known = lowerCaseIds(slugs).get(id.toLowerCase()) ?? null;
  if (known === null) return undefined;
  reporter.report('ID_CASE', field, id, known);
  return slugs.get(known);
}

function lowerCaseIds(slugs: SlugsById): ReadonlyMap<string, string | null> {
  let ids = idsByLowerCase.get(slugs);
  if (ids === undefined) {
    const found = new Map<string, string | null>();
    for (const id of slugs.keys()) found.set(id.toLowerCase(), found.has(id.toLowerCase()) ? null : id);
    idsByLowerCase.set(slugs, found);
    ids = found;
  }
  return ids;
}
