import type { RemoteDataset } from '../client/responseSchemas.ts';
import {
  desiredDatasetFields,
  desiredResourceFields,
  hashFields,
  hashOf,
  remoteDatasetFields,
} from './canonicalFields.ts';
import { compareFields, publishedHashes } from './compareFields.ts';
import { buildDatasetForm, type DatasetForm } from './datasetForm.ts';
import type { DatasetState } from './datasetState.ts';
import { type DesiredDataset, isHosted } from './desiredDataset.ts';
import { type Drift, driftName, excerpts, type FoundDrift, settleDrifts } from './drifts.ts';
import { isPublishable, type PlanContext, planResources, type ResourceStep } from './planResources.ts';

/** One write. After each step, planning again continues from the new state of the platform. */
export type Step =
  | ({ readonly kind: 'create' } & FormStep)
  | ({ readonly kind: 'update'; readonly fields: readonly string[] } & FormStep)
  | ResourceStep
  | { readonly kind: 'reorder'; readonly ids: readonly string[] }
  /** Writes the `registre:*` extras of the dataset: a copy of the baseline. It does not change the dates of the dataset. */
  | { readonly kind: 'setDatasetExtras'; readonly extras: Readonly<Record<string, unknown>> }
  | ({ readonly kind: 'makePublic' } & FormStep);

interface FormStep {
  readonly form: DatasetForm;
  /** The fields of the form that have the desired value; the other fields have the value that a person wrote. */
  readonly writtenFields: readonly string[];
}

export interface DatasetPlan {
  readonly key: string;
  /** Why nothing is written to the dataset; null if it is not blocked. */
  readonly blocked: string | null;
  readonly steps: readonly Step[];
  /** What a person changed on the platform: reported, and not written. */
  readonly drifts: readonly Drift[];
  /** Resources that the register did not create: never changed. */
  readonly unmanaged: readonly { readonly id: string; readonly title: string }[];
  /** The sync state to save once no step is left. */
  readonly baseline: Pick<DatasetState, 'published' | 'madePublic' | 'resources'>;
}

/**
 * Compares the desired and the remote state of a dataset, and returns the steps between them. The dataset is created
 * private, then its metadata, files and extras are written, and it becomes public last: an interrupted run publishes nothing
 * incomplete. A pure function: executing the first step and planning again gives the same result, wherever a run is interrupted.
 */
export function planDataset(
  desired: DesiredDataset,
  remote: RemoteDataset | null,
  state: DatasetState,
  context: PlanContext,
): DatasetPlan {
  const blocked =
    remote === null ? deletionProblem(desired.key, state, context) : blockingProblem(desired.key, remote, context);
  if (blocked !== null) return { ...EMPTY_PLAN, key: desired.key, blocked, baseline: state };
  const isWithheld = remote === null && desired.is_too_small;
  if (isWithheld) return { ...EMPTY_PLAN, key: desired.key, blocked: null, baseline: state };
  if (remote === null) return planCreation(desired, context);

  const overwrites = (what: string) => context.decisions.overwrites(desired.key, what);
  const metadata = compareFields(
    desiredDatasetFields(desired),
    remoteDatasetFields(remote),
    [publishedHashes(remote.extras), state.published],
    state.sent,
    (field) => overwrites(field) || context.writtenThisRun.has(field),
  );
  const isArchived = remote.archived !== null;
  const drifted = metadata.drifts.map(({ what }) => what);
  const writtenFields = Object.keys(metadata.baseline).filter((field) => !drifted.includes(field));
  const form = (changes: Partial<DatasetForm>) =>
    buildDatasetForm(desired, remote, drifted, {
      organization: context.organization,
      private: remote.private,
      ...changes,
    });
  const steps: Step[] = [];
  const fields = [...metadata.changed, ...(isArchived ? ['archived'] : [])];
  if (fields.length > 0)
    steps.push({ kind: 'update', fields, writtenFields, form: form(isArchived ? { archived: null } : {}) });

  const resources = planResources(desired, remote, state, context);
  steps.push(...resources.steps);
  const order = planOrder(desired, remote, state, context, resources.matched);
  steps.push(...order.steps);

  const published = { ...metadata.baseline, order: order.baseline };
  const wasPublic = state.madePublic || remote.extras[OPENED_EXTRA] === true;
  const isHidden = remote.private && wasPublic && !overwrites('private') && !context.writtenThisRun.has('private');
  const found = [...metadata.drifts, ...resources.drifts, ...order.drifts];
  if (isHidden) found.push({ what: 'private', hash: hashOf(true), there: 'hidden', ours: 'public' });
  const settled = settleDrifts(desired.key, found, remote.extras, context.decisions);
  const extras = {
    [DATASET_EXTRA]: desired.key,
    [CONTENT_EXTRA]: contentHash(desired, context),
    [PUBLISHED_EXTRA]: published,
    ...settled.extras,
    ...(!remote.private && { [OPENED_EXTRA]: true }),
  };
  if (Object.entries(extras).some(([name, value]) => hashOf(remote.extras[name]) !== hashOf(value))) {
    steps.push({ kind: 'setDatasetExtras', extras: { ...extras, [RELEASE_EXTRA]: context.release } });
  }
  if (remote.private && !isHidden) {
    const allExtras = { ...remote.extras, ...extras, [RELEASE_EXTRA]: context.release, [OPENED_EXTRA]: true };
    steps.push({
      kind: 'makePublic',
      writtenFields: [...writtenFields, 'private'],
      form: form({ private: false, extras: allExtras }),
    });
  }
  return {
    key: desired.key,
    blocked: null,
    steps,
    drifts: settled.drifts,
    unmanaged: resources.unmanaged.map(({ id, title }) => ({ id, title })),
    baseline: { published, madePublic: wasPublic || !remote.private, resources: resources.baseline },
  };
}

