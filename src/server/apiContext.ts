import type { ReleasesContext } from '../publishing/datasets/latestRelease.ts';
import type { RegisterContext } from '../register/registerContext.ts';
import type { Charged } from './limits/costPlugin.ts';
import type { RequestRecord } from './telemetry/RequestRecord.ts';

/** What is known of an answer once it was read. */
export interface Read {
  /** The stamp of the register that it was read from; null when its reading knows it. */
  stamp: string | null;
  /** Whether all that it shows changes with the version only. */
  isWithinVersion: boolean;
}

/** What execution needs to know of a request. */
export interface ExecutionContext extends RegisterContext {
  readonly read: Read;
}

/** What every request of the API carries. */
export type ApiContext = ExecutionContext & ReleasesContext & Charged & { readonly record: RequestRecord };
