import { createHash } from 'node:crypto';

export interface Identifiers {
  objectId(): string;
  uuid(): string;
}

/** Ids that look like udata's and come in the same order at every run, so that a failing test fails again. */
export function countedIdentifiers(): Identifiers {
  let objects = 0;
  let uuids = 0;
  return {
    objectId() {
      objects += 1;
      return `6b048516${objects.toString(16).padStart(16, '0')}`;
    },
    uuid() {
      uuids += 1;
      const hex = createHash('sha1').update(`resource ${uuids}`).digest('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
  };
}

export const OBJECT_ID = /^[0-9a-f]{24}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
