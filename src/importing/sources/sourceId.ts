/** Removes the folder from a reference: owners, and references of older API versions, are written `organisations/dinum`. */
export function bareId(reference: string): string {
  return reference.trim().replace(/^\/?(?:organisations|incubateurs|startups)\//, '');
}

/** Whether an id can be a slug. Dots, capitals and accents are valid; characters that break a URL or a path are not. */
export function isValidId(id: string): boolean {
  return id.length <= 200 && /^[^\s\p{C}/\\@<>"&?#%]+$/u.test(id) && !/^(?:\.+|__proto__)$/.test(id);
}
