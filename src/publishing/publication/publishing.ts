import type { Client } from '../datagouv/client.ts';
import type { RemoteDataset } from '../datagouv/shapes.ts';
import type { Fetch } from '../datagouv/transport.ts';
import type { DesiredDataset } from './desiredDataset.ts';
import type { Policy } from './policy.ts';
import type { Memory } from './state/memory.ts';
import type { StepTaken } from './state/runs.ts';

/** A run under way: what every dataset is published with. */
export interface Publishing {
  readonly client: Client;
  /** To read published files as anyone does, without the key. */
  readonly fetch: Fetch;
  readonly memory: Memory;
  /** The directory of the release. */
  readonly root: string;
  readonly policy: Omit<Policy, 'written'>;
  readonly platformVersion: string | null;
  /** Whether the platform closed creations: what needs none goes on. */
  readOnly: boolean;
  /** Why a dataset can't be published there, or null. */
  faultOf(desired: DesiredDataset): string | null;
  /** What is there of a dataset. */
  find(desired: DesiredDataset): Promise<RemoteDataset | null>;
  /** Records a step. */
  took(step: StepTaken): Promise<void>;
  warn(sentence: string): void;
}
