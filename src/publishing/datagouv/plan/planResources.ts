import type { RemoteDataset, RemoteResource, Schemas } from '../client/responseSchemas.ts';
import {
  type CanonicalFields,
  desiredResourceFields,
  hashOf,
  isPublicAddress,
  remoteResourceFields,
  titleAfterUpload,
} from './canonicalFields.ts';
import { compareFields, publishedHashes } from './compareFields.ts';
import { type DatasetState, type ResourceState, UNKNOWN_RESOURCE } from './datasetState.ts';
import {
  type DesiredDataset,
  type DesiredResource,
  type HostedResource,
  isHosted,
  type LinkedResource,
} from './desiredDataset.ts';
import type { DriftDecisions, FoundDrift } from './drifts.ts';
import { matchResources, RESOURCE_EXTRA } from './matchResources.ts';
import { type DesiredTable, TABLE_EXTRA, tableNote } from './tables.ts';

export type ResourceStep =
  | { readonly kind: 'upload'; readonly resource: HostedResource }
  /** @property title the title that a person gave: it is restored after the upload, which resets it. */
  | { readonly kind: 'replace'; readonly id: string; readonly resource: HostedResource; readonly title: string | null }
  | { readonly kind: 'add'; readonly resource: LinkedResource }
  | { readonly kind: 'updateResource'; readonly id: string; readonly key: string; readonly changes: CanonicalFields }
  /** Writes the `registre:*` extras of the resource: its key and a copy of the baseline. */
  | { readonly kind: 'setResourceExtras'; readonly id: string; readonly key: string; readonly extras: CanonicalFields }
  | { readonly kind: 'remove'; readonly id: string; readonly key: string };

interface ResourcesPlan {
  readonly steps: readonly ResourceStep[];
  readonly drifts: readonly FoundDrift[];
  readonly unmanaged: readonly RemoteResource[];
  readonly matched: ReadonlyMap<string, RemoteResource>;
  readonly baseline: ReadonlyMap<string, ResourceState>;
}

/** Plans the steps of the resources of a dataset. The last resource comes first: udata inserts a new resource at the top. */
export function planResources(
  desired: DesiredDataset,
  remote: RemoteDataset,
  state: DatasetState,
  context: PlanContext,
): ResourcesPlan {
  const { matched, obsolete, unmanaged, deletedByHand } = matchResources(
    desired.resources,
    remote.resources,
    state,
    context.adopted.has(desired.key),
  );
  const overwrites = (what: string) => context.decisions.overwrites(desired.key, what);
  const steps: ResourceStep[] = [];
  const drifts: FoundDrift[] = [];
  const baseline = new Map<string, ResourceState>();
  for (const desiredResource of [...desired.resources].reverse()) {
    const remoteResource = matched.get(desiredResource.key);
    const savedState = state.resources.get(desiredResource.key) ?? UNKNOWN_RESOURCE;
    if (!isPublishable(desiredResource)) {
      baseline.set(desiredResource.key, savedState);
    } else if (remoteResource) {
      const table = desired.tables.find(({ file }) => file === desiredResource.key);
      const wanted = { dataset: desired.key, resource: desiredResource, table };
      const resourcePlan = planResource(wanted, remoteResource, savedState, context);
      steps.push(...resourcePlan.steps);
      drifts.push(...resourcePlan.drifts);
      baseline.set(desiredResource.key, resourcePlan.baseline);
    } else if (deletedByHand.includes(desiredResource.key) && !overwrites(`${desiredResource.key} deleted`)) {
      drifts.push({
        what: `${desiredResource.key} deleted`,
        hash: hashOf(savedState.remoteId),
        there: 'deleted',
        ours: `published as ${savedState.remoteId}`,
      });
      baseline.set(desiredResource.key, savedState);
    } else {
      steps.push(
        isHosted(desiredResource)
          ? { kind: 'upload', resource: desiredResource }
          : { kind: 'add', resource: desiredResource },
      );
    }
  }
  for (const { id, title, extras } of obsolete) {
    steps.push({
      kind: 'remove',
      id,
      key: typeof extras[RESOURCE_EXTRA] === 'string' ? extras[RESOURCE_EXTRA] : title,
    });
  }
  return { steps, drifts, unmanaged, matched, baseline };
}