export const DATASET_EXTRA = 'registre:dataset';
const CONTENT_EXTRA = 'registre:content';
const PUBLISHED_EXTRA = 'registre:published';
/** The release that last changed the dataset. */
export const RELEASE_EXTRA = 'registre:release';
/** True once a publication made the dataset public. */
const OPENED_EXTRA = 'registre:opened';

const EMPTY_PLAN = { steps: [], drifts: [], unmanaged: [] } as const;

function planCreation(desired: DesiredDataset, context: PlanContext): DatasetPlan {
  const { organization } = context;
  // The dataset has its key from its creation on, so that an interrupted run finds it again.
  const form = buildDatasetForm(desired, null, [], {
    organization,
    private: true,
    extras: { [DATASET_EXTRA]: desired.key },
  });
  const writtenFields = Object.keys(desiredDatasetFields(desired));
  const steps: Step[] = [{ kind: 'create', form, writtenFields }];
  for (const resource of desired.resources.filter(isPublishable).reverse()) {
    steps.push(isHosted(resource) ? { kind: 'upload', resource } : { kind: 'add', resource });
  }
  steps.push(
    { kind: 'setDatasetExtras', extras: {} },
    { kind: 'makePublic', form: { ...form, private: false }, writtenFields },
  );
  const baseline = { published: {}, madePublic: false, resources: new Map() };
  return { ...EMPTY_PLAN, key: desired.key, blocked: null, steps, baseline };
}

function deletionProblem(key: string, { remoteId }: DatasetState, { decisions }: PlanContext): string | null {
  if (remoteId === null || decisions.overwrites(key, 'deleted')) return null;
  return `the platform no longer has the dataset ${remoteId}; create a new one with --overwrite ${driftName(key, 'deleted')}`;
}

function blockingProblem(key: string, remote: RemoteDataset, context: PlanContext): string | null {
  const { id, deleted, harvest, organization, archived, permissions } = remote;
  if (deleted)
    return `${id} was deleted on the platform; restore it there, or create a new one with --overwrite ${driftName(key, 'deleted')}`;
  if (harvest !== null)
    return `${id} is harvested, and the nightly harvest would overwrite it; remove it from the harvest source`;
  if (organization?.id !== context.organization)
    return `${id} now belongs to ${organization?.name ?? 'a person'}; transfer it back to the organization`;
  if (archived && !context.decisions.overwrites(key, 'archived'))
    return `${id} was archived on the platform; restore it with --overwrite ${driftName(key, 'archived')}`;
  const canEdit = permissions?.edit !== false && permissions?.edit_resources !== false;
  return canEdit ? null : `the API key has no right to edit ${id}`;
}

/** Plans the order of the resources. Unmanaged resources keep their positions. */
function planOrder(
  desired: DesiredDataset,
  remote: RemoteDataset,
  state: DatasetState,
  context: PlanContext,
  matched: ReadonlyMap<string, { readonly id: string }>,
): { steps: Step[]; drifts: FoundDrift[]; baseline: string } {
  const expected = desired.resources.filter(isPublishable);
  const desiredIds = expected.flatMap(({ key }) => matched.get(key)?.id ?? []);
  const remoteIds = remote.resources.map(({ id }) => id).filter((id) => desiredIds.includes(id));
  const baseline = hashOf(expected.map(({ key }) => key));
  if (desiredIds.length < expected.length || hashOf(desiredIds) === hashOf(remoteIds)) {
    return { steps: [], drifts: [], baseline };
  }
  const isPublished = [publishedHashes(remote.extras), state.published].some(({ order }) => order === baseline);
  // A resource that is created again is the first one.
  const isOverwritten = ['order', ...expected.map(({ key }) => `${key} deleted`)].some((what) =>
    context.decisions.overwrites(desired.key, what),
  );
  if (isPublished && !isOverwritten) {
    const titles = new Map(remote.resources.map(({ id, title }) => [id, title]));
    const listed = (ids: readonly string[]) => ids.map((id) => titles.get(id)).join(', ');
    const drift = { what: 'order', hash: hashOf(remoteIds), ...excerpts(listed(remoteIds), listed(desiredIds)) };
    return { steps: [], drifts: [drift], baseline };
  }
  const remaining = [...desiredIds];
  const ids = remote.resources.map(({ id }) => (desiredIds.includes(id) ? (remaining.shift() ?? id) : id));
  return { steps: [{ kind: 'reorder', ids }], drifts: [], baseline };
}

/** A hash that changes with the metadata or the files of the dataset. */
function contentHash(desired: DesiredDataset, { schemas }: PlanContext): string {
  const resources = desired.resources.map((resource) => [
    resource.key,
    isHosted(resource) ? resource.sha1 : resource.url,
    hashFields(desiredResourceFields(resource, schemas)),
  ]);
  return hashOf([hashFields(desiredDatasetFields(desired)), resources]);
}
