import type { Udata } from '../support/udata/startUdata.ts';

export interface SentRequest {
  status: number;
  headers: Headers;
  text: string;
  body: ReceivedResponse;
}

/** What the tests read of a JSON answer; all of it is there only in the answers that have it. */
export interface ReceivedResponse {
  id: string;
  title: string;
  slug: string;
  url: string;
  message: string;
  error: string;
  license: string;
  frequency: string;
  tags: string[];
  temporal_coverage: { start: string; end: string | null } | null;
  extras: Record<string, unknown>;
  badges: { kind: string }[];
  organization: { id: string };
  resources: ReceivedResponse[];
  quality: Record<string, boolean | number>;
  checksum: { type: string; value: string };
  filesize: number;
  created_at: string;
  last_modified: string;
  last_update: string;
  data: ReceivedResponse[];
  total: number;
  next_page: string | null;
}

export interface RequestOptions {
  json?: unknown;
  form?: FormData;
  as?: keyof Udata['keys'] | null;
  headers?: Record<string, string>;
  timeoutMs?: number;
}

/** A minimal client: one call, by default with the key of the editor, without following redirects. */
export async function send(
  udata: Udata,
  method: string,
  path: string,
  sending: RequestOptions = {},
): Promise<SentRequest> {
  const { json, form, as = 'editor', timeoutMs = 5000 } = sending;
  const headers = new Headers(sending.headers);
  if (as !== null) headers.set('X-API-KEY', udata.keys[as]);
  if (json !== undefined) headers.set('Content-Type', 'application/json');
  const response = await fetch(`${udata.url}${path}`, {
    method,
    redirect: 'manual',
    headers,
    body: json === undefined ? form : JSON.stringify(json),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json' && text !== '';
  const body: ReceivedResponse = JSON.parse(isJson ? text : '{}');
  return { status: response.status, headers: response.headers, text, body };
}

export const wholeForm = (udata: Udata, changes: Record<string, unknown> = {}) => ({
  title: "Startups d'État",
  description: 'Les startups d’État, leurs phases, leurs administrations porteuses et leurs services. '.repeat(3),
  organization: udata.organizationId,
  private: false,
  license: 'lov2',
  frequency: 'weekly',
  tags: ['startup-detat', 'numerique'],
  temporal_coverage: { start: '2013-06-01', end: '2026-12-31' },
  spatial: { zones: ['country:fr'], granularity: 'country' },
  ...changes,
});

export async function aDataset(udata: Udata, changes: Record<string, unknown> = {}) {
  const { body } = await send(udata, 'POST', '/api/1/datasets/', { json: wholeForm(udata, changes) });
  return body;
}

export function aFile(name: string, content: string, fields: Record<string, string | number> = {}): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, `${value}`);
  form.append('file', new Blob([content]), name);
  return form;
}

export async function anUpload(udata: Udata, dataset: { id: string }, name: string, content: string) {
  const { body } = await send(udata, 'POST', `/api/1/datasets/${dataset.id}/upload/`, { form: aFile(name, content) });
  return body;
}
