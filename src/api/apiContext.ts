import type { ReleasesContext } from '../publishing/datasets/latestRelease.ts';
import type { RegisterContext } from '../register/registerContext.ts';
import type { RequestRecord } from './telemetry/RequestRecord.ts';

/** What every request of the API carries. */
export type ApiContext = RegisterContext & ReleasesContext & { readonly record: RequestRecord };
