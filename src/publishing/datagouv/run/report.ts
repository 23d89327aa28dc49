import type { Drift } from '../plan/compareFields.ts';
import type { Step } from '../plan/planDataset.ts';

type RunOutcome = 'PUBLISHED' | 'UNCHANGED' | 'PARTIAL' | 'FAILED' | 'INTERRUPTED';

/** What a run did, or would do. Kept with the run, and shown to anyone: it never holds a secret. */
export interface PublicationReport {
  /** The key of the run in the database; null when none was recorded. */
  readonly run: number | null;
  readonly platform: string;
  readonly platformVersion: string | null;
  readonly release: string;
  readonly version: number;
  readonly outcome: RunOutcome | 'PLANNED' | 'ALREADY_RUNNING';
  /** 0: done, or nothing to do; 1: partly failed, or blocked by what people did; 2: the settings can't be used. */
  readonly exitCode: 0 | 1 | 2;
  readonly datasets: readonly DatasetReport[];
  readonly warnings: readonly string[];
  /** Why the run stopped before its end; null when it did not. */
  readonly problem: string | null;
}

export interface DatasetReport {
  readonly dataset: string;
  readonly remoteId: string | null;
  /** Where people see it. */
  readonly page: string | null;
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'HELD' | 'FAILED' | 'NOT_REACHED';
  readonly steps: readonly StepReport[];
  readonly drifts: readonly Drift[];
  readonly foreign: readonly { readonly id: string; readonly title: string }[];
  /** From 0 to 1, as the platform reckons it; null when it did not say. */
  readonly quality: number | null;
  readonly problem: string | null;
}

export interface StepReport {
  readonly kind: string;
  /** The key of the resource; null when it is about the dataset. */
  readonly resource: string | null;
  /** The fields that are written, when only some are. */
  readonly fields: readonly string[];
}

export function hasSucceeded({ outcome, drifts }: DatasetReport): boolean {
  return drifts.length === 0 && ['CREATED', 'UPDATED', 'UNCHANGED'].includes(outcome);
}

export function outcomeOfRun(datasets: readonly DatasetReport[]): RunOutcome {
  if (datasets.every(hasSucceeded)) {
    return datasets.every(({ outcome }) => outcome === 'UNCHANGED') ? 'UNCHANGED' : 'PUBLISHED';
  }
  return datasets.every(({ outcome }) => outcome === 'FAILED' || outcome === 'NOT_REACHED') ? 'FAILED' : 'PARTIAL';
}

/** What is, or would be, done about a dataset. */
export function outcomeOfPlan(blocked: boolean, changed: boolean, there: boolean): DatasetReport['outcome'] {
  if (blocked) return 'HELD';
  if (!changed) return 'UNCHANGED';
  return there ? 'UPDATED' : 'CREATED';
}

export const NOT_REACHED: Omit<DatasetReport, 'dataset'> = {
  remoteId: null,
  page: null,
  outcome: 'NOT_REACHED',
  steps: [],
  drifts: [],
  foreign: [],
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
