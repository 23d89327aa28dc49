import { join } from 'node:path';
import type { DatagouvClient, WriteResult } from '../client/client.ts';
import {
  addLinkedResource,
  createContact,
  createDataset,
  deleteResource,
  listContacts,
  mergeDatasetExtras,
  mergeResourceExtras,
  reorderResources,
  updateDataset,
  updateResource,
} from '../client/endpoints.ts';
import type { RemoteDataset, RemoteResource } from '../client/responseSchemas.ts';
import { uploadFile } from '../client/upload.ts';
import { contactKey, desiredDatasetFields, desiredResourceFields, hashFields } from '../plan/canonicalFields.ts';
import type { DatasetForm } from '../plan/datasetForm.ts';
import { type DesiredDataset, fileProblem, type HostedResource } from '../plan/desiredDataset.ts';
import { RESOURCE_EXTRA } from '../plan/matchResources.ts';
import type { Step } from '../plan/planDataset.ts';
import { isSameFile } from '../plan/planResources.ts';
import { LocalError } from './datasetErrors.ts';
import type { RunContext } from './prepareRun.ts';

/**
 * Executes one step. It first saves the hashes of the fields that it sends, so that the write is recognised if its response
 * is lost.
 * @returns the dataset as the response describes it, which may be newer than what a read returns.
 */
export async function executeStep(
  run: RunContext,
  desired: DesiredDataset,
  remote: RemoteDataset | null,
  step: Step,
): Promise<WriteResult<RemoteDataset>> {
  const { client, state, planContext: context } = run;
  const { key } = desired;
  const sent = hashFields(desiredDatasetFields(desired));
  if (step.kind === 'create') {
    if (state.datasetState(key).remoteId !== null) await state.deleteDataset(key);
    await state.saveDataset(key, { sent });
    const created = await sendForm(run, remote, step.form, (body) => createDataset(client, body));
    if (created.kind === 'done') await state.saveDataset(key, { remoteId: created.value.id });
    return created;
  }
  if (remote === null) throw new Error(`the step ${step.kind} needs an existing dataset`);
  const { id } = remote;
  switch (step.kind) {
    case 'update':
    case 'makePublic': {
      await state.saveDataset(key, { sent, remoteId: id });
      const updated = await sendForm(run, remote, step.form, (body) => updateDataset(client, id, body));
      if (step.kind === 'makePublic' && updated.kind === 'done') await state.saveDataset(key, { madePublic: true });
      return updated;
    }
    case 'upload':
    case 'replace':
      return uploadResource(run, desired, remote, step.resource, step.kind === 'replace' ? step : null);
    case 'add': {
      const { resource } = step;
      await state.deleteResource(key, resource.key);
      const body = { ...desiredResourceFields(resource, context.schemas), extras: { [RESOURCE_EXTRA]: resource.key } };
      return mapResult(await addLinkedResource(client, id, body), (added) => withResource(remote, added));
    }
    case 'updateResource':
      await saveSentHashes(run, desired, step.key);
      return mapResult(await updateResource(client, id, step.id, step.changes), (described) =>
        withResource(remote, described),
      );
    case 'setResourceExtras':
      return mapResult(await mergeResourceExtras(client, id, step.id, step.extras), (extras) => ({
        ...remote,
        resources: remote.resources.map((each) => (each.id === step.id ? { ...each, extras: { ...extras } } : each)),
      }));
    case 'remove':
      if (state.datasetState(key).resources.get(step.key)?.remoteId === step.id)
        await state.deleteResource(key, step.key);
      return mapResult(await deleteResource(client, id, step.id), () => ({
        ...remote,
        resources: remote.resources.filter((each) => each.id !== step.id),
      }));
    case 'reorder':
      return mapResult(await reorderResources(client, id, step.ids), (resources) => ({ ...remote, resources }));
    case 'setDatasetExtras':
      return mapResult(await mergeDatasetExtras(client, id, step.extras), (extras) => ({
        ...remote,
        extras: { ...extras },
      }));
  }
}

