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
 * Verifies the file that a step uploaded: reads its resource again, downloads the file and compares its SHA-1 and size. A cache may
 * still serve the previous file, so failures are retried. The response to the upload was already verified.
 * @returns whether the public file is the uploaded one; true for a step without a file.
 */
export async function verifyUpload(run: RunContext, key: string, remote: RemoteDataset, step: Step): Promise<boolean> {
  if (step.kind !== 'upload' && step.kind !== 'replace') return true;
  const { client } = run;
  const { resource } = step;
  const { remoteId } = run.state.datasetState(key).resources.get(resource.key) ?? UNKNOWN_RESOURCE;
  const uploaded = remote.resources.find(({ id }) => id === remoteId);
  // The file arrived damaged: its resource was deleted, or the next step replaces it.
  if (!uploaded || !isSameFile(resource, uploaded)) return true;
  for (let attempt = 1; attempt <= client.retryPolicy.maxAttempts; attempt++) {
    if (attempt > 1) await client.retryPolicy.sleep(delayBefore(attempt - 1, client.retryPolicy));
    if (await isPublished(run, remote.id, uploaded.id, resource)) return true;
  }
  return false;
}

async function isPublished(
  { client, fetch }: RunContext,
  datasetId: string,
  resourceId: string,
  desired: HostedResource,
): Promise<boolean> {
  try {
    const remote = await getResource(client, datasetId, resourceId);
    if (!remote || !isSameFile(desired, remote)) return false;
    const stored = await downloadDigest(fetch, remote.latest ?? remote.url, client.retryPolicy.uploadTimeoutMs);
    return stored?.sha1 === desired.sha1 && stored.bytes === desired.filesize;
  } catch (error) {
    // Without a response, the file is unverified, not missing.
    if (error instanceof PlatformError && error.kind === 'unavailable') return false;
    throw error;
  }
}

/**
 * Downloads a published file without the API key, since another host serves it, and returns its checksums. Null if it can't be
 * downloaded.
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
    // The file is published even if it can't be downloaded yet: the caller warns.
    return null;
  }
}
