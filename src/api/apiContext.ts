import type { ReleasesContext } from '../publishing/datasets/latestRelease.ts';
import type { RegisterContext } from '../register/registerContext.ts';
import type { Charged } from './limits/costPlugin.ts';
import type { RequestRecord } from './telemetry/RequestRecord.ts';

/** What execution needs to know of a request. */
export interface ExecutionContext extends RegisterContext {
  /** The version that its answer was read at; null when its reading knows it. */
  readonly read: { version: number | null };
}

/** What every request of the API carries. */
export type ApiContext = ExecutionContext & ReleasesContext & Charged & { readonly record: RequestRecord };
