import type { Step } from './plan.ts';
import type { StepReport } from './report.ts';

/** The key of the resource that a step is about, or null. */
export function resourceOfStep(step: Step): string | null {
  if ('resource' in step) return step.resource.key;
  return 'key' in step ? step.key : null;
}

export function stepReport(step: Step): StepReport {
  const fields = step.kind === 'update' ? step.fields : step.kind === 'describe' ? Object.keys(step.changes) : [];
  return { kind: step.kind, resource: resourceOfStep(step), fields };
}
