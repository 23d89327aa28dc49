import type { FieldHashes } from './canonicalFields.ts';

/** The sync state of a dataset: what the register published on the platform. */
export interface DatasetState {
  readonly remoteId: string | null;
  /** Whether a publication made it public: if it is private now, a person hid it. */
  readonly madePublic: boolean;
  /** The baseline: the hashes of the fields as last published. */
  readonly published: FieldHashes;
  /** The hashes of the fields as last sent: the response may be lost. */
  readonly sent: FieldHashes;
  readonly resources: ReadonlyMap<string, ResourceState>;
}

export interface ResourceState {
  readonly remoteId: string | null;
  /** The SHA-1 of the file last sent. */
  readonly sentSha1: string | null;
  /** The SHA-1 of the public file when it was last downloaded and compared with its release. */
  readonly verifiedSha1: string | null;
  readonly published: FieldHashes;
  readonly sent: FieldHashes;
}

export const UNKNOWN_RESOURCE: ResourceState = {
  remoteId: null,
  sentSha1: null,
  verifiedSha1: null,
  published: {},
  sent: {},
};
export const UNKNOWN_DATASET: DatasetState = {
  remoteId: null,
  madePublic: false,
  published: {},
  sent: {},
  resources: new Map(),
};
