import { type CanonicalFields, type FieldHashes, hashOf } from './canonicalFields.ts';
import { excerpts, type FoundDrift, hashesIn } from './drifts.ts';

interface FieldComparison {
  readonly changed: readonly string[];
  readonly drifts: readonly FoundDrift[];
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
  const drifts: FoundDrift[] = [];
  const baseline: Record<string, string> = {};
  for (const [field, desiredValue] of Object.entries(desired)) {
    const remoteHash = hashOf(remote[field]);
    const published = baselines.flatMap((hashes) => hashes[field] ?? []);
    baseline[field] = hashOf(desiredValue);
    if (remoteHash === baseline[field]) continue;
    const isUnedited = published.length === 0 || published.includes(remoteHash) || sent[field] === remoteHash;
    if (isUnedited || overwrites(field)) changed.push(field);
    else {
      drifts.push({ what: field, hash: remoteHash, ...excerpts(remote[field], desiredValue) });
      baseline[field] = published[0] ?? remoteHash;
    }
  }
  return { changed, drifts, baseline };
}

/** The copy of the baseline in the extras of a dataset or a resource. */
export function publishedHashes(extras: Readonly<Record<string, unknown>>): FieldHashes {
  return hashesIn(extras, 'registre:published');
}
