import { isObject, type Json } from '../support/udata/http/json.ts';
import { KEYS } from '../support/udata/model/seed.ts';
import type { Udata } from '../support/udata/startUdata.ts';

export interface Observed {
  note: string;
  as: string | null;
  request: {
    method: string;
    path: string;
    headers?: Record<string, string>;
    json?: Json;
    form?: string | Record<string, string | number>;
    files?: Record<string, { filename: string | null; bytes: number }>;
  };
  status: number;
  content_type: string;
  headers?: Record<string, string>;
  body: Json;
}

interface Replayed {
  status: number;
  type: string | null;
  headers: Record<string, string>;
  body: Json;
}

/** The record names its two organizations: the one that publishes, and the one that a dataset may not move to. */
export function identifiersOf(observed: Observed[]): { organization: string; foreign: string } {
  const of = (note: string) => {
    const { json } = observed.find((exchange) => exchange.note === note)?.request ?? {};
    return isObject(json) ? `${json.organization}` : '';
  };
  return { organization: of('create: missing fields'), foreign: of('PUT change organization') };
}

/**
 * Sends a recorded request, with the ids of this run in place of the recorded ones, and gives the answer back in the
 * words of the record. Ids that a response creates are read from it.
 */
export async function send(udata: Udata, recorded: Observed, ids: Map<string, string>): Promise<Replayed> {
  const { method, path, headers = {}, json, form, files } = recorded.request;
  const sent = new Headers(headers);
  if (recorded.as !== null) sent.set('X-API-KEY', keyOf(recorded.as));
  if (json !== undefined) sent.set('Content-Type', 'application/json');
  const translated = (text: string) => [...ids].reduce((held, [from, to]) => held.replaceAll(from, to), text);
  const response = await fetch(`${udata.url}${translated(path)}`, {
    method,
    redirect: 'manual',
    headers: sent,
    body: json === undefined ? bodyOf(form, files) : translated(JSON.stringify(json)),
  });
  const text = await response.text();
  if (response.headers.get('content-type') === 'application/json' && text !== '')
    learn(recorded.body, JSON.parse(text), ids);

  const back = (held: string) =>
    [...ids].reduce(
      (words, [from, to]) => words.replaceAll(to, from),
      held.replaceAll(udata.url, 'http://localhost:7000'),
    );
  const names = Object.keys(recorded.headers ?? {});
  const kept = names.map((name) => [name, back(response.headers.get(name) ?? 'absent')]);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: sameSet(Object.fromEntries(kept), recorded.headers),
    body:
      response.headers.get('content-type') === 'application/json' && text !== '' ? JSON.parse(back(text)) : back(text),
  };
}

/** When the real platform wrote what it answered: the fake platform is given the same hour. */
export function timeOf({ body }: Observed): number | null {
  const instants = JSON.stringify(body).match(/(?<="(?:created_at|last_modified)(?:_internal)?":")[^"]+/g);
  return instants === null ? null : Math.max(...instants.map((instant) => Date.parse(instant)));
}

/** What two platforms cannot share: hours, the bytes of files, names of people, the address of the site. */
export function withoutAccidents(body: Json, key = ''): Json {
  if (Array.isArray(body)) return body.map((item) => withoutAccidents(item, key));
  if (isObject(body))
    return Object.fromEntries(Object.entries(body).map(([name, held]) => [name, withoutAccidents(held, name)]));
  if (typeof body !== 'string') return body;
  return PEOPLE.includes(key)
    ? `<${key}>`
    : body
        .replace(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/, '<instant>')
        .replace(/^[0-9a-f]{40}$/, '<sha1>')
        .replace(/http:\/\/localhost:\d+/g, '<site>')
        .replace(/did you mean .*/, 'did you mean <routes> ?');
}

const PEOPLE = ['email', 'first_name', 'last_name', 'token', 'token_prefix'];

/** The keys and the JSON types, without the values. */
export function shapeOf(value: Json): Json {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (!isObject(value)) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shapeOf(held)]));
}

/** No user has the key « bad ». */
const keyOf = (as: string): string => Object.entries(KEYS).find(([name]) => name === as)?.[1] ?? 'no such key';

function bodyOf(
  form: Observed['request']['form'],
  files: Observed['request']['files'],
): string | URLSearchParams | FormData | undefined {
  if (typeof form === 'string') return form;
  if (files === undefined) return form === undefined ? undefined : new URLSearchParams(textsOf(form));
  const body = new FormData();
  for (const [name, value] of Object.entries(textsOf(form ?? {}))) body.append(name, value);
  for (const [name, { filename, bytes }] of Object.entries(files)) {
    const content = 'x'.repeat(bytes);
    if (filename === null) body.append(name, content);
    else body.append(name, new Blob([content]), filename);
  }
  return body;
}

const textsOf = (form: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, `${value}`]));

function learn(recorded: Json, answered: Json, ids: Map<string, string>): void {
  if (Array.isArray(recorded) && Array.isArray(answered))
    recorded.forEach((item, index) => {
      learn(item, answered[index] ?? null, ids);
    });
  if (!isObject(recorded) || !isObject(answered)) return;
  const [from, to] = [recorded.id, answered.id];
  if (typeof from === 'string' && typeof to === 'string' && !ids.has(from)) ids.set(from, to);
  for (const [key, held] of Object.entries(recorded)) learn(held, answered[key] ?? null, ids);
}

/** The methods of `Allow` come from a set: their order says nothing. */
function sameSet(headers: Record<string, string>, recorded: Record<string, string> = {}): Record<string, string> {
  const words = (text: string | undefined) => (text ?? '').split(', ').sort().join();
  const same = words(headers.Allow) === words(recorded.Allow) && recorded.Allow !== undefined;
  return same ? { ...headers, Allow: recorded.Allow ?? '' } : headers;
}
