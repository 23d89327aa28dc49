import type { FindingSubject } from '../findings/Finding.ts';
import type { Notebook, Page } from '../findings/FindingCollector.ts';

/** An id as the API writes it in v2.7: references of older versions, and owners, carry the folder of the site. */
export function bareId(reference: string): string {
  return reference.trim().replace(/^\/?(?:organisations|incubateurs|startups)\//, '');
}

/** The rows that can be known by their id, each once: ids that nothing could be addressed by, and repetitions, are noted. */
export function identified<R extends { row: { id: string } }>(
  rows: readonly R[],
  book: Notebook,
  subject: FindingSubject,
  prefix: 'organisation' | 'incubator' | 'startup',
): (R & { id: string; page: Page })[] {
  const seen = new Set<string>();
  const kept: (R & { id: string; page: Page })[] = [];
  for (const entry of rows) {
    const id = bareId(entry.row.id);
    const page = book.page(subject, `${prefix}/${isUsableId(id) ? id : ''}`);
    if (!isUsableId(id)) page.note('ID_UNUSABLE', 'id', id);
    else if (seen.has(id)) page.note('DUPLICATE_ID', 'id', id);
    else {
      seen.add(id);
      kept.push({ ...entry, id, page });
    }
  }
  return kept;
}

/**
 * Whether an id can be a slug as it is: dots, capitals and accents are fine, but not what a URL, a path or a line of
 * a file would be broken by.
 */
export function isUsableId(id: string): boolean {
  return id.length <= 200 && /^[^\s\p{C}/\\@<>"&?#%]+$/u.test(id) && !/^(?:\.+|__proto__)$/.test(id);
}

/** The rows that references lead to, in order and each once; those that lead nowhere are noted. */
export function resolved(
  references: readonly (string | null)[],
  slugs: ReadonlyMap<string, string>,
  page: Page,
  field: string,
): string[] {
  const found = new Set<string>();
  for (const reference of references) {
    if (reference === null || reference.trim() === '') continue;
    const slug = slugs.get(bareId(reference));
    if (slug === undefined) page.note('UNKNOWN_REFERENCE', field, reference);
    else if (found.has(slug)) page.note('DUPLICATE_VALUE', field, reference, slug);
    else found.add(slug);
  }
  return [...found];
}
