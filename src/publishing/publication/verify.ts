import { resourceOf } from '../datagouv/calls.ts';
import { delayBefore } from '../datagouv/patience.ts';
import { PlatformProblem } from '../datagouv/problem.ts';
import type { RemoteDataset } from '../datagouv/shapes.ts';
import { storedFile } from '../datagouv/storedFile.ts';
import type { HostedResource } from './desiredDataset.ts';
import type { Step } from './plan.ts';
import { isSameFile } from './planResources.ts';
import type { Publishing } from './publishing.ts';
import { UNKNOWN_RESOURCE } from './state/memory.ts';

/**
 * Whether what a step uploaded is there as anyone gets it: by what the platform says of it now, and by its bytes, read
 * back. A cache in front may still show the former file, hence the patience; the answer to the upload was verified.
 */
export async function isStored(run: Publishing, key: string, remote: RemoteDataset, step: Step): Promise<boolean> {
  if (step.kind !== 'upload' && step.kind !== 'replace') return true;
  const { client } = run;
  const { resource } = step;
  const { remoteId } = run.memory.of(key).resources.get(resource.key) ?? UNKNOWN_RESOURCE;
  const sent = remote.resources.find(({ id }) => id === remoteId);
  // Damaged on its way: it is not there any more, or is about to be replaced.
  if (!sent || !isSameFile(resource, sent)) return true;
  for (let attempt = 1; attempt <= client.patience.tries; attempt++) {
    if (attempt > 1) await client.patience.sleep(delayBefore(attempt - 1, client.patience));
    if (await isThere(run, remote.id, sent.id, resource)) return true;
  }
  return false;
}

async function isThere(
  { client, fetch }: Publishing,
  id: string,
  rid: string,
  wanted: HostedResource,
): Promise<boolean> {
  try {
    const told = await resourceOf(client, id, rid);
    if (!told || !isSameFile(wanted, told)) return false;
    const stored = await storedFile(fetch, told.latest ?? told.url, client.patience.uploadTimeoutMs);
    return stored?.sha1 === wanted.sha1 && stored.bytes === wanted.filesize;
  } catch (error) {
    // That the answer does not come is not that the file is not there.
    if (error instanceof PlatformProblem && error.kind === 'unavailable') return false;
    throw error;
  }
}
