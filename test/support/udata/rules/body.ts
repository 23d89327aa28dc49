import type { Call } from '../http/call.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../http/json.ts';
import { errorMessage, errorResponse } from '../http/response.ts';

/** The JSON of a request, whatever it is. */
export function readBody(call: Call): Json {
  if (!(call.headers['content-type'] ?? '').includes('application/json'))
    throw errorResponse(400, { errors: { 'Content-Type': 'expecting application/json' } });
  const body = parseJson(call.body.toString('utf8'));
  if (body === undefined)
    throw errorMessage(400, 'The browser (or proxy) sent a request that this server could not understand.');
  return body;
}

export function readObject(call: Call): JsonObject {
  const body = readBody(call);
  if (!isObject(body)) throw errorResponse(400, { errors: { request: 'expecting a JSON object' } });
  return body;
}

/** Parses a number of the query or of a form; rejects another value with the name of its field. */
export function readInteger(name: string, text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null;
  if (!/^-?\d+$/.test(text.trim())) throw badInput({ [name]: `invalid literal for int() with base 10: '${text}'` });
  return Number(text);
}

export const badInput = (errors: JsonObject) =>
  errorResponse(400, { errors, message: 'Input payload validation failed' });
