import type { WriteResult } from '../client/client.ts';
import {
  addDatasetsToDataservice,
  createDataservice,
  datasetsOfDataservice,
  getDataservice,
  listDataservices,
  updateDataservice,
} from '../client/dataservices.ts';
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataservice } from '../client/responseSchemas.ts';
import {
  DATASERVICE_EXTRA,
  DATASERVICE_KEY,
  type DesiredDataservice,
  planDataservice,
} from '../plan/planDataservice.ts';
import { isDatasetError } from './datasetErrors.ts';
import { contactIds } from './executeStep.ts';
import type { RunContext } from './prepareRun.ts';
import { type DatasetReport, NOT_REACHED, outcomeOfPlan, type StepReport } from './report.ts';

/**
 * Publishes the API as a dataservice of the platform, with its OpenAPI document and the datasets that it serves. It is found by its id in
 * the sync state, otherwise by its extras: never by its title, and never created twice.
 * @param datasetIds the published datasets. Others that a person added stay.
 * @param writes false for a dry run.
 */
export async function publishDataservice(
  run: RunContext,
  desired: DesiredDataservice,
  datasetIds: readonly string[],
  writes: boolean,
): Promise<DatasetReport> {
  try {
    return await planAndApply(run, desired, datasetIds, writes);
  } catch (error) {
    if (!isDatasetError(error)) throw error;
    return { ...NOT_REACHED, dataset: DATASERVICE_KEY, outcome: 'FAILED', problem: error.message };
  }
}

async function planAndApply(
  run: RunContext,
  desired: DesiredDataservice,
  datasetIds: readonly string[],
  writes: boolean,
): Promise<DatasetReport> {
  const { client, state, planContext } = run;
  const found = await findDataservice(run);
  const recreates = found?.deleted_at != null && planContext.decisions.overwrites(DATASERVICE_KEY, 'deleted');
  const remote = recreates ? null : found;
  const plan = planDataservice(desired, remote, state.datasetState(DATASERVICE_KEY), planContext);
  const served = remote ? await datasetsOfDataservice(client, remote.id) : [];
  const missing = plan.blocked === null ? datasetIds.filter((id) => !served.includes(id)) : [];
  const isWritten = plan.blocked === null && (plan.changed.length > 0 || plan.extras !== null);
  const steps: StepReport[] = [
    ...(isWritten ? [{ kind: remote ? 'update' : 'create', resource: null, fields: remote ? plan.changed : [] }] : []),
    ...(missing.length > 0 ? [{ kind: 'update', resource: null, fields: ['datasets'] }] : []),
  ];
  let current = remote;
  if (writes && isWritten) current = await writeFields(run, desired, remote, plan);
  if (writes && current && missing.length > 0) {
    const added = await addDatasetsToDataservice(client, current.id, missing);
    await recordStep(run, 'update', added);
    current = requireDone(added);
  }
  if (writes && current && plan.blocked === null) {
    const { published } = plan;
    await state.saveDataset(DATASERVICE_KEY, { remoteId: current.id, madePublic: true, published, sent: {} });
  }
  return {
    ...NOT_REACHED,
    dataset: DATASERVICE_KEY,
    remoteId: current?.id ?? null,
    page: current?.self_web_url ?? null,
    outcome: outcomeOfPlan(plan.blocked !== null, steps.length > 0, found !== null),
    steps,
    drifts: plan.drifts,
    problem: plan.blocked,
  };
}

/** The dataservice of the sync state, otherwise the oldest one with the key in its extras. One that was deleted comes last. */
async function findDataservice({ client, state, planContext }: RunContext): Promise<RemoteDataservice | null> {
  const { remoteId } = state.datasetState(DATASERVICE_KEY);
  const known = remoteId === null ? null : await getDataservice(client, remoteId);
  if (known && !known.deleted_at) return known;
  const listed = await listDataservices(client, planContext.organization);
  const keyed = listed.filter(({ extras }) => extras[DATASERVICE_EXTRA] === DATASERVICE_KEY);
  return keyed.find(({ deleted_at }) => !deleted_at) ?? known ?? keyed[0] ?? null;
}

/** Creates the dataservice, or updates its changed fields. */
async function writeFields(
  run: RunContext,
  { fields, contact }: DesiredDataservice,
  remote: RemoteDataservice | null,
  { changed, extras, published }: ReturnType<typeof planDataservice>,
): Promise<RemoteDataservice> {
  const { client, state, planContext } = run;
  const { organization } = planContext;
  const withContact = contact !== null && changed.includes('contact_points');
  const ids = withContact ? requireDone(await contactIds(client, organization, remote, [contact])) : null;
  const body = {
    ...Object.fromEntries(Object.entries(fields).filter(([field]) => changed.includes(field))),
    ...(ids && { contact_points: ids }),
    ...(extras && { extras: { ...remote?.extras, ...extras } }),
  };
  if (remote) {
    await state.saveDataset(DATASERVICE_KEY, { remoteId: remote.id, sent: published });
    const updated = await updateDataservice(client, remote.id, body);
    await recordStep(run, 'update', updated);
    return requireDone(updated);
  }
  const created = await createDataservice(client, { ...body, organization });
  await recordStep(run, 'create', created);
  if (created.kind === 'done') return created.value;
  // The response was lost: the dataservice may have been created, with its extras.
  await state.saveDataset(DATASERVICE_KEY, { remoteId: null });
  return (await findDataservice(run)) ?? requireDone(created);
}

async function recordStep(run: RunContext, kind: 'create' | 'update', result: WriteResult<unknown>): Promise<void> {
  const isUnknown = result.kind === 'unknown';
  const detail = isUnknown ? result.problem : null;
  await run.recordStep({
    dataset: DATASERVICE_KEY,
    resource: null,
    kind,
    outcome: isUnknown ? 'UNKNOWN' : 'DONE',
    detail,
  });
}

function requireDone<T>(result: WriteResult<T>): T {
  if (result.kind === 'done') return result.value;
  throw new PlatformError('unavailable', 0, `${result.problem}; run registre publish again to continue`);
}
