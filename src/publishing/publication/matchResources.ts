import type { RemoteResource } from '../datagouv/shapes.ts';
import { uploadedTitle } from './canonical.ts';
import { type DesiredResource, isHosted } from './desiredDataset.ts';
import type { DatasetMemory } from './state/memory.ts';

export const RESOURCE = 'registre:resource';

export interface Matched {
  /** What is there of what is wanted, by key. */
  readonly ours: ReadonlyMap<string, RemoteResource>;
  /** Ours, and no longer wanted. */
  readonly stale: readonly RemoteResource[];
  /** Added by others. */
  readonly foreign: readonly RemoteResource[];
  /** Keys of what we published, and somebody deleted. */
  readonly removed: readonly string[];
}

/**
 * Which resource of the platform is which of ours. Its label in the extras tells, else the id that we remember. A file
 * whose sender died before it could label it is known by its bytes and by the title that nobody changed.
 */
export function matchResources(
  desired: readonly DesiredResource[],
  remote: readonly RemoteResource[],
  memory: DatasetMemory,
): Matched {
  const left = new Set(remote);
  const ours = new Map<string, RemoteResource>();
  const stale: RemoteResource[] = [];
  const take = (resource: RemoteResource, key: string | null) => {
    left.delete(resource);
    if (key === null) stale.push(resource);
    else ours.set(key, resource);
  };
  for (const wanted of desired) {
    const remembered = memory.resources.get(wanted.key);
    const found = remote.filter((each) => left.has(each) && keyOf(each, memory) === wanted.key);
    const fitting = found.filter(({ filetype }) => (filetype === 'file') === isHosted(wanted));
    const chosen = fitting.find(({ id }) => id === remembered?.remoteId) ?? oldest(fitting);
    const orphan = remote.find((each) => left.has(each) && isOrphanOf(wanted, each, memory));
    if (chosen) take(chosen, wanted.key);
    else if (orphan) take(orphan, wanted.key);
    for (const other of found) if (other !== chosen) take(other, null);
  }
  for (const each of remote) if (left.has(each) && keyOf(each, memory) !== null) take(each, null);
  const removed = desired
    .map(({ key }) => key)
    .filter((key) => !ours.has(key) && (memory.resources.get(key)?.remoteId ?? null) !== null);
  return { ours, stale, foreign: [...left], removed };
}

function keyOf({ id, extras }: RemoteResource, { resources }: DatasetMemory): string | null {
  const label = extras[RESOURCE];
  if (typeof label === 'string') return label;
  for (const [key, { remoteId }] of resources) if (remoteId === id) return key;
  return null;
}

function isOrphanOf(wanted: DesiredResource, remote: RemoteResource, memory: DatasetMemory): boolean {
  if (!isHosted(wanted) || remote.filetype !== 'file' || keyOf(remote, memory) !== null) return false;
  const sent = [wanted.sha1, memory.resources.get(wanted.key)?.sentSha1];
  return sent.includes(remote.checksum?.value) && [wanted.title, uploadedTitle(wanted.file)].includes(remote.title);
}

function oldest(resources: readonly RemoteResource[]): RemoteResource | undefined {
  return [...resources].sort((a, b) => ((a.created_at ?? '') < (b.created_at ?? '') ? -1 : 1))[0];
}
