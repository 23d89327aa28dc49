import type { RemoteResource } from '../client/responseSchemas.ts';
import { titleAfterUpload } from './canonicalFields.ts';
import type { DatasetState } from './datasetState.ts';
import { type DesiredResource, isHosted } from './desiredDataset.ts';

export const RESOURCE_EXTRA = 'registre:resource';

interface MatchedResources {
  /** What is there of what is wanted, by key. */
  readonly matched: ReadonlyMap<string, RemoteResource>;
  readonly obsolete: readonly RemoteResource[];
  readonly unmanaged: readonly RemoteResource[];
  /** Keys of what we published, and somebody deleted. */
  readonly deletedByHand: readonly string[];
}

/**
 * Matches the resources of the platform with ours, by the label in their extras, else by the id in the sync state. An
 * upload that was interrupted before its label is recognised by its bytes and its unchanged title.
 */
export function matchResources(
  desired: readonly DesiredResource[],
  remote: readonly RemoteResource[],
  state: DatasetState,
): MatchedResources {
  const left = new Set(remote);
  const ours = new Map<string, RemoteResource>();
  const stale: RemoteResource[] = [];
  const take = (resource: RemoteResource, key: string | null) => {
    left.delete(resource);
    if (key === null) stale.push(resource);
    else ours.set(key, resource);
  };
  for (const wanted of desired) {
    const saved = state.resources.get(wanted.key);
    const found = remote.filter((each) => left.has(each) && keyOf(each, state) === wanted.key);
    const fitting = found.filter(({ filetype }) => (filetype === 'file') === isHosted(wanted));
    const chosen = fitting.find(({ id }) => id === saved?.remoteId) ?? oldest(fitting);
    const orphan = remote.find((each) => left.has(each) && isInterruptedUploadOf(wanted, each, state));
    if (chosen) take(chosen, wanted.key);
    else if (orphan) take(orphan, wanted.key);
    for (const other of found) if (other !== chosen) take(other, null);
  }
  for (const each of remote) if (left.has(each) && keyOf(each, state) !== null) take(each, null);
  const removed = desired
    .map(({ key }) => key)
    .filter((key) => !ours.has(key) && (state.resources.get(key)?.remoteId ?? null) !== null);
  return { matched: ours, obsolete: stale, unmanaged: [...left], deletedByHand: removed };
}

function keyOf({ id, extras }: RemoteResource, { resources }: DatasetState): string | null {
  const label = extras[RESOURCE_EXTRA];
  if (typeof label === 'string') return label;
  for (const [key, { remoteId }] of resources) if (remoteId === id) return key;
  return null;
}

function isInterruptedUploadOf(wanted: DesiredResource, remote: RemoteResource, state: DatasetState): boolean {
  if (!isHosted(wanted) || remote.filetype !== 'file' || keyOf(remote, state) !== null) return false;
  const sent = [wanted.sha1, state.resources.get(wanted.key)?.sentSha1];
  return sent.includes(remote.checksum?.value) && [wanted.title, titleAfterUpload(wanted.file)].includes(remote.title);
}

function oldest(resources: readonly RemoteResource[]): RemoteResource | undefined {
  return [...resources].sort((a, b) => ((a.created_at ?? '') < (b.created_at ?? '') ? -1 : 1))[0];
}
