import type { RemoteDataset } from '../client/responseSchemas.ts';
import {
  type CanonicalFields,
  desiredDatasetFields,
  remoteDatasetFields,
  remoteResourceFields,
} from './canonicalFields.ts';
import { type DesiredDataset, type DesiredResource, isHosted } from './desiredDataset.ts';
import { excerpts } from './drifts.ts';
import type { Step } from './planDataset.ts';

/** What a step changes for readers, in figures and texts. The names of these properties are those of `registre publish --json`. */
export interface PlannedChange {
  readonly kind: Exclude<Step['kind'], 'setResourceExtras' | 'setDatasetExtras'>;
  /** The key of the resource; null for a change of the dataset itself. */
  readonly resource: string | null;
  /** The title of the resource or of the dataset. */
  readonly title: string;
  /** The size of the file on the platform; null without a file. */
  readonly bytesBefore: number | null;
  readonly bytesAfter: number | null;
  /** The texts that change. Long ones are cut around their first difference. */
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

/** What the steps of a plan change for readers, without the extras that only the register reads. */
export function plannedChanges(
  steps: readonly Step[],
  desired: DesiredDataset,
  remote: RemoteDataset | null,
): PlannedChange[] {
  return steps.flatMap((step) => plannedChange(step, desired, remote) ?? []);
}

function plannedChange(step: Step, desired: DesiredDataset, remote: RemoteDataset | null): PlannedChange | null {
  const ofDataset = { resource: null, title: desired.title, bytesBefore: null, bytesAfter: null, fields: [] };
  const current = 'id' in step ? remote?.resources.find(({ id }) => id === step.id) : undefined;
  switch (step.kind) {
    case 'create':
    case 'makePublic':
      return { ...ofDataset, kind: step.kind };
    case 'update': {
      const before: CanonicalFields = remote ? { ...remoteDatasetFields(remote), archived: remote.archived } : {};
      return { ...ofDataset, kind: step.kind, fields: texts(step.fields, before, desiredDatasetFields(desired)) };
    }
    case 'reorder': {
      const titles = (ids: readonly string[]) =>
        ids.map((id) => remote?.resources.find((each) => each.id === id)?.title ?? id).join(', ');
      const before = { order: titles(remote?.resources.map(({ id }) => id) ?? []) };
      return { ...ofDataset, kind: step.kind, fields: texts(['order'], before, { order: titles(step.ids) }) };
    }
    case 'upload':
    case 'replace':
    case 'add': {
      const { key, title } = step.resource;
      const bytesBefore = current?.filesize ?? null;
      return { kind: step.kind, resource: key, title, bytesBefore, bytesAfter: bytesOf(step.resource), fields: [] };
    }
    case 'updateResource': {
      const title = desired.resources.find(({ key }) => key === step.key)?.title ?? step.key;
      const fields = texts(Object.keys(step.changes), current ? remoteResourceFields(current) : {}, step.changes);
      return { kind: step.kind, resource: step.key, title, bytesBefore: null, bytesAfter: null, fields };
    }
    case 'remove': {
      const [title, bytesBefore] = [current?.title ?? step.key, current?.filesize ?? null];
      return { kind: step.kind, resource: step.key, title, bytesBefore, bytesAfter: null, fields: [] };
    }
    default:
      return null;
  }
}

function bytesOf(resource: DesiredResource): number | null {
  return isHosted(resource) ? resource.filesize : null;
}

function texts(fields: readonly string[], before: CanonicalFields, after: CanonicalFields) {
  return fields.map((field) => {
    const { there, ours } = excerpts(before[field], after[field]);
    return { field, before: there, after: ours };
  });
}
