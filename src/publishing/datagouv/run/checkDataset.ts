import type { RemoteDataset } from '../client/responseSchemas.ts';
import type { DesiredDataset } from '../plan/desiredDataset.ts';
import { findHolds } from '../plan/holds.ts';
import { type DatasetPlan, planDataset, RELEASE_EXTRA } from '../plan/planDataset.ts';
import { plannedChanges } from '../plan/plannedChanges.ts';
import { compareTable, type TableChange } from '../plan/tables.ts';
import type { RunContext } from './prepareRun.ts';
import { publishedShape } from './publishedTable.ts';
import { type DatasetReport, outcomeOfPlan, stepReport } from './report.ts';

/** Plans the steps of a dataset, and finds what holds the release. Writes nothing. */
export async function checkDataset(
  run: RunContext,
  desired: DesiredDataset,
  remote: RemoteDataset | null,
): Promise<DatasetReport> {
  const { state, planContext, accept } = run;
  const plan = planDataset(desired, remote, state.datasetState(desired.key), {
    ...planContext,
    writtenThisRun: new Set(),
  });
  const tables = await tableChanges(run, desired, remote, plan);
  const published = remote?.extras[RELEASE_EXTRA];
  const releases = { release: planContext.release, published: typeof published === 'string' ? published : null };
  const twin = remote === null && plan.steps.length > 0 ? run.findTwin(desired) : null;
  const holds = plan.steps.length > 0 ? findHolds(releases, tables) : [];
  if (twin) holds.push({ reason: 'same-title', message: twinMessage(desired, twin.id) });
  return {
    dataset: desired.key,
    remoteId: remote?.id ?? null,
    page: remote?.page ?? null,
    outcome: outcomeOfPlan(plan.blocked !== null, plan.steps.length > 0, remote !== null),
    steps: plan.steps.map(stepReport),
    plan: plannedChanges(plan.steps, desired, remote),
    tables,
    holds: holds.map((hold) => ({ ...hold, isAccepted: accept.has(hold.reason) })),
    drifts: plan.drifts,
    foreign: plan.unmanaged,
    unverified: [],
    withheld: desired.empty_tables,
    quality: remote?.quality?.score ?? null,
    problem: plan.blocked,
  };
}

function twinMessage({ key, title }: DesiredDataset, id: string): string {
  return `the organization already has a dataset « ${title} »; take it over with --adopt ${key}=${id}`;
}

/** The tables whose CSV the plan sends or removes. */
async function tableChanges(
  run: RunContext,
  { tables }: DesiredDataset,
  remote: RemoteDataset | null,
  { steps }: DatasetPlan,
): Promise<TableChange[]> {
  const changes: TableChange[] = [];
  for (const step of steps) {
    if (step.kind === 'upload' || step.kind === 'replace') {
      const table = tables.find(({ file }) => file === step.resource.key);
      if (table) changes.push(compareTable(table, step.kind === 'replace' ? await shapeOf(step.id) : null, table));
    } else if (step.kind === 'remove') {
      const shape = await shapeOf(step.id);
      if (shape) changes.push(compareTable({ file: step.key, title: step.key }, shape, null));
    }
  }
  return changes.reverse();

  async function shapeOf(id: string) {
    const resource = remote?.resources.find((each) => each.id === id);
    const isTable = resource?.filetype === 'file' && resource.type === 'main' && resource.format === 'csv';
    return isTable ? publishedShape(run, resource) : null;
  }
}
