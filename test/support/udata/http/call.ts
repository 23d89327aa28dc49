import type { IncomingHttpHeaders } from 'node:http';
import type { Dataset } from '../model/Dataset.ts';
import type { Organization, User } from '../model/people.ts';
import type { State } from '../model/State.ts';
import { errorMessage } from './response.ts';

/** One request, read whole, and what routing found out about it. */
export interface Call {
  state: State;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  language: 'fr' | 'en';
  params: Record<string, string>;
  dataset: Dataset | null;
  organization: Organization | null;
  user: User | null;
}

export const isWrite = (call: { method: string }): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(call.method);

/** The dataset that the path names; throws for a route without `{dataset}`. */
export function theDataset(call: Call): Dataset {
  if (call.dataset === null) throw notFound(call.path);
  return call.dataset;
}

export function theOrganization(call: Call): Organization {
  if (call.organization === null) throw notFound(call.path);
  return call.organization;
}

export const notFound = (path: string) =>
  errorMessage(404, `${NOT_FOUND} You have requested this URI [${path}] but did you mean ${SIMILAR} ?`);

export const NOT_FOUND =
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';

// udata lists here the routes that look closest: a text for humans, the same for every call of the fake platform.
const SIMILAR =
  '/api/1/datasets/<dataset:dataset>/resources/<uuid:rid>/ or /api/1/datasets/r/<uuid:id> or /api/1/datasets/<dataset:dataset>/rdf.<_format>';

/** `?lang=` first, then the browser's wish, then the platform's default. */
export function languageOf(query: URLSearchParams, headers: IncomingHttpHeaders): 'fr' | 'en' {
  const wished = query.get('lang') ?? headers['accept-language'] ?? 'fr';
  return wished.toLowerCase().startsWith('en') ? 'en' : 'fr';
}
