import { datasetOf } from '../datagouv/calls.ts';
import type { Client } from '../datagouv/client.ts';
import type { ListedDataset, RemoteDataset } from '../datagouv/shapes.ts';
import { DATASET } from './plan.ts';
import type { Memory } from './state/memory.ts';

export interface Found {
  readonly remote: RemoteDataset | null;
  /** Other datasets of the same key: someone published twice, at once or from two registers. */
  readonly duplicates: readonly string[];
}

/**
 * The dataset of a key on the platform: the one that we remember, else the one that says so itself in its extras, the
 * oldest if there are several. Never by title or slug: people change both.
 * @param recreate whether one that was deleted is to be passed over.
 */
export async function findDataset(
  client: Client,
  listed: readonly ListedDataset[],
  memory: Memory,
  key: string,
  recreate: boolean,
): Promise<Found> {
  const keyed = keyedIn(listed, key);
  const { remoteId } = memory.of(key);
  const alive = keyed.filter(({ deleted }) => !deleted);
  const candidates = [remoteId, ...alive.map(({ id }) => id), ...keyed.map(({ id }) => id)];
  for (const id of new Set(candidates)) {
    const remote = id === null ? null : await datasetOf(client, id);
    if (!remote || (remote.deleted && recreate)) continue;
    return { remote, duplicates: alive.map((each) => each.id).filter((each) => each !== remote.id) };
  }
  return { remote: null, duplicates: [] };
}

function keyedIn(listed: readonly ListedDataset[], key: string): ListedDataset[] {
  const created = ({ created_at }: ListedDataset) => created_at ?? '';
  return listed.filter(({ extras }) => extras[DATASET] === key).sort((a, b) => (created(a) < created(b) ? -1 : 1));
}