async function uploadResource(
  run: RunContext,
  desired: DesiredDataset,
  remote: RemoteDataset,
  resource: HostedResource,
  replaced: { id: string; title: string | null } | null,
): Promise<WriteResult<RemoteDataset>> {
  const { client, state } = run;
  const { key, file: name, mime, sha1 } = resource;
  const path = join(run.root, desired.key, name);
  const problem = await fileProblem(path, resource);
  if (problem) throw new LocalError(problem);
  await state.saveDataset(desired.key, { remoteId: remote.id });
  // A new resource does not inherit the state of an earlier resource with this key.
  const resetState = replaced ? {} : { remoteId: null, published: {}, sent: {} };
  await state.saveResource(desired.key, key, { ...resetState, sentSha1: sha1, verifiedSha1: null });
  const result = await uploadFile(client, { datasetId: remote.id, resourceId: replaced?.id ?? null, path, name, mime });
  if (result.kind === 'unknown') return result;
  const { value: uploaded } = result;
  if (isSameFile(resource, uploaded)) {
    await state.saveResource(desired.key, key, { remoteId: uploaded.id });
    if (!replaced?.title) return { kind: 'done', value: withResource(remote, uploaded) };
    const restored = await updateResource(client, remote.id, uploaded.id, { title: replaced.title });
    return mapResult(restored, (updated) => withResource(remote, updated));
  }
  run.warn(
    `${desired.key}: the platform stored ${key} damaged (SHA-1 ${uploaded.checksum?.value}, ${uploaded.filesize} bytes); it is sent again`,
  );
  if (replaced) return { kind: 'done', value: withResource(remote, uploaded) };
  // Delete a damaged new resource, which would otherwise be unmanaged. The next step replaces a damaged replacement.
  return mapResult(await deleteResource(client, remote.id, uploaded.id), () => remote);
}

async function saveSentHashes(
  { state, planContext: context }: RunContext,
  desired: DesiredDataset,
  key: string,
): Promise<void> {
  const resource = desired.resources.find((each) => each.key === key);
  if (!resource) return;
  await state.saveResource(desired.key, key, { sent: hashFields(desiredResourceFields(resource, context.schemas)) });
}

async function sendForm(
  { client, planContext: context }: RunContext,
  remote: RemoteDataset | null,
  form: DatasetForm,
  send: (body: Record<string, unknown>) => Promise<WriteResult<RemoteDataset>>,
): Promise<WriteResult<RemoteDataset>> {
  if (!form.contact_points) return send({ ...form });
  const ids = await contactIds(client, context.organization, remote, form.contact_points);
  return ids.kind === 'unknown' ? ids : send({ ...form, contact_points: ids.value });
}

function mapResult<T>(result: WriteResult<T>, datasetOf: (value: T) => RemoteDataset): WriteResult<RemoteDataset> {
  return result.kind === 'unknown' ? result : { kind: 'done', value: datasetOf(result.value) };
}

/** The dataset with a new or updated resource. udata inserts a new resource at the top. */
function withResource(remote: RemoteDataset, resource: RemoteResource): RemoteDataset {
  const exists = remote.resources.some(({ id }) => id === resource.id);
  const resources = exists
    ? remote.resources.map((each) => (each.id === resource.id ? resource : each))
    : [resource, ...remote.resources];
  return { ...remote, resources };
}

/** The ids of contact points. Points that neither the dataset nor the organization has are created. */
export async function contactIds(
  client: DatagouvClient,
  organization: string,
  remote: Pick<RemoteDataset, 'contact_points'> | null,
  points: NonNullable<DatasetForm['contact_points']>,
): Promise<WriteResult<string[]>> {
  const existing = [...(remote?.contact_points ?? [])];
  const areAllOnDataset = points.every((point) => 'id' in point || existing.some(hasSameKey(point)));
  if (!areAllOnDataset) existing.push(...(await listContacts(client, organization)));
  const ids: string[] = [];
  for (const point of points) {
    const match = 'id' in point ? point : existing.find(hasSameKey(point));
    const created = match ? null : await createContact(client, { ...point, organization });
    if (created?.kind === 'unknown') return created;
    const contact = match ?? created?.value;
    if (contact) ids.push(contact.id);
  }
  return { kind: 'done', value: ids };
}

function hasSameKey(point: Parameters<typeof contactKey>[0]): (other: Parameters<typeof contactKey>[0]) => boolean {
  return (other) => contactKey(other) === contactKey(point);
}
