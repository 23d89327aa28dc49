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
import { PlatformError } from '../client/platformError.ts';
import type { RemoteDataset, RemoteResource } from '../client/responseSchemas.ts';
import { uploadFile } from '../client/upload.ts';
import { contactKey, desiredDatasetFields, desiredResourceFields, hashFields } from '../plan/canonicalFields.ts';
import type { DatasetForm } from '../plan/datasetForm.ts';
import { type DesiredDataset, fileProblem, type HostedResource } from '../plan/desiredDataset.ts';
import { RESOURCE_EXTRA } from '../plan/matchResources.ts';
import type { Step } from '../plan/planDataset.ts';
import { isSameFile } from '../plan/planResources.ts';
import type { RunContext } from './prepareRun.ts';

/** What can't be sent, for a reason of our own. */
export class LocalError extends Error {}

/** Whether an error is of one dataset: the others can still be published. */
export function isDatasetError(error: unknown): error is LocalError | PlatformError {
  return error instanceof LocalError || (error instanceof PlatformError && error.kind !== 'key');
}

/**
 * Carries out one step. What is about to be sent is noted first: if the answer never comes, what is found there is
 * recognised as ours.
 * @returns the dataset as the answer makes it, which may be fresher than what a read would give.
 */
export async function executeStep(
  run: RunContext,
  desired: DesiredDataset,
  remote: RemoteDataset | null,
  step: Step,
): Promise<WriteResult<RemoteDataset>> {
  const { client, state, context } = run;
  const { key } = desired;
  const sent = hashFields(desiredDatasetFields(desired));
  if (step.kind === 'create') {
    if (state.of(key).remoteId !== null) await state.deleteDataset(key);
    await state.saveDataset(key, { sent });
    const created = await sendForm(run, remote, step.form, (body) => createDataset(client, body));
    if (created.kind === 'done') await state.saveDataset(key, { remoteId: created.value.id });
    return created;
  }
  if (remote === null) throw new Error(`${step.kind} is planned for a dataset that is not there`);
  const { id } = remote;
  switch (step.kind) {
    case 'update':
    case 'makePublic': {
      await state.saveDataset(key, { sent, remoteId: id });
      const written = await sendForm(run, remote, step.form, (body) => updateDataset(client, id, body));
      if (step.kind === 'makePublic' && written.kind === 'done') await state.saveDataset(key, { madePublic: true });
      return written;
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
      if (state.of(key).resources.get(step.key)?.remoteId === step.id) await state.deleteResource(key, step.key);
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
  const fault = await fileProblem(path, resource);
  if (fault) throw new LocalError(fault);
  await state.saveDataset(desired.key, { remoteId: remote.id });
  // Of a new one, nothing that was left on a former one of this key is known any more.
  const afresh = replaced ? {} : { remoteId: null, published: {}, sent: {} };
  await state.saveResource(desired.key, key, { ...afresh, sentSha1: sha1 });
  const sent = await uploadFile(client, { datasetId: remote.id, resourceId: replaced?.id ?? null, path, name, mime });
  if (sent.kind === 'unknown') return sent;
  const { value } = sent;
  if (isSameFile(resource, value)) {
    await state.saveResource(desired.key, key, { remoteId: value.id });
    if (!replaced?.title) return { kind: 'done', value: withResource(remote, value) };
    const restored = await updateResource(client, remote.id, value.id, { title: replaced.title });
    return mapResult(restored, (described) => withResource(remote, described));
  }
  run.warn(`${desired.key}: ${key} arrived damaged (sha1 ${value.checksum?.value}, ${value.filesize} bytes)`);
  if (replaced) return { kind: 'done', value: withResource(remote, value) };
  // A damaged new file goes, so that it can't be taken for somebody's; a damaged replacement is replaced again.
  return mapResult(await deleteResource(client, remote.id, value.id), () => remote);
}

async function saveSentHashes({ state, context }: RunContext, desired: DesiredDataset, key: string): Promise<void> {
  const resource = desired.resources.find((each) => each.key === key);
  if (!resource) return;
  await state.saveResource(desired.key, key, { sent: hashFields(desiredResourceFields(resource, context.schemas)) });
}

async function sendForm(
  { client, context }: RunContext,
  remote: RemoteDataset | null,
  form: DatasetForm,
  send: (body: Record<string, unknown>) => Promise<WriteResult<RemoteDataset>>,
): Promise<WriteResult<RemoteDataset>> {
  if (!form.contact_points) return send({ ...form });
  const ids = await contactIds(client, context.organization, remote, form.contact_points);
  return ids.kind === 'unknown' ? ids : send({ ...form, contact_points: ids.value });
}

function mapResult<T>(written: WriteResult<T>, fold: (value: T) => RemoteDataset): WriteResult<RemoteDataset> {
  return written.kind === 'unknown' ? written : { kind: 'done', value: fold(written.value) };
}

/** The platform puts a new resource before the others. */
function withResource(remote: RemoteDataset, resource: RemoteResource): RemoteDataset {
  const known = remote.resources.some(({ id }) => id === resource.id);
  const resources = known
    ? remote.resources.map((each) => (each.id === resource.id ? resource : each))
    : [resource, ...remote.resources];
  return { ...remote, resources };
}

/** The ids of contact points: those that the dataset or the organization has already, and new ones for the others. */
async function contactIds(
  client: DatagouvClient,
  organization: string,
  remote: RemoteDataset | null,
  points: NonNullable<DatasetForm['contact_points']>,
): Promise<WriteResult<string[]>> {
  const known = [...(remote?.contact_points ?? [])];
  const all = points.every((point) => 'id' in point || known.some(hasSameKey(point)));
  if (!all) known.push(...(await listContacts(client, organization)));
  const ids: string[] = [];
  for (const point of points) {
    const there = 'id' in point ? point : known.find(hasSameKey(point));
    const written = there ? null : await createContact(client, { ...point, organization });
    if (written?.kind === 'unknown') return written;
    const found = there ?? written?.value;
    if (found) ids.push(found.id);
  }
  return { kind: 'done', value: ids };
}

function hasSameKey(point: Parameters<typeof contactKey>[0]): (other: Parameters<typeof contactKey>[0]) => boolean {
  return (other) => contactKey(other) === contactKey(point);
}
