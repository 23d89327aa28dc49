import { isObject, type Json, type JsonObject } from './json.ts';
import { errorMessage } from './response.ts';

export interface Mask {
  [field: string]: Mask | true;
}

/** The `X-Fields` header, parsed as udata's framework does, its errors included. */
export function readMask(header: string): Mask {
  const root: Mask = {};
  const open: Mask[] = [];
  let fields = root;
  let previous: string | null = null;
  for (const token of withoutOuterBrackets(header).match(/[{},]|[\w:\-*]+/g) ?? []) {
    if (token === '{') {
      if (previous === null || !(previous in fields)) throw broken('Unexpected opening bracket');
      const nested: Mask = {};
      fields[previous] = nested;
      open.push(fields);
      fields = nested;
    } else if (token === '}') {
      const parent = open.pop();
      if (parent === undefined) throw broken('Unexpected closing bracket');
      fields = parent;
    } else if (token === ',') {
      if (previous === null || previous === ',' || previous === '{') throw broken('Unexpected comma');
    } else {
      fields[token] = true;
    }
    previous = token;
  }
  if (open.length > 0) throw broken('Missing closing bracket');
  return root;
}

/** Keeps what the mask names; names that do not exist are dropped without a word. */
export function applyMask(mask: Mask, body: Json): Json {
  if (Array.isArray(body)) return body.map((item) => applyMask(mask, item));
  if (!isObject(body)) return body;
  const kept: JsonObject = {};
  for (const [field, held] of Object.entries(body)) {
    const wanted = mask[field];
    if (wanted === undefined && !('*' in mask)) continue;
    kept[field] = wanted === undefined || wanted === true ? held : applyMask(wanted, held);
  }
  return kept;
}

const broken = (why: string) => errorMessage(400, `Mask parse error: ${why}`);

function withoutOuterBrackets(header: string): string {
  const text = header.replace(/\n/g, '').trim();
  if (!text.startsWith('{')) return text;
  if (!text.endsWith('}')) throw broken('Missing closing bracket');
  return text.slice(1, -1);
}
