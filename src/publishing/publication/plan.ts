import type { RemoteDataset } from '../datagouv/shapes.ts';
import { desiredDescription, desiredMetadata, hashesOf, hashOf, remoteMetadata } from './canonical.ts';
import { compare, type Drift, hashesIn } from './compare.ts';
import { type DesiredDataset, isHosted } from './desiredDataset.ts';
import { type Form, formOf } from './form.ts';
import { isReachable, planResources, type ResourceStep } from './planResources.ts';
import type { Policy } from './policy.ts';
import type { DatasetMemory } from './state/memory.ts';

/** One write, the smallest that leaves the platform in a state from which the same plan goes on. */
export type Step =
  | ({ readonly kind: 'create' } & Writing)
  | ({ readonly kind: 'update'; readonly fields: readonly string[] } & Writing)
  | ResourceStep
  | { readonly kind: 'reorder'; readonly ids: readonly string[] }
  /** Our own notes in the extras of the dataset: they make the state recoverable, and bump no date. */
  | { readonly kind: 'record'; readonly extras: Readonly<Record<string, unknown>> }
  | ({ readonly kind: 'open' } & Writing);

interface Writing {
  readonly form: Form;
  /** The fields of the form that are as wanted; the others send back what people wrote. */
  readonly writes: readonly string[];
}

export interface DatasetPlan {
  readonly key: string;
  /** Why nothing at all is done about this dataset; null when it is not held. */
  readonly held: string | null;
  readonly steps: readonly Step[];
  /** What people changed by hand on the platform: told, and left alone. */
  readonly drifts: readonly Drift[];
  /** Resources that others added: never touched. */
  readonly foreign: readonly { readonly id: string; readonly title: string }[];
  /** What there is to remember once no step is left. */
  readonly settled: Pick<DatasetMemory, 'published' | 'opened' | 'resources'>;
}

/**
 * Compares a dataset as it is to be with what is there, and gives the writes that lead from one to the other, in the
 * order that survives: created private, metadata, files, notes, and opened last. Pure: carrying out the first step and
 * planning again leads to the same end, wherever it is cut.
 */
export function planDataset(
  desired: DesiredDataset,
  remote: RemoteDataset | null,
  memory: DatasetMemory,
  policy: Policy,
): DatasetPlan {
  const held = remote === null ? vanished(memory, policy) : heldBecause(remote, policy);
  if (held !== null) return { ...NOTHING, key: desired.key, held, settled: memory };
  if (remote === null) return creation(desired, policy);

  const metadata = compare(
    desiredMetadata(desired),
    remoteMetadata(remote),
    [hashesIn(remote.extras), memory.published],
    memory.sent,
    (field) => policy.forceMetadata || policy.written.has(field),
  );
  const unarchive = remote.archived !== null;
  const drifted = metadata.drifts.map(({ what }) => what);
  const writes = Object.keys(metadata.settled).filter((field) => !drifted.includes(field));
  const form = (changes: Partial<Form>) =>
    formOf(desired, remote, drifted, { organization: policy.organization, private: remote.private, ...changes });
  const steps: Step[] = [];
  const fields = [...metadata.changed, ...(unarchive ? ['archived'] : [])];
  if (fields.length > 0)
    steps.push({ kind: 'update', fields, writes, form: form(unarchive ? { archived: null } : {}) });

  const resources = planResources(desired, remote, memory, policy);
  steps.push(...resources.steps);
  const order = planOrder(desired, remote, memory, policy, resources.ours);
  steps.push(...order.steps);

  const published = { ...metadata.settled, order: order.settled };
  const wasOpened = memory.opened || remote.extras[OPENED] === true;
  const hidden = remote.private && wasOpened && !policy.forceMetadata && !policy.written.has('private');
  const notes = {
    [DATASET]: desired.key,
    [CONTENT]: contentOf(desired, policy),
    [PUBLISHED]: published,
    ...(!remote.private && { [OPENED]: true }),
  };
  if (Object.entries(notes).some(([name, value]) => hashOf(remote.extras[name]) !== hashOf(value))) {
    steps.push({ kind: 'record', extras: { ...notes, [RELEASE]: policy.release } });
  }
  if (remote.private && !hidden) {
    const extras = { ...remote.extras, ...notes, [RELEASE]: policy.release, [OPENED]: true };
    steps.push({ kind: 'open', writes: [...writes, 'private'], form: form({ private: false, extras }) });
  }
  const drifts = [...metadata.drifts, ...resources.drifts, ...order.drifts];
  if (hidden) drifts.push({ what: 'private', there: 'hidden by hand', ours: 'public' });
  return {
    key: desired.key,
    held: null,
    steps,
    drifts,
    foreign: resources.foreign.map(({ id, title }) => ({ id, title })),
    settled: { published, opened: wasOpened || !remote.private, resources: resources.settled },
  };
}

