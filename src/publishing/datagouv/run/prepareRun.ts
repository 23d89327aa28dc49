import type { Pool } from 'pg';
import { createClient, type DatagouvClient } from '../client/client.ts';
import { getDataset, listDatasets } from '../client/endpoints.ts';
import type { ListedDataset, RemoteDataset } from '../client/responseSchemas.ts';
import { RETRY_POLICY, type RetryPolicy } from '../client/retryPolicy.ts';
import type { Fetch, Platform } from '../client/transport.ts';
import { isPublicAddress } from '../plan/canonicalFields.ts';
import type { DesiredDataset, DesiredRelease } from '../plan/desiredDataset.ts';
import { type DriftDecisions, driftDecisions } from '../plan/drifts.ts';
import { DATASET_EXTRA } from '../plan/planDataset.ts';
import type { PlanContext } from '../plan/planResources.ts';
import { LocalError } from './datasetErrors.ts';
import { preflight } from './preflight.ts';
import type { StepRecord } from './runRecord.ts';
import { SyncState } from './syncState.ts';

export interface RunOptions {
  pool: Pool;
  platform: Platform;
  /** Reasons for which a release is held that are accepted, and names of drifts to keep. */
  accept?: readonly string[];
  /** The drifts to overwrite: words of OVERWRITE_WORDS, datasets, and names of drifts. */
  overwrite?: readonly string[];
  /** The ids or slugs of datasets of the platform that the register takes over, by the key of its dataset. */
  adopt?: Readonly<Record<string, string>>;
  retryPolicy?: Partial<RetryPolicy>;
  fetch?: Fetch;
}

type RunCallbacks = Pick<RunContext, 'recordStep' | 'warn'> & { assertCanWrite: () => Promise<void> };

/** Reads the inputs of a run: what the platform accepts, its datasets, and the sync state. Writes nothing. */
export async function prepareRun(
  options: RunOptions,
  { name, root, datasets }: DesiredRelease,
  { assertCanWrite, recordStep, warn }: RunCallbacks,
): Promise<RunContext> {
  const { pool, platform, fetch = globalThis.fetch, retryPolicy } = options;
  const { accept = [], overwrite = [], adopt = {} } = options;
  const decisions = driftDecisions(overwrite, accept);
  const client = createClient({ platform, retryPolicy: { ...RETRY_POLICY, ...retryPolicy }, fetch, assertCanWrite });
  const { platformVersion, organization, schemas, datasetProblem } = await preflight(client, datasets);
  if (schemas === null) warn("The catalogue of schemas can't be read: the schemas of resources are not updated.");
  const privateAddresses = [...new Set(datasets.flatMap(linkedAddresses))].filter(
    (address) => !isPublicAddress(address),
  );
  if (privateAddresses.length > 0) {
    warn(
      `${privateAddresses[0]} is not a public address: links and schemas with it are not published. Set PUBLIC_URL.`,
    );
  }
  const state = await SyncState.read(pool, platform.url);
  const listed = await listDatasets(client, organization);
  return {
    client,
    fetch,
    state,
    root,
    accept: new Set(accept),
    planContext: { organization, release: name, decisions, schemas, adopted: new Set(Object.keys(adopt)) },
    platformVersion,
    readOnly: false,
    datasetProblem,
    recordStep,
    warn,
    async findRemote({ key }) {
      const { remote, duplicates } = await findDataset(client, listed, state, key, decisions);
      for (const id of duplicates) warn(`${key}: ${id} has the same key (extra ${DATASET_EXTRA}); it is not changed`);
      const adopted = adopt[key];
      return adopted === undefined ? remote : await findAdopted(client, key, adopted, remote);
    },
    findTwin: ({ title }) =>
      listed.find((each) => each.title === title && !each.deleted && !(DATASET_EXTRA in each.extras)) ?? null,
  };
}

function linkedAddresses({ resources }: DesiredDataset): string[] {
  return resources.flatMap((resource) => [
    ...('url' in resource ? [resource.url] : []),
    ...(resource.schema && 'url' in resource.schema ? [resource.schema.url] : []),
  ]);
}

/**
 * Finds the dataset of a key on the platform: the one of the sync state, otherwise the oldest one with the key in its extras.
 * Titles and slugs are not used, because people change both.
 * @param decisions whether to ignore a deleted dataset, because a new one is to be created.
 * @returns the dataset, and the ids of other datasets with the same key: two registers published it.
 */
export async function findDataset(
  client: DatagouvClient,
  listed: readonly ListedDataset[],
  state: SyncState,
  key: string,
  decisions: DriftDecisions,
): Promise<{ remote: RemoteDataset | null; duplicates: string[] }> {
  const created = ({ created_at }: ListedDataset) => created_at ?? '';
  const keyed = listed
    .filter(({ extras }) => extras[DATASET_EXTRA] === key)
    .sort((a, b) => (created(a) < created(b) ? -1 : 1));
  const { remoteId } = state.datasetState(key);
  const notDeleted = keyed.filter(({ deleted }) => !deleted);
  const candidates = [remoteId, ...notDeleted.map(({ id }) => id), ...keyed.map(({ id }) => id)];
  for (const id of new Set(candidates)) {
    const remote = id === null ? null : await getDataset(client, id);
    if (!remote || (remote.deleted && decisions.overwrites(key, 'deleted'))) continue;
    return { remote, duplicates: notDeleted.map((each) => each.id).filter((each) => each !== remote.id) };
  }
  return { remote: null, duplicates: [] };
}

/** The dataset that `--adopt` names. Throws a LocalError if it can't be taken over. */
async function findAdopted(
  client: DatagouvClient,
  key: string,
  idOrSlug: string,
  present: RemoteDataset | null,
): Promise<RemoteDataset> {
  const adopted = await getDataset(client, idOrSlug);
  if (!adopted) throw new LocalError(`--adopt ${key}=${idOrSlug}: the platform has no dataset with this id or slug`);
  if (present && present.id !== adopted.id)
    throw new LocalError(`--adopt ${key}=${idOrSlug}: ${key} is already published as ${present.page ?? present.id}`);
  const owner = adopted.extras[DATASET_EXTRA];
  if (owner !== undefined && owner !== key)
    throw new LocalError(
      `--adopt ${key}=${idOrSlug}: this dataset is already the dataset ${String(owner)} of a register`,
    );
  return adopted;
}

/** The context of a run, common to all datasets. */
export interface RunContext {
  readonly client: DatagouvClient;
  /** Downloads published files, without the API key. */
  readonly fetch: Fetch;
  readonly state: SyncState;
  readonly root: string;
  readonly planContext: Omit<PlanContext, 'writtenThisRun'>;
  readonly accept: ReadonlySet<string>;
  readonly platformVersion: string | null;
  /** Whether the platform rejected a creation because it is read-only. Updates continue. */
  readOnly: boolean;
  datasetProblem(desired: DesiredDataset): string | null;
  findRemote(desired: DesiredDataset): Promise<RemoteDataset | null>;
  /** A dataset with the same title that no register created. */
  findTwin(desired: DesiredDataset): ListedDataset | null;
  recordStep(step: StepRecord): Promise<void>;
  warn(sentence: string): void;
}
