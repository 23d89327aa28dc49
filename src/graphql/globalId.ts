import { fail } from '../errors/errors.ts';
import { excerpt } from '../values/text.ts';
import { ID_OF_SNAPSHOT } from './graphqlErrors.ts';

/** A global id such as `startup_12`, or `startup_12@42` in the snapshot of version 42. */
export interface GlobalId {
  /** The id at present. */
  readonly present: string;
  /** The version of the snapshot; null at present. */
  readonly version: number | null;
}

/** The global id of an object in a snapshot, or at present. */
export function idAsOf(present: string, version: number | null): string {
  return version === null ? present : `${present}@${version}`;
}

/** Separates the version from a global id. */
export function splitId(id: string): GlobalId {
  const [, present, version] = /^([^@]+)@(0|[1-9]\d{0,8})$/.exec(id) ?? [];
  return present === undefined ? { present: id, version: null } : { present, version: Number(version) };
}

/** Checks that a global id is one at present. Throws ID_OF_SNAPSHOT for the id of an object in a snapshot. */
export function requirePresentId(id: string): string {
  const { present, version } = splitId(id);
  if (version !== null) fail(ID_OF_SNAPSHOT, { id: excerpt(id, 60), present: excerpt(present, 60) });
  return id;
}
