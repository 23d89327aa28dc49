/** The version and instant of the register, and the revision: 2 or more if the version was exported again with another `definitionsHash`. */
interface NamedRelease {
  readonly version: number;
  readonly instant: Date;
  readonly revision: number;
}

/** The name of the directory of a release, such as `2026-11-23T18-00-00Z-v42`. It does not depend on the clock. */
export function releaseName({ version, instant, revision }: NamedRelease): string {
  const second = `${instant.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  return `${second}-v${version}${revision === 1 ? '' : `-r${revision}`}`;
}

/** Compares the names of two releases, oldest first: by version, then instant, then revision. */
export function byAge(a: string, b: string): number {
  const [older, newer] = [NAME.exec(a)?.groups ?? {}, NAME.exec(b)?.groups ?? {}];
  const second = (older.second ?? '') < (newer.second ?? '') ? -1 : 1;
  return (
    Number(older.version) - Number(newer.version) ||
    (older.second === newer.second ? 0 : second) ||
    revisionOf(a) - revisionOf(b)
  );
}

/** Whether two releases show the same version of the register: they differ in their revision only. */
export function areRevisions(a: string, b: string): boolean {
  return a.replace(REVISION, '') === b.replace(REVISION, '');
}

/** Whether a release is older than another one: it has a lower version, or an earlier instant. */
export function isOlder(name: string, other: string): boolean {
  const [given, reference] = [NAME.exec(name)?.groups, NAME.exec(other)?.groups];
  if (!given || !reference) return false;
  return byAge(name, other) < 0 || (given.second ?? '') < (reference.second ?? '');
}

export function isReleaseName(name: string): boolean {
  return NAME.test(name);
}

export function revisionOf(name: string): number {
  return Number(NAME.exec(name)?.groups?.revision ?? 1);
}

/**
 * The modification time of the files of a release, for HTTP and GraphQL: the instant of the register plus one second per
 * revision, so that a crawler that compares dates detects a new revision.
 */
export function modifiedAt(instant: Date, revision: number): Date {
  return new Date(instant.getTime() + (revision - 1) * 1_000);
}

const REVISION = /-r\d+$/;
const NAME = /^(?<second>\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})Z-v(?<version>\d+)(?:-r(?<revision>\d+))?$/;