export const DATASET = 'registre:dataset';
const CONTENT = 'registre:content';
const PUBLISHED = 'registre:published';
const RELEASE = 'registre:release';
const OPENED = 'registre:opened';

const NOTHING = { steps: [], drifts: [], foreign: [] } as const;

function creation(desired: DesiredDataset, policy: Policy): DatasetPlan {
  const { organization } = policy;
  // With its key from the first moment: whatever happens next, it is found again.
  const form = formOf(desired, null, [], { organization, private: true, extras: { [DATASET]: desired.key } });
  const writes = Object.keys(desiredMetadata(desired));
  const steps: Step[] = [{ kind: 'create', form, writes }];
  for (const resource of desired.resources.filter(isReachable).reverse()) {
    steps.push(isHosted(resource) ? { kind: 'upload', resource } : { kind: 'add', resource });
  }
  steps.push({ kind: 'record', extras: {} }, { kind: 'open', form: { ...form, private: false }, writes });
  const settled = { published: {}, opened: false, resources: new Map() };
  return { ...NOTHING, key: desired.key, held: null, steps, settled };
}

function vanished({ remoteId }: DatasetMemory, { recreate }: Policy): string | null {
  if (remoteId === null || recreate) return null;
  return `it was published as ${remoteId}, which is no longer there: run with --recreate to make a new one`;
}

function heldBecause(remote: RemoteDataset, policy: Policy): string | null {
  const { id, deleted, harvest, organization, archived, permissions } = remote;
  if (deleted) return `${id} was deleted by hand: restore it there, or run with --recreate to make a new one`;
  if (harvest !== null) return `${id} is harvested: what a harvest writes every night is not for us to write`;
  if (organization?.id !== policy.organization) return `${id} belongs to ${organization?.name ?? 'a person'} now`;
  if (archived && !policy.forceMetadata) return `${id} was archived by hand: --force-metadata takes it back`;
  const may = permissions?.edit !== false && permissions?.edit_resources !== false;
  return may ? null : `the key may not edit ${id}`;
}

/** Resources in their order; those of others keep their places. */
function planOrder(
  desired: DesiredDataset,
  remote: RemoteDataset,
  memory: DatasetMemory,
  policy: Policy,
  ours: ReadonlyMap<string, { readonly id: string }>,
): { steps: Step[]; drifts: Drift[]; settled: string } {
  const expected = desired.resources.filter(isReachable);
  const wanted = expected.flatMap(({ key }) => ours.get(key)?.id ?? []);
  const there = remote.resources.map(({ id }) => id).filter((id) => wanted.includes(id));
  const settled = hashOf(expected.map(({ key }) => key));
  if (wanted.length < expected.length || hashOf(wanted) === hashOf(there)) {
    return { steps: [], drifts: [], settled };
  }
  const done = [hashesIn(remote.extras), memory.published].some(({ order }) => order === settled);
  if (done && !policy.forceMetadata && !policy.recreate) {
    return { steps: [], drifts: [{ what: 'order', there: 'changed by hand', ours: 'that of the release' }], settled };
  }
  const next = [...wanted];
  const ids = remote.resources.map(({ id }) => (wanted.includes(id) ? (next.shift() ?? id) : id));
  return { steps: [{ kind: 'reorder', ids }], drifts: [], settled };
}

/** Changes with whatever the dataset says or holds. */
function contentOf(desired: DesiredDataset, { schemas }: Policy): string {
  const resources = desired.resources.map((resource) => [
    resource.key,
    isHosted(resource) ? resource.sha1 : resource.url,
    hashesOf(desiredDescription(resource, schemas)),
  ]);
  return hashOf([hashesOf(desiredMetadata(desired)), resources]);
}
