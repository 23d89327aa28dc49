import type { Pool } from 'pg';
import type { Step } from '../plan/planDataset.ts';
import type { PublicationReport } from './report.ts';

/** A row of `publication_step`. */
export interface StepRecord {
  readonly dataset: string;
  readonly resource: string | null;
  readonly kind: Step['kind'];
  /** UNKNOWN: the response was lost. REFUSED: the platform rejected the write. */
  readonly outcome: 'DONE' | 'UNKNOWN' | 'REFUSED';
  readonly detail: string | null;
}

interface PublicationRun {
  readonly id: number;
  recordStep(step: StepRecord): Promise<void>;
  finish(outcome: string, problem: string | null, report: PublicationReport | null): Promise<void>;
}

/** Records the start of a run. The caller holds the lease, so a run that is still `RUNNING` was killed: it is closed. */
export async function startRun(
  pool: Pool,
  platform: string,
  release: string,
  version: number,
): Promise<PublicationRun> {
  await pool.query(
    `UPDATE publication SET outcome = 'INTERRUPTED', finished_at = now(), problem = 'the process ended' WHERE outcome = 'RUNNING'`,
  );
  const { rows } = await pool.query<{ id: number }>(
    'INSERT INTO publication (platform, release_name, register_version) VALUES ($1, $2, $3) RETURNING id',
    [platform, release, version],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the run was not recorded');
  let position = 0;
  return {
    id,
    async recordStep({ dataset, resource, kind, outcome, detail }) {
      await pool.query(
        `INSERT INTO publication_step (publication_id, position, dataset, resource, kind, outcome, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, position++, dataset, resource, kind, outcome, truncate(detail)],
      );
    },
    async finish(outcome, problem, report) {
      await pool.query(
        `UPDATE publication SET outcome = $2, finished_at = now(), problem = $3, report = $4
         WHERE id = $1 AND outcome = 'RUNNING'`,
        [id, outcome, truncate(problem), report && JSON.stringify(report)],
      );
    },
  };
}

function truncate(text: string | null): string | null {
  return text ? text.slice(0, 2_000) : null;
}
