import type { RemoteDataset } from '../client/responseSchemas.ts';
import {
  desiredDatasetFields,
  desiredResourceFields,
  hashFields,
  hashOf,
  remoteDatasetFields,
} from './canonicalFields.ts';
import { compareFields, type Drift, publishedHashes } from './compareFields.ts';
import { buildDatasetForm, type DatasetForm } from './datasetForm.ts';
import type { DatasetState } from './datasetState.ts';
import { type DesiredDataset, isHosted } from './desiredDataset.ts';
import { isReachable, type PlanContext, planResources, type ResourceStep } from './planResources.ts';

/** One write, the smallest that leaves the platform in a state from which the same plan goes on. */
export type Step =
  | ({ readonly kind: 'create' } & FormStep)
  | ({ readonly kind: 'update'; readonly fields: readonly string[] } & FormStep)
  | ResourceStep
  | { readonly kind: 'reorder'; readonly ids: readonly string[] }
  /** Our own notes in the extras of the dataset: they make the state recoverable, and bump no date. */
  | { readonly kind: 'setDatasetExtras'; readonly extras: Readonly<Record<string, unknown>> }
  | ({ readonly kind: 'makePublic' } & FormStep);

interface FormStep {
  readonly form: DatasetForm;
  /** The fields of the form that are as wanted; the others send back what people wrote. */
  readonly writtenFields: readonly string[];
}

export interface DatasetPlan {
  readonly key: string;
  /** Why nothing is written to this dataset; null when it is not blocked. */
  readonly blocked: string | null;
  readonly steps: readonly Step[];
  /** What people changed by hand on the platform: reported, and left alone. */
  readonly drifts: readonly Drift[];
  /** Resources that others added: never touched. */
  readonly unmanaged: readonly { readonly id: string; readonly title: string }[];
  /** What is saved once no step is left. */
  readonly baseline: Pick<DatasetState, 'published' | 'madePublic' | 'resources'>;
}

/**
 * Compares a dataset as it is to be with what is there, and gives the writes that lead from one to the other, in the
 * order that survives: created private, metadata, files, notes, and opened last. Pure: carrying out the first step and
 * planning again leads to the same end, wherever it is cut.
 */
export function planDataset(
  desired: DesiredDataset,
  remote: RemoteDataset | null,
  state: DatasetState,
  context: PlanContext,
): DatasetPlan {
  const blocked = remote === null ? deletionProblem(state, context) : blockingProblem(remote, context);
  if (blocked !== null) return { ...EMPTY_PLAN, key: desired.key, blocked, baseline: state };
  if (remote === null) return planCreation(desired, context);

  const metadata = compareFields(
    desiredDatasetFields(desired),
    remoteDatasetFields(remote),
    [publishedHashes(remote.extras), state.published],
    state.sent,
    (field) => context.forceMetadata || context.writtenThisRun.has(field),
  );
  const unarchive = remote.archived !== null;
  const drifted = metadata.drifts.map(({ what }) => what);
  const writtenFields = Object.keys(metadata.baseline).filter((field) => !drifted.includes(field));
  const form = (changes: Partial<DatasetForm>) =>
    buildDatasetForm(desired, remote, drifted, {
      organization: context.organization,
      private: remote.private,
      ...changes,
    });
  const steps: Step[] = [];
  const fields = [...metadata.changed, ...(unarchive ? ['archived'] : [])];
  if (fields.length > 0)
    steps.push({ kind: 'update', fields, writtenFields, form: form(unarchive ? { archived: null } : {}) });

  const resources = planResources(desired, remote, state, context);
  steps.push(...resources.steps);
  const order = planOrder(desired, remote, state, context, resources.matched);
  steps.push(...order.steps);

  const published = { ...metadata.baseline, order: order.baseline };
  const wasOpened = state.madePublic || remote.extras[OPENED_EXTRA] === true;
  const hidden = remote.private && wasOpened && !context.forceMetadata && !context.writtenThisRun.has('private');
  const notes = {
    [DATASET_EXTRA]: desired.key,
    [CONTENT_EXTRA]: contentHash(desired, context),
    [PUBLISHED_EXTRA]: published,
    ...(!remote.private && { [OPENED_EXTRA]: true }),
  };
  if (Object.entries(notes).some(([name, value]) => hashOf(remote.extras[name]) !== hashOf(value))) {
    steps.push({ kind: 'setDatasetExtras', extras: { ...notes, [RELEASE_EXTRA]: context.release } });
  }
  if (remote.private && !hidden) {
    const extras = { ...remote.extras, ...notes, [RELEASE_EXTRA]: context.release, [OPENED_EXTRA]: true };
    steps.push({
      kind: 'makePublic',
      writtenFields: [...writtenFields, 'private'],
      form: form({ private: false, extras }),
    });
  }
  const drifts = [...metadata.drifts, ...resources.drifts, ...order.drifts];
  if (hidden) drifts.push({ what: 'private', there: 'hidden by hand', ours: 'public' });
  return {
    key: desired.key,
    blocked: null,
    steps,
    drifts,
    unmanaged: resources.unmanaged.map(({ id, title }) => ({ id, title })),
    baseline: { published, madePublic: wasOpened || !remote.private, resources: resources.baseline },
  };
}

