import { digestOf } from '../../exportsDirectory/outputFile.ts';
import { networkErrorCode } from '../../networkError.ts';
import { getResource } from '../client/endpoints.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataset } from '../client/responseSchemas.ts';
import { delayBefore } from '../client/retryPolicy.ts';
import type { Fetch } from '../client/transport.ts';
import { UNKNOWN_RESOURCE } from '../plan/datasetState.ts';
import { type DesiredDataset, type HostedResource, isHosted } from '../plan/desiredDataset.ts';
import { isSameFile } from '../plan/planResources.ts';
import type { RunContext } from './prepareRun.ts';
import type { UnverifiedFile } from './report.ts';

/**
 * Verifies the published files of a dataset that were not verified yet: downloads each one as a reader does, compares its SHA-1 and
 * size with the release, and saves the result in the sync state. The next run verifies the files of which this one could not.
 */
export async function verifyFiles(
  run: RunContext,
  desired: DesiredDataset,
  remote: RemoteDataset,
): Promise<UnverifiedFile[]> {
  const unverified: UnverifiedFile[] = [];
  for (const resource of desired.resources.filter(isHosted)) {
    const { remoteId, verifiedSha1 } =
      run.state.datasetState(desired.key).resources.get(resource.key) ?? UNKNOWN_RESOURCE;
    const published = remote.resources.find(({ id }) => id === remoteId);
    const isVerified = verifiedSha1 === resource.sha1;
    if (!published || !isSameFile(resource, published) || isVerified) continue;
    // A cache may still serve the previous file: retry, but not for every file of a platform that does not answer.
    const attempts = unverified.length === 0 ? run.client.retryPolicy.maxAttempts : 1;
    const problem = await problemAfterRetries(run, remote.id, published.id, resource, attempts);
    if (problem === null) await run.state.saveResource(desired.key, resource.key, { verifiedSha1: resource.sha1 });
    else unverified.push({ resource: resource.key, problem });
  }
  return unverified;
}

async function problemAfterRetries(
  run: RunContext,
  datasetId: string,
  resourceId: string,
  desired: HostedResource,
  attempts: number,
): Promise<string | null> {
  const { retryPolicy } = run.client;
  for (let attempt = 1; ; attempt++) {
    const problem = await problemOfFile(run, datasetId, resourceId, desired);
    if (problem === null || attempt >= attempts) return problem;
    await retryPolicy.sleep(delayBefore(attempt, retryPolicy));
  }
}

/** Why the public file is not known to be the file of the release; null if it is. */
async function problemOfFile(
  { client, fetch }: RunContext,
  datasetId: string,
  resourceId: string,
  desired: HostedResource,
): Promise<string | null> {
  try {
    const remote = await getResource(client, datasetId, resourceId);
    if (!remote || !isSameFile(desired, remote)) return 'the platform no longer has this version of the file';
    return await problemOfDownload(fetch, remote.latest ?? remote.url, desired, client.retryPolicy.uploadTimeoutMs);
  } catch (error) {
    // Without a response, the file is unverified, not wrong.
    if (error instanceof PlatformError && error.kind === 'unavailable') return error.message;
    throw error;
  }
}

/** Downloads a published file without the API key, since another host serves it, and compares it with the release. */
async function problemOfDownload(
  fetch: Fetch,
  address: string,
  { sha1, filesize }: HostedResource,
  timeoutMs: number,
): Promise<string | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(address, { redirect: 'follow', signal, headers: { 'Cache-Control': 'no-cache' } });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return `the download failed: HTTP ${response.status}`;
    }
    const stored = await digestOf(response.body);
    if (stored.sha1 === sha1 && stored.bytes === filesize) return null;
    return `the downloaded file has the SHA-1 ${stored.sha1} and ${stored.bytes} bytes, not ${sha1} and ${filesize}`;
  } catch (error) {
    return `the download failed: ${networkErrorCode(error) ?? 'the connection was lost'}`;
  }
}
