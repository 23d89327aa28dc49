import { affectsData, type Drift } from '../plan/drifts.ts';
import type { Hold } from '../plan/holds.ts';
import type { Step } from '../plan/planDataset.ts';
import type { PlannedChange } from '../plan/plannedChanges.ts';
import type { TableChange } from '../plan/tables.ts';

type RunOutcome = 'PUBLISHED' | 'UNCHANGED' | 'PARTIAL' | 'FAILED' | 'INTERRUPTED';

/**
 * The report of a run or of a dry run. It is stored with the run and public, so it contains no secret. The names of its properties are
 * those of the stored JSON and of `registre publish --json`.
 */
export interface PublicationReport {
  /** The key of the run in the database; null if the run was not recorded, as in a dry run. */
  readonly run: number | null;
  readonly platform: string;
  readonly platformVersion: string | null;
  readonly release: string;
  readonly version: number;
  readonly outcome: RunOutcome | 'PLANNED' | 'ALREADY_RUNNING';
  /**
   * 0: done, or nothing to do. 1: the release is held, or a dataset failed, is blocked, or has data that was changed by hand or a file
   * that is not verified. 2: the settings can't be used.
   */
  readonly exitCode: 0 | 1 | 2;
  readonly datasets: readonly DatasetReport[];
  readonly warnings: readonly string[];
  /** Why the run stopped before its end; null if it did not. */
  readonly problem: string | null;
}

export interface DatasetReport {
  readonly dataset: string;
  readonly remoteId: string | null;
  /** The page of the dataset on the platform. */
  readonly page: string | null;
  /** WITHHELD: the dataset is too small to be created. HELD: the dataset is blocked, or holds the release. NOT_REACHED: the run stopped before the dataset. */
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'WITHHELD' | 'HELD' | 'FAILED' | 'NOT_REACHED';
  readonly steps: readonly StepReport[];
  /** In a dry run: what the steps change for readers. */
  readonly plan?: readonly PlannedChange[];
  /** The tables whose files change. */
  readonly tables: readonly TableChange[];
  /** Why the release is held. */
  readonly holds: readonly Hold[];
  readonly drifts: readonly Drift[];
  /** Resources that the register did not create. */
  readonly foreign: readonly { readonly id: string; readonly title: string }[];
  /** Published files that could not be downloaded and compared with the release. */
  readonly unverified: readonly UnverifiedFile[];
  /** The tables without rows, whose files are in the release only. */
  readonly withheld: readonly string[];
  /** The quality score of the platform, from 0 to 1; null if unknown. */
  readonly quality: number | null;
  readonly problem: string | null;
}

export interface UnverifiedFile {
  /** The key of the resource. */
  readonly resource: string;
  readonly problem: string;
}

export interface StepReport {
  readonly kind: string;
  /** The key of the resource; null for a step of the dataset itself. */
  readonly resource: string | null;
  /** The fields that an `update` or `updateResource` writes; empty for other steps. */
  readonly fields: readonly string[];
}

export function hasSucceeded({ outcome, drifts, unverified }: DatasetReport): boolean {
  const isComplete = unverified.length === 0 && drifts.every((drift) => drift.isAccepted || !affectsData(drift));
  return isComplete && ['CREATED', 'UPDATED', 'UNCHANGED', 'WITHHELD'].includes(outcome);
}

export function outcomeOfRun(datasets: readonly DatasetReport[]): RunOutcome {
  if (datasets.every(hasSucceeded)) {
    return datasets.every(({ outcome }) => outcome === 'UNCHANGED' || outcome === 'WITHHELD')
      ? 'UNCHANGED'
      : 'PUBLISHED';
  }
  return datasets.every(({ outcome }) => outcome === 'FAILED' || outcome === 'NOT_REACHED') ? 'FAILED' : 'PARTIAL';
}

/** The outcome of a dataset that was processed or planned. */
export function outcomeOfPlan(isBlocked: boolean, hasChanged: boolean, existed: boolean): DatasetReport['outcome'] {
  if (isBlocked) return 'HELD';
  if (!hasChanged) return existed ? 'UNCHANGED' : 'WITHHELD';
  return existed ? 'UPDATED' : 'CREATED';
}

export const NOT_REACHED: Omit<DatasetReport, 'dataset'> = {
  remoteId: null,
  page: null,
  outcome: 'NOT_REACHED',
  steps: [],
  tables: [],
  holds: [],
  drifts: [],
  foreign: [],
  unverified: [],
  withheld: [],
  quality: null,
  problem: null,
};

export function resourceOfStep(step: Step): string | null {
  if ('resource' in step) return step.resource.key;
  return 'key' in step ? step.key : null;
}

export function stepReport(step: Step): StepReport {
  const fields = step.kind === 'update' ? step.fields : step.kind === 'updateResource' ? Object.keys(step.changes) : [];
  return { kind: step.kind, resource: resourceOfStep(step), fields };
}