/** Whether a resource can be published. A link to an address that is not public is neither added nor removed. */
export function isPublishable(desiredResource: DesiredResource): boolean {
  return isHosted(desiredResource) || isPublicAddress(desiredResource.url);
}

function planResource(
  wanted: { dataset: string; resource: DesiredResource; table: DesiredTable | undefined },
  remoteResource: RemoteResource,
  savedState: ResourceState,
  context: PlanContext,
) {
  const { dataset, resource: desiredResource, table } = wanted;
  const { key } = desiredResource;
  const { id } = remoteResource;
  const sha1 = isHosted(desiredResource) ? desiredResource.sha1 : null;
  const { changed, drifts, baseline } = compareFields(
    { ...desiredResourceFields(desiredResource, context.schemas), ...(sha1 && { file: sha1 }) },
    { ...remoteResourceFields(remoteResource), file: remoteResource.checksum?.value },
    [publishedHashes(remoteResource.extras), savedState.published],
    savedState.sent,
    (field) =>
      context.decisions.overwrites(dataset, `${key} ${field}`) ||
      (field === 'file' && isUploadUnfinished(savedState)) ||
      context.writtenThisRun.has(`${key} ${field}`) ||
      // The title that an upload sets: the run was interrupted before it updated the title.
      (field === 'title' &&
        isHosted(desiredResource) &&
        remoteResource.title === titleAfterUpload(desiredResource.file)),
  );
  const steps: ResourceStep[] = [];
  const isEdited = (field: string) => drifts.some(({ what }) => what === field);
  const isFileEdited = isEdited('file');
  if (isHosted(desiredResource) && !isFileEdited && !isSameFile(desiredResource, remoteResource)) {
    steps.push({
      kind: 'replace',
      id,
      resource: desiredResource,
      title: isEdited('title') ? remoteResource.title : null,
    });
  }
  const changes = changedFields(desiredResource, changed, context);
  if (Object.keys(changes).length > 0) steps.push({ kind: 'updateResource', id, key, changes });
  const extras = {
    [RESOURCE_EXTRA]: key,
    ...(desiredResource.checksum && !isFileEdited && { 'registre:sha256': desiredResource.checksum.value }),
    ...(table && sha1 && !isFileEdited && { [TABLE_EXTRA]: tableNote(table, sha1) }),
    'registre:published': baseline,
  };
  if (Object.entries(extras).some(([name, value]) => hashOf(remoteResource.extras[name]) !== hashOf(value))) {
    steps.push({ kind: 'setResourceExtras', id, key, extras });
  }
  return {
    steps,
    drifts: drifts.map((drift) => ({ ...drift, what: `${key} ${drift.what}` })),
    baseline: {
      remoteId: id,
      sentSha1: isFileEdited ? savedState.sentSha1 : sha1,
      verifiedSha1: savedState.verifiedSha1,
      published: baseline,
      sent: {},
    },
  };
}

/** Whether an upload began after the last publication that ended: the file of the platform may be damaged, and not edited. */
function isUploadUnfinished({ sentSha1, published }: ResourceState): boolean {
  return sentSha1 !== null && hashOf(sentSha1) !== published.file;
}

export function isSameFile({ sha1, filesize }: HostedResource, remoteResource: RemoteResource): boolean {
  return (
    remoteResource.checksum?.type === 'sha1' &&
    remoteResource.checksum.value === sha1 &&
    remoteResource.filesize === filesize
  );
}

function changedFields(
  desiredResource: DesiredResource,
  changed: readonly string[],
  { schemas }: PlanContext,
): CanonicalFields {
  const allFields: CanonicalFields = {
    ...desiredResourceFields(desiredResource, schemas),
    description: desiredResource.description,
  };
  return Object.fromEntries(Object.entries(allFields).filter(([field]) => changed.includes(field)));
}

/** The other inputs of a plan, in addition to the release, the platform and the sync state. */
export interface PlanContext {
  readonly organization: string;
  readonly release: string;
  /** The keys of datasets that a person created, and that the register takes over with the files of the same name. */
  readonly adopted: ReadonlySet<string>;
  /** What to do with changes made by hand. */
  readonly decisions: DriftDecisions;
  /** The catalogue of schemas; null if it can't be read: schemas are then not written. */
  readonly schemas: Schemas | null;
  /** Fields that this run wrote: a different remote value is a lost write, not an edit. */
  readonly writtenThisRun: ReadonlySet<string>;
}