export const DATASET_EXTRA = 'registre:dataset';
const CONTENT_EXTRA = 'registre:content';
const PUBLISHED_EXTRA = 'registre:published';
const RELEASE_EXTRA = 'registre:release';
const OPENED_EXTRA = 'registre:opened';

const EMPTY_PLAN = { steps: [], drifts: [], unmanaged: [] } as const;

function planCreation(desired: DesiredDataset, context: PlanContext): DatasetPlan {
  const { organization } = context;
  // With its key from the first moment: whatever happens next, it is found again.
  const form = buildDatasetForm(desired, null, [], {
    organization,
    private: true,
    extras: { [DATASET_EXTRA]: desired.key },
  });
  const writtenFields = Object.keys(desiredDatasetFields(desired));
  const steps: Step[] = [{ kind: 'create', form, writtenFields }];
  for (const resource of desired.resources.filter(isReachable).reverse()) {
    steps.push(isHosted(resource) ? { kind: 'upload', resource } : { kind: 'add', resource });
  }
  steps.push(
    { kind: 'setDatasetExtras', extras: {} },
    { kind: 'makePublic', form: { ...form, private: false }, writtenFields },
  );
  const baseline = { published: {}, madePublic: false, resources: new Map() };
  return { ...EMPTY_PLAN, key: desired.key, blocked: null, steps, baseline };
}

function deletionProblem({ remoteId }: DatasetState, { recreate }: PlanContext): string | null {
  if (remoteId === null || recreate) return null;
  return `it was published as ${remoteId}, which is no longer there: run with --recreate to make a new one`;
}

function blockingProblem(remote: RemoteDataset, context: PlanContext): string | null {
  const { id, deleted, harvest, organization, archived, permissions } = remote;
  if (deleted) return `${id} was deleted by hand: restore it there, or run with --recreate to make a new one`;
  if (harvest !== null) return `${id} is harvested: what a harvest writes every night is not for us to write`;
  if (organization?.id !== context.organization) return `${id} belongs to ${organization?.name ?? 'a person'} now`;
  if (archived && !context.forceMetadata) return `${id} was archived by hand: --force-metadata takes it back`;
  const may = permissions?.edit !== false && permissions?.edit_resources !== false;
  return may ? null : `the key may not edit ${id}`;
}

/** Resources in their order; those of others keep their places. */
function planOrder(
  desired: DesiredDataset,
  remote: RemoteDataset,
  state: DatasetState,
  context: PlanContext,
  ours: ReadonlyMap<string, { readonly id: string }>,
): { steps: Step[]; drifts: Drift[]; baseline: string } {
  const expected = desired.resources.filter(isReachable);
  const wanted = expected.flatMap(({ key }) => ours.get(key)?.id ?? []);
  const there = remote.resources.map(({ id }) => id).filter((id) => wanted.includes(id));
  const baseline = hashOf(expected.map(({ key }) => key));
  if (wanted.length < expected.length || hashOf(wanted) === hashOf(there)) {
    return { steps: [], drifts: [], baseline };
  }
  const done = [publishedHashes(remote.extras), state.published].some(({ order }) => order === baseline);
  if (done && !context.forceMetadata && !context.recreate) {
    return { steps: [], drifts: [{ what: 'order', there: 'changed by hand', ours: 'that of the release' }], baseline };
  }
  const next = [...wanted];
  const ids = remote.resources.map(({ id }) => (wanted.includes(id) ? (next.shift() ?? id) : id));
  return { steps: [{ kind: 'reorder', ids }], drifts: [], baseline };
}

/** Changes with whatever the dataset says or holds. */
function contentHash(desired: DesiredDataset, { schemas }: PlanContext): string {
  const resources = desired.resources.map((resource) => [
    resource.key,
    isHosted(resource) ? resource.sha1 : resource.url,
    hashFields(desiredResourceFields(resource, schemas)),
  ]);
  return hashOf([hashFields(desiredDatasetFields(desired)), resources]);
}
