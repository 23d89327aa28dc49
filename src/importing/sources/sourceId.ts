import { isSlug } from '../../values/acceptance/identifiers.ts';
import { trimBlanks } from '../../values/acceptance/texts.ts';

/** Removes the folder from a reference: owners, and references of older API versions, are written `organisations/dinum`. */
export function bareId(reference: string): string {
  return trimBlanks(reference)
    .normalize('NFC')
    .replace(/^\/?(?:organisations|incubateurs|startups)\//, '');
}

/** Whether an id can be a slug. Shorter than the longest slug, because the register may add a prefix or a number. */
export function isId(id: string): boolean {
  return isSlug(id, 200);
}
