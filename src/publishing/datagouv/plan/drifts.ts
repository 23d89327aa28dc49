import type { FieldHashes } from './canonicalFields.ts';

/**
 * A change that a person made on the platform: to a field, to the order, to a file, or by deleting a resource or hiding the dataset. One
 * rule holds for all of them:
 * - it is reported by its name in each run, and left as it is;
 * - `--accept <dataset>:<name>` keeps it for good, `--overwrite <dataset>:<name>` writes the state of the release;
 * - as long as it is not accepted, a run fails if readers do not get the data of the release ({@link affectsData}).
 *
 * The names of these properties are part of the GraphQL API.
 */
export interface Drift {
  /** The name: a field of the dataset such as `title`, or a resource and its field such as `startups.csv title`. */
  readonly what: string;
  /** The value on the platform. A long one is cut to 200 characters around its first difference. */
  readonly there: string;
  /** The value of the release, cut likewise. */
  readonly ours: string;
  readonly isAccepted: boolean;
}

/** A drift, with the hash of its value on the platform: the acceptance of another value does not count. */
export interface FoundDrift extends Omit<Drift, 'isAccepted'> {
  readonly hash: string;
}

/** Which changes by hand a publication overwrites or accepts. */
export interface DriftDecisions {
  overwrites(dataset: string, what: string): boolean;
  accepts(dataset: string, what: string): boolean;
}

/** The words of `--overwrite` for more than one change. */
export const OVERWRITE_WORDS = {
  all: 'everything',
  fields: 'everything that still exists',
  deleted: 'what was deleted',
} as const;

/** @param overwrite one of {@link OVERWRITE_WORDS}, a dataset, or the name of a drift: `startups:startups.csv:title`. */
export function driftDecisions(overwrite: readonly string[], accept: readonly string[]): DriftDecisions {
  const [overwritten, accepted] = [new Set(overwrite), new Set(accept)];
  return {
    overwrites(dataset, what) {
      const words = ['all', / ?deleted$/.test(what) ? 'deleted' : 'fields', dataset, driftName(dataset, what)];
      return words.some((word) => overwritten.has(word));
    },
    accepts: (dataset, what) => accepted.has(driftName(dataset, what)),
  };
}

/** The name of a drift in `--accept` and `--overwrite`: `startups:startups.csv:title`. */
export function driftName(dataset: string, what: string): string {
  return `${dataset}:${what.replace(' ', ':')}`;
}

/** Whether readers do not get the data of the release: a file was replaced, a resource deleted, or the dataset hidden. */
export function affectsData({ what }: Pick<Drift, 'what'>): boolean {
  return /(^| )(file|deleted|private)$/.test(what);
}

const ACCEPTED_EXTRA = 'registre:accepted';

/** Marks the drifts that were accepted, now or before, and returns the extras of the dataset that remember them. */
export function settleDrifts(
  dataset: string,
  found: readonly FoundDrift[],
  extras: Readonly<Record<string, unknown>>,
  { accepts }: DriftDecisions,
): { drifts: Drift[]; extras: Readonly<Record<string, FieldHashes>> } {
  const former = hashesIn(extras, ACCEPTED_EXTRA);
  const accepted: Record<string, string> = {};
  const drifts = found.map(({ hash, ...drift }) => {
    const isAccepted = former[drift.what] === hash || accepts(dataset, drift.what);
    if (isAccepted) accepted[drift.what] = hash;
    return { ...drift, isAccepted };
  });
  const isNoted = Object.keys(accepted).length > 0 || ACCEPTED_EXTRA in extras;
  return { drifts, extras: isNoted ? { [ACCEPTED_EXTRA]: accepted } : {} };
}

/** The hashes that an extra of a dataset or a resource contains. */
export function hashesIn(extras: Readonly<Record<string, unknown>>, name: string): FieldHashes {
  const value = extras[name];
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, hash]) => (typeof hash === 'string' ? [[field, hash]] : [])),
  );
}

/** Both values as texts. Long texts are cut around their first difference. */
export function excerpts(there: unknown, ours: unknown): Pick<Drift, 'there' | 'ours'> {
  const [a, b] = [textOf(there), textOf(ours)];
  const isShort = a.length <= MAX_LENGTH && b.length <= MAX_LENGTH;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const start = Math.max(0, same - CONTEXT_LENGTH);
  const cut = (text: string) => {
    const end = start + MAX_LENGTH - 2;
    return `${start > 0 ? '…' : ''}${text.slice(start, end)}${text.length > end ? '…' : ''}`;
  };
  return isShort ? { there: a, ours: b } : { there: cut(a), ours: cut(b) };
}

const MAX_LENGTH = 200;
const CONTEXT_LENGTH = 60;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
