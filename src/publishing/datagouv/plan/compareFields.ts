import { type CanonicalFields, type FieldHashes, hashOf } from './canonicalFields.ts';

/** A field that a person edited on the platform. The names of these properties are part of the GraphQL API. */
export interface Drift {
  /** The field, such as `title` or `startups.csv title`. */
  readonly what: string;
  /** The value on the platform, cut at 200 characters. */
  readonly there: string;
  /** The value of the release, cut at 200 characters. */
  readonly ours: string;
}

interface FieldComparison {
  readonly changed: readonly string[];
  readonly drifts: readonly Drift[];
  /** The hash of each field once the plan is applied: for a drift, that of the last published value. */
  readonly baseline: FieldHashes;
}

/**
 * Compares the desired, the remote and the last published value of each field (a three-way comparison). If the remote value is
 * not the desired one, the field is to be written if it still has the last published value. Otherwise a person edited it:
 * the field is a drift.
 * @param baselines the published hashes, from the extras and from the database. A field that no baseline has is to be written.
 * @param sent the hashes last sent: such a value may have arrived although the response was lost.
 * @param overwrites whether a field is to be written even if a person edited it.
 */
export function compareFields(
  desired: CanonicalFields,
  remote: CanonicalFields,
  baselines: readonly FieldHashes[],
  sent: FieldHashes,
  overwrites: (field: string) => boolean,
): FieldComparison {
  const changed: string[] = [];
  const drifts: Drift[] = [];
  const baseline: Record<string, string> = {};
  for (const [field, desiredValue] of Object.entries(desired)) {
    const remoteHash = hashOf(remote[field]);
    const published = baselines.flatMap((hashes) => hashes[field] ?? []);
    baseline[field] = hashOf(desiredValue);
    if (remoteHash === baseline[field]) continue;
    const isUnedited = published.length === 0 || published.includes(remoteHash) || sent[field] === remoteHash;
    if (isUnedited || overwrites(field)) changed.push(field);
    else {
      drifts.push({ what: field, there: excerpt(remote[field]), ours: excerpt(desiredValue) });
      baseline[field] = published[0] ?? remoteHash;
    }
  }
  return { changed, drifts, baseline };
}

/** The copy of the baseline in the extras of a dataset or a resource. */
export function publishedHashes(extras: Readonly<Record<string, unknown>>): FieldHashes {
  const published = extras['registre:published'];
  if (typeof published !== 'object' || published === null) return {};
  const entries = Object.entries(published).flatMap(([field, hash]) =>
    typeof hash === 'string' ? [[field, hash]] : [],
  );
  return Object.fromEntries(entries);
}

function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
