import type { RemoteDataset, RemoteResource, Schemas } from '../client/responseSchemas.ts';
import {
  type CanonicalFields,
  desiredResourceFields,
  hashOf,
  isPublicAddress,
  remoteResourceFields,
  titleAfterUpload,
} from './canonicalFields.ts';
import { compareFields, type Drift, publishedHashes } from './compareFields.ts';
import { type DatasetState, type ResourceState, UNKNOWN_RESOURCE } from './datasetState.ts';
import {
  type DesiredDataset,
  type DesiredResource,
  type HostedResource,
  isHosted,
  type LinkedResource,
} from './desiredDataset.ts';
import { matchResources, RESOURCE_EXTRA } from './matchResources.ts';

export type ResourceStep =
  | { readonly kind: 'upload'; readonly resource: HostedResource }
  /** @property title the title that somebody gave by hand: an upload would take it away. */
  | { readonly kind: 'replace'; readonly id: string; readonly resource: HostedResource; readonly title: string | null }
  | { readonly kind: 'add'; readonly resource: LinkedResource }
  | { readonly kind: 'updateResource'; readonly id: string; readonly key: string; readonly changes: CanonicalFields }
  /** Our own notes in the extras of the resource. */
  | { readonly kind: 'setResourceExtras'; readonly id: string; readonly key: string; readonly extras: CanonicalFields }
  | { readonly kind: 'remove'; readonly id: string; readonly key: string };

interface ResourcesPlan {
  readonly steps: readonly ResourceStep[];
  readonly drifts: readonly Drift[];
  readonly unmanaged: readonly RemoteResource[];
  readonly matched: ReadonlyMap<string, RemoteResource>;
  readonly baseline: ReadonlyMap<string, ResourceState>;
}

/** What leads the resources of a dataset to what is wanted. Last first: the platform puts a new one before the others. */
export function planResources(
  desired: DesiredDataset,
  remote: RemoteDataset,
  state: DatasetState,
  context: PlanContext,
): ResourcesPlan {
  const {
    matched: ours,
    obsolete: stale,
    unmanaged: foreign,
    deletedByHand: removed,
  } = matchResources(desired.resources, remote.resources, state);
  const steps: ResourceStep[] = [];
  const drifts: Drift[] = [];
  const baseline = new Map<string, ResourceState>();
  for (const wanted of [...desired.resources].reverse()) {
    const there = ours.get(wanted.key);
    const known = state.resources.get(wanted.key) ?? UNKNOWN_RESOURCE;
    if (!isReachable(wanted)) {
      baseline.set(wanted.key, known);
    } else if (there) {
      const one = planResource(wanted, there, known, context);
      steps.push(...one.steps);
      drifts.push(...one.drifts);
      baseline.set(wanted.key, one.baseline);
    } else if (removed.includes(wanted.key) && !context.recreate) {
      drifts.push({ what: wanted.key, there: 'deleted by hand', ours: `published as ${known.remoteId}` });
      baseline.set(wanted.key, known);
    } else {
      steps.push(isHosted(wanted) ? { kind: 'upload', resource: wanted } : { kind: 'add', resource: wanted });
    }
  }
  for (const { id, title, extras } of stale) {
    steps.push({
      kind: 'remove',
      id,
      key: typeof extras[RESOURCE_EXTRA] === 'string' ? extras[RESOURCE_EXTRA] : title,
    });
  }
  return { steps, drifts, unmanaged: foreign, matched: ours, baseline };
}

/** A link that the public can't follow is neither added nor removed. */
export function isReachable(wanted: DesiredResource): boolean {
  return isHosted(wanted) || isPublicAddress(wanted.url);
}

function planResource(wanted: DesiredResource, there: RemoteResource, known: ResourceState, context: PlanContext) {
  const { key } = wanted;
  const { id } = there;
  const { changed, drifts, baseline } = compareFields(
    desiredResourceFields(wanted, context.schemas),
    remoteResourceFields(there),
    [publishedHashes(there.extras), known.published],
    known.sent,
    (field) =>
      context.forceMetadata ||
      context.writtenThisRun.has(`${key} ${field}`) ||
      // What an upload gave it, and its sender did not live to change.
      (field === 'title' && isHosted(wanted) && there.title === titleAfterUpload(wanted.file)),
  );
  const steps: ResourceStep[] = [];
  if (isHosted(wanted) && !isSameFile(wanted, there)) {
    const edited = drifts.some(({ what }) => what === 'title');
    steps.push({ kind: 'replace', id, resource: wanted, title: edited ? there.title : null });
  }
  if (changed.length > 0)
    steps.push({ kind: 'updateResource', id, key, changes: changedFields(wanted, changed, context) });
  const notes = {
    [RESOURCE_EXTRA]: key,
    ...(wanted.checksum && { 'registre:sha256': wanted.checksum.value }),
    'registre:published': baseline,
  };
  if (Object.entries(notes).some(([name, value]) => hashOf(there.extras[name]) !== hashOf(value))) {
    steps.push({ kind: 'setResourceExtras', id, key, extras: notes });
  }
  return {
    steps,
    drifts: drifts.map((drift) => ({ ...drift, what: `${key} ${drift.what}` })),
    baseline: { remoteId: id, sentSha1: isHosted(wanted) ? wanted.sha1 : null, published: baseline, sent: {} },
  };
}

export function isSameFile({ sha1, filesize }: HostedResource, there: RemoteResource): boolean {
  return there.checksum?.type === 'sha1' && there.checksum.value === sha1 && there.filesize === filesize;
}

function changedFields(wanted: DesiredResource, changed: readonly string[], { schemas }: PlanContext): CanonicalFields {
  const whole: CanonicalFields = { ...desiredResourceFields(wanted, schemas), description: wanted.description };
  return Object.fromEntries(Object.entries(whole).filter(([field]) => changed.includes(field)));
}

/** All that a plan depends on beside the release, the platform and the sync state. */
export interface PlanContext {
  readonly organization: string;
  readonly release: string;
  /** Writes over what people changed by hand. */
  readonly forceMetadata: boolean;
  /** Makes again what people deleted by hand. */
  readonly recreate: boolean;
  /** The catalogue of schemas; null when it can't be had, and schemas are then left alone. */
  readonly schemas: Schemas | null;
  /** Fields that this very run wrote: what came out otherwise was lost on the way, not edited by someone. */
  readonly writtenThisRun: ReadonlySet<string>;
}
