import type { Pool } from 'pg';
import { type DatasetState, type ResourceState, UNKNOWN_DATASET, UNKNOWN_RESOURCE } from '../plan/datasetState.ts';

/**
 * The sync state of one platform, in the tables `published_dataset` and `published_resource`. If the tables are lost, the extras
 * of the platform replace them. They are needed only for a run that was killed between a write and its extras.
 */
export class SyncState {
  readonly #pool: Pool;
  readonly #platform: string;
  readonly #datasets = new Map<string, DatasetState>();

  private constructor(pool: Pool, platform: string) {
    this.#pool = pool;
    this.#platform = platform;
  }

  static async read(pool: Pool, platform: string): Promise<SyncState> {
    const state = new SyncState(pool, platform);
    const { rows } = await pool.query<DatasetRow>(
      'SELECT id, dataset, remote_id AS "remoteId", opened AS "madePublic", published, sent FROM published_dataset WHERE platform = $1',
      [platform],
    );
    const { rows: resources } = await pool.query<ResourceRow>(
      `SELECT dataset_id AS "datasetId", key, remote_id AS "remoteId", sent_sha1 AS "sentSha1",
         verified_sha1 AS "verifiedSha1", published, sent
       FROM published_resource WHERE dataset_id = ANY($1::int[]) ORDER BY dataset_id, key`,
      [rows.map(({ id }) => id)],
    );
    for (const { id, dataset, ...row } of rows) {
      const datasetResources = resources.filter(({ datasetId }) => datasetId === id);
      const byKey = datasetResources.map(({ key, datasetId: _, ...resource }): [string, ResourceState] => [
        key,
        resource,
      ]);
      state.#datasets.set(dataset, { ...row, resources: new Map(byKey) });
    }
    return state;
  }

  datasetState(dataset: string): DatasetState {
    return this.#datasets.get(dataset) ?? UNKNOWN_DATASET;
  }

  async saveDataset(dataset: string, changes: Partial<Omit<DatasetState, 'resources'>>): Promise<void> {
    const next = { ...this.datasetState(dataset), ...changes };
    await this.#pool.query(
      `INSERT INTO published_dataset (platform, dataset, remote_id, opened, published, sent)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (platform, dataset) DO UPDATE
       SET (remote_id, opened, published, sent, updated_at) = ($3, $4, $5, $6, now())`,
      [
        this.#platform,
        dataset,
        next.remoteId,
        next.madePublic,
        JSON.stringify(next.published),
        JSON.stringify(next.sent),
      ],
    );
    this.#datasets.set(dataset, next);
  }

  async saveResource(dataset: string, key: string, changes: Partial<ResourceState>): Promise<void> {
    const saved = this.datasetState(dataset);
    const next = { ...(saved.resources.get(key) ?? UNKNOWN_RESOURCE), ...changes };
    await this.#pool.query(
      `INSERT INTO published_resource (dataset_id, key, remote_id, sent_sha1, verified_sha1, published, sent)
       SELECT id, $3, $4, $5, $6, $7, $8 FROM published_dataset WHERE platform = $1 AND dataset = $2
       ON CONFLICT (dataset_id, key) DO UPDATE
       SET (remote_id, sent_sha1, verified_sha1, published, sent, updated_at) = ($4, $5, $6, $7, $8, now())`,
      [
        ...[this.#platform, dataset, key, next.remoteId, next.sentSha1, next.verifiedSha1],
        ...[JSON.stringify(next.published), JSON.stringify(next.sent)],
      ],
    );
    this.#datasets.set(dataset, { ...saved, resources: new Map(saved.resources).set(key, next) });
  }

  async deleteResource(dataset: string, key: string): Promise<void> {
    await this.#pool.query(
      `DELETE FROM published_resource USING published_dataset d
       WHERE dataset_id = d.id AND d.platform = $1 AND d.dataset = $2 AND key = $3`,
      [this.#platform, dataset, key],
    );
    const saved = this.datasetState(dataset);
    const resources = new Map(saved.resources);
    resources.delete(key);
    this.#datasets.set(dataset, { ...saved, resources });
  }

  /** Deletes the state of a dataset that no longer exists, before another one is created. */
  async deleteDataset(dataset: string): Promise<void> {
    await this.#pool.query('DELETE FROM published_dataset WHERE platform = $1 AND dataset = $2', [
      this.#platform,
      dataset,
    ]);
    this.#datasets.delete(dataset);
  }
}

interface DatasetRow extends Omit<DatasetState, 'resources'> {
  id: number;
  dataset: string;
}

interface ResourceRow extends ResourceState {
  datasetId: number;
  key: string;
}
