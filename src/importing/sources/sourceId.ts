/** Removes the folder from a reference: owners, and references of older API versions, are written `organisations/dinum`. */
export function bareId(reference: string): string {
  return reference.trim().replace(/^\/?(?:organisations|incubateurs|startups)\//, '');
}

/** The id of a startup in a path of its page, such as `/startups/itou.html`. Other texts are returned as they are. */
export function idOfPath(path: string): string {
  const trimmed = path.trim();
  const match = /^(?:https?:\/\/[^/]+)?\/?(?:startups\/)?([^/?#]+?)(?:\.html?)?\/?(?:[?#].*)?$/i.exec(trimmed);
  return match?.[1] ?? trimmed;
}

/** Whether an id can be a slug. Dots, capitals and accents are valid; characters that break a URL or a path are not. */
export function isValidId(id: string): boolean {
  return id.length <= 200 && /^[^\s\p{C}/\\@<>"&?#%]+$/u.test(id) && !/^(?:\.+|__proto__)$/.test(id);
}
