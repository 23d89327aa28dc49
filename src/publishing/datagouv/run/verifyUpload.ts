import { digestOf, type FileDigest } from '../../exportsDirectory/outputFile.ts';
import { getResource } from '../client/endpoints.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataset } from '../client/responseSchemas.ts';
import { delayBefore } from '../client/retryPolicy.ts';
import type { Fetch } from '../client/transport.ts';
import { UNKNOWN_RESOURCE } from '../plan/datasetState.ts';
import type { HostedResource } from '../plan/desiredDataset.ts';
import type { Step } from '../plan/planDataset.ts';
import { isSameFile } from '../plan/planResources.ts';
import type { RunContext } from './prepareRun.ts';

/**
 * Whether what a step uploaded is there as anyone gets it: by what the platform says of it now, and by its bytes, read
 * back. A cache in front may still show the former file, hence the retries; the answer to the upload was verified.
 */
export async function verifyUpload(run: RunContext, key: string, remote: RemoteDataset, step: Step): Promise<boolean> {
  if (step.kind !== 'upload' && step.kind !== 'replace') return true;
  const { client } = run;
  const { resource } = step;
  const { remoteId } = run.state.of(key).resources.get(resource.key) ?? UNKNOWN_RESOURCE;
  const sent = remote.resources.find(({ id }) => id === remoteId);
  // Damaged on its way: it is not there any more, or is about to be replaced.
  if (!sent || !isSameFile(resource, sent)) return true;
  for (let attempt = 1; attempt <= client.retryPolicy.maxAttempts; attempt++) {
    if (attempt > 1) await client.retryPolicy.sleep(delayBefore(attempt - 1, client.retryPolicy));
    if (await isPublished(run, remote.id, sent.id, resource)) return true;
  }
  return false;
}

async function isPublished(
  { client, fetch }: RunContext,
  id: string,
  rid: string,
  wanted: HostedResource,
): Promise<boolean> {
  try {
    const described = await getResource(client, id, rid);
    if (!described || !isSameFile(wanted, described)) return false;
    const stored = await downloadDigest(fetch, described.latest ?? described.url, client.retryPolicy.uploadTimeoutMs);
    return stored?.sha1 === wanted.sha1 && stored.bytes === wanted.filesize;
  } catch (error) {
    // That the answer does not come is not that the file is not there.
    if (error instanceof PlatformError && error.kind === 'unavailable') return false;
    throw error;
  }
}

/**
 * Reads a published file as anyone would, to see that its bytes are the ones sent. Without the key: files are served
 * by another host. Null when it can't be had now.
 */
async function downloadDigest(fetch: Fetch, address: string, timeoutMs: number): Promise<FileDigest | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(address, { redirect: 'follow', signal, headers: { 'Cache-Control': 'no-cache' } });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return null;
    }
    return await digestOf(response.body);
  } catch {
    // A file that can't be read back is published all the same: the caller warns.
    return null;
  }
}
