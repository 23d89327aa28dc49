import type { DatagouvClient } from '../client/client.ts';
import { getDataset } from '../client/endpoints.ts';
import type { RemoteDataset, RemoteResource } from '../client/responseSchemas.ts';
import { readTableProfile, type TableProfile, type TabularApi, TabularError } from '../client/tabularApi.ts';
import { isHosted } from '../plan/desiredDataset.ts';
import { matchResources } from '../plan/matchResources.ts';
import type { SyncState } from '../run/syncState.ts';
import { compareReceipt, isParsed, type MeantFile, type SeenTable } from './compareReceipt.ts';
import type { MeantDataset } from './readMeant.ts';
import { type DatasetReceipt, type FileReceipt, worstOutcome } from './receipt.ts';

export interface ReceiptSources {
  readonly client: DatagouvClient;
  readonly tabularApi: TabularApi;
  readonly state: SyncState;
}

/**
 * Reads how the platform analysed the files of a dataset, and compares.
 * @param previous an earlier receipt: files whose outcome it knows are not read again.
 */
export async function readDatasetReceipt(
  sources: ReceiptSources,
  { desired, files }: MeantDataset,
  previous: DatasetReceipt | null,
): Promise<DatasetReceipt> {
  const { client, state } = sources;
  const datasetState = state.datasetState(desired.key);
  const remote = datasetState.remoteId === null ? null : await getDataset(client, datasetState.remoteId);
  const matched = matchResources(desired.resources, remote?.resources ?? [], datasetState).matched;
  const receipts: FileReceipt[] = [];
  for (const file of files) {
    const known = previous?.files.find(({ resource }) => resource === file.resource);
    const isKnown = known !== undefined && known.outcome !== 'UNKNOWN';
    receipts.push(isKnown ? known : await readFileReceipt(sources, file, matched.get(file.resource) ?? null));
  }
  const deadLinks = desired.resources.flatMap((resource) =>
    isHosted(resource) ? [] : deadLink(resource.key, matched.get(resource.key)),
  );
  const differences = remote ? [...unmetCriteria(remote), ...deadLinks] : ['the platform does not have the dataset'];
  return {
    dataset: desired.key,
    outcome: worstOutcome([
      ...receipts.map(({ outcome }) => outcome),
      differences.length > 0 ? 'DIFFERENT' : 'AS_MEANT',
    ]),
    quality: remote?.quality?.score ?? null,
    differences,
    files: receipts,
  };
}

async function readFileReceipt(
  { tabularApi }: ReceiptSources,
  meant: MeantFile,
  remote: RemoteResource | null,
): Promise<FileReceipt> {
  if (remote === null) return compareReceipt(meant, null);
  const { url, extras, checksum, last_modified } = remote;
  const seen = { url, extras, sha1: checksum?.type === 'sha1' ? checksum.value : null, lastModified: last_modified };
  if (meant.table === null || seen.sha1 !== meant.sha1 || !isParsed(seen, meant.sha1)) {
    return compareReceipt(meant, { ...seen, table: null });
  }
  try {
    const profile = await readTableProfile(tabularApi, remote.id);
    return compareReceipt(meant, { ...seen, table: profile && seenTable(profile) });
  } catch (error) {
    if (!(error instanceof TabularError)) throw error;
    return { resource: meant.resource, outcome: 'UNKNOWN', differences: [], problem: error.message };
  }
}

function seenTable({ url, profile: { header, columns, total_lines, profile } }: TableProfile): SeenTable {
  const rows = total_lines ?? null;
  return {
    url,
    rows,
    columns: header.map((name) => ({
      name,
      pythonType: columns[name]?.python_type ?? 'string',
      format: columns[name]?.format ?? 'string',
      isEmpty: rows !== null && profile?.[name]?.nb_missing_values === rows,
    })),
  };
}

/** The criteria that a dataset must meet. Data that do not change are not late: `update_fulfilled_in_time` is left out. */
const TOLERATED_CRITERIA: readonly string[] = ['update_fulfilled_in_time'];

function unmetCriteria({ quality }: RemoteDataset): string[] {
  return Object.entries(quality ?? {})
    .filter(([criterion, isMet]) => isMet === false && !TOLERATED_CRITERIA.includes(criterion))
    .map(([criterion]) => `the quality criterion ${criterion} is not met`)
    .sort();
}

function deadLink(key: string, remote: RemoteResource | undefined): string[] {
  if (remote?.extras['check:available'] !== false) return [];
  return [`the link ${key} does not answer (${remote.extras['check:status'] ?? 'no response'})`];
}
