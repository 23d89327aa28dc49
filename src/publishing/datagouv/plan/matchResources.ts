import type { RemoteResource } from '../client/responseSchemas.ts';
import { titleAfterUpload } from './canonicalFields.ts';
import type { DatasetState } from './datasetState.ts';
import { type DesiredResource, isHosted } from './desiredDataset.ts';

export const RESOURCE_EXTRA = 'registre:resource';

interface MatchedResources {
  /** The remote resource of each desired resource, by key. */
  readonly matched: ReadonlyMap<string, RemoteResource>;
  readonly obsolete: readonly RemoteResource[];
  readonly unmanaged: readonly RemoteResource[];
  /** Keys of desired resources that were published, and that a person deleted. */
  readonly deletedByHand: readonly string[];
}

/**
 * Matches remote resources with desired resources: by the key in their extras, otherwise by their id in the sync state. A
 * resource whose upload was interrupted has no key yet: it is recognised by its SHA-1 and its title.
 * @param adopts whether to take over files without a key that have the title or the file name of a desired one.
 */
export function matchResources(
  desired: readonly DesiredResource[],
  remote: readonly RemoteResource[],
  state: DatasetState,
  adopts = false,
): MatchedResources {
  const unmatched = new Set(remote);
  const matched = new Map<string, RemoteResource>();
  const obsolete: RemoteResource[] = [];
  const assign = (resource: RemoteResource, key: string | null) => {
    unmatched.delete(resource);
    if (key === null) obsolete.push(resource);
    else matched.set(key, resource);
  };
  for (const desiredResource of desired) {
    const saved = state.resources.get(desiredResource.key);
    const withKey = remote.filter((each) => unmatched.has(each) && keyOf(each, state) === desiredResource.key);
    const ofSameType = withKey.filter(({ filetype }) => (filetype === 'file') === isHosted(desiredResource));
    const chosen = ofSameType.find(({ id }) => id === saved?.remoteId) ?? oldest(ofSameType);
    const interruptedUpload = remote.find(
      (each) => unmatched.has(each) && isUnkeyedFileOf(desiredResource, each, state, adopts),
    );
    if (chosen) assign(chosen, desiredResource.key);
    else if (interruptedUpload) assign(interruptedUpload, desiredResource.key);
    for (const other of withKey) if (other !== chosen) assign(other, null);
  }
  for (const each of remote) if (unmatched.has(each) && keyOf(each, state) !== null) assign(each, null);
  const deletedByHand = desired
    .map(({ key }) => key)
    .filter((key) => !matched.has(key) && (state.resources.get(key)?.remoteId ?? null) !== null);
  return { matched, obsolete, unmanaged: [...unmatched], deletedByHand };
}

function keyOf({ id, extras }: RemoteResource, { resources }: DatasetState): string | null {
  const key = extras[RESOURCE_EXTRA];
  if (typeof key === 'string') return key;
  for (const [savedKey, { remoteId }] of resources) if (remoteId === id) return savedKey;
  return null;
}

function isUnkeyedFileOf(
  desiredResource: DesiredResource,
  remote: RemoteResource,
  state: DatasetState,
  adopts: boolean,
): boolean {
  if (!isHosted(desiredResource) || remote.filetype !== 'file' || keyOf(remote, state) !== null) return false;
  const sent = [desiredResource.sha1, state.resources.get(desiredResource.key)?.sentSha1];
  const uploadedName = titleAfterUpload(desiredResource.file);
  const hasTitle = [desiredResource.title, uploadedName].includes(remote.title);
  const isAdopted = adopts && (hasTitle || remote.url.split('/').at(-1) === uploadedName);
  return isAdopted || (hasTitle && sent.includes(remote.checksum?.value));
}

function oldest(resources: readonly RemoteResource[]): RemoteResource | undefined {
  return [...resources].sort((a, b) => ((a.created_at ?? '') < (b.created_at ?? '') ? -1 : 1))[0];
}
