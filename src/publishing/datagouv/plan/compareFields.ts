import { type CanonicalFields, type FieldHashes, hashOf } from './canonicalFields.ts';

/** What somebody changed by hand. */
export interface Drift {
  /** `title`, or `startups.csv title`. */
  readonly what: string;
  /** The value on the platform, cut at 200 characters. */
  readonly there: string;
  readonly ours: string;
}

interface FieldComparison {
  readonly changed: readonly string[];
  readonly drifts: readonly Drift[];
  /** What each field will have been published as. */
  readonly baseline: FieldHashes;
}

/**
 * Compares three ways. A field that is not as wanted is ours to write if it is as we left it; else somebody changed it
 * since, and it is a drift.
 * @param known what we left, from each place that stores it; a field that none has is ours.
 * @param sent what we sent last, which may have arrived although the response was lost.
 * @param isOurs fields to write over whatever was left.
 */
export function compareFields(
  desired: CanonicalFields,
  remote: CanonicalFields,
  known: readonly FieldHashes[],
  sent: FieldHashes,
  isOurs: (field: string) => boolean,
): FieldComparison {
  const changed: string[] = [];
  const drifts: Drift[] = [];
  const baseline: Record<string, string> = {};
  for (const [field, wanted] of Object.entries(desired)) {
    const there = hashOf(remote[field]);
    const left = known.flatMap((hashes) => hashes[field] ?? []);
    baseline[field] = hashOf(wanted);
    if (there === baseline[field]) continue;
    if (left.length === 0 || left.includes(there) || sent[field] === there || isOurs(field)) changed.push(field);
    else {
      drifts.push({ what: field, there: excerpt(remote[field]), ours: excerpt(wanted) });
      baseline[field] = left[0] ?? there;
    }
  }
  return { changed, drifts, baseline };
}

/** The hashes that we left in the extras of a dataset or a resource. */
export function publishedHashes(extras: Readonly<Record<string, unknown>>): FieldHashes {
  const found = extras['registre:published'];
  if (typeof found !== 'object' || found === null) return {};
  const entries = Object.entries(found).flatMap(([field, hash]) => (typeof hash === 'string' ? [[field, hash]] : []));
  return Object.fromEntries(entries);
}

function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
