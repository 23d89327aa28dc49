import type { FieldHashes } from './canonicalFields.ts';

export interface DatasetState {
  readonly remoteId: string | null;
  /** Whether it was ever made public by us: one that is hidden since was hidden by someone. */
  readonly madePublic: boolean;
  /** Its fields as we last left them. */
  readonly published: FieldHashes;
  /** Its fields as they were last sent: the answer may never have come. */
  readonly sent: FieldHashes;
  readonly resources: ReadonlyMap<string, ResourceState>;
}

export interface ResourceState {
  readonly remoteId: string | null;
  /** Of the file that was last sent. */
  readonly sentSha1: string | null;
  readonly published: FieldHashes;
  readonly sent: FieldHashes;
}

export const UNKNOWN_RESOURCE: ResourceState = { remoteId: null, sentSha1: null, published: {}, sent: {} };
export const UNKNOWN_DATASET: DatasetState = {
  remoteId: null,
  madePublic: false,
  published: {},
  sent: {},
  resources: new Map(),
};
