import { isSlug } from '../../values/acceptance/identifiers.ts';
import { trimBlanks } from '../../values/acceptance/texts.ts';

/** Removes the folder from a reference: owners, and references of older API versions, are written `organisations/dinum`. */
export function bareId(reference: string): string {
  return trimBlanks(reference)
    .normalize('NFC')
    .replace(/^\/?(?:organisations|incubateurs|startups)\//, '');
}

/** The id of a startup in a path of its page, such as `/startups/itou.html`. Other texts are returned as they are. */
export function idOfPath(path: string): string {
  const trimmed = trimBlanks(path).normalize('NFC');
  const match = /^(?:https?:\/\/[^/]+)?\/?(?:startups\/)?([^/?#]+?)(?:\.html?)?\/?(?:[?#].*)?$/i.exec(trimmed);
  return match?.[1] ?? trimmed;
}

/** Whether an id can be a slug. Shorter than the longest slug, because the register may add a prefix or a number. */
export function isValidId(id: string): boolean {
  return isSlug(id, 200);
}
