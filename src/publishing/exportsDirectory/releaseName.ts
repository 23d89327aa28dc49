/** The register that a release shows, and its revision: `-r2` when another version of the software wrote it differently. */
interface NamedRelease {
  readonly version: number;
  readonly instant: Date;
  readonly revision: number;
}

/** The name of a release's directory, such as `2026-11-23T18-00-00Z-v42`. Made of the register alone, of no clock. */
export function releaseName({ version, instant, revision }: NamedRelease): string {
  const second = `${instant.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
  return `${second}-v${version}${revision === 1 ? '' : `-r${revision}`}`;
}

/** Orders names, oldest first: by version, then instant, then revision. */
export function byAge(a: string, b: string): number {
  const [older, newer] = [NAME.exec(a)?.groups ?? {}, NAME.exec(b)?.groups ?? {}];
  const second = (older.second ?? '') < (newer.second ?? '') ? -1 : 1;
  return (
    Number(older.version) - Number(newer.version) ||
    (older.second === newer.second ? 0 : second) ||
    revisionOf(a) - revisionOf(b)
  );
}

export function isReleaseName(name: string): boolean {
  return NAME.test(name);
}

export function revisionOf(name: string): number {
  return Number(NAME.exec(name)?.groups?.revision ?? 1);
}

/**
 * When the files of a release last changed, for HTTP and GraphQL: the instant of the register, moved on by a
 * second for each revision, since a crawler that compares dates must see that they differ.
 */
export function modifiedAt(instant: Date, revision: number): Date {
  return new Date(instant.getTime() + (revision - 1) * 1_000);
}

const NAME = /^(?<second>\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2})Z-v(?<version>\d+)(?:-r(?<revision>\d+))?$/;
