import type { ReleasesContext } from '../publishing/datasets/latestRelease.ts';
import type { RegisterContext } from '../register/registerContext.ts';
import type { Charged } from './limits/costPlugin.ts';
import type { RequestRecord } from './telemetry/RequestRecord.ts';

/** What every request of the API carries. */
export type ApiContext = RegisterContext & ReleasesContext & Charged & { readonly record: RequestRecord };
