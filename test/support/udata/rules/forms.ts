import { isBlank, isObject, type Json, type JsonObject } from '../http/json.ts';
import { errorResponse } from '../http/response.ts';
import type { User } from '../model/people.ts';
import type { State } from '../model/State.ts';
import { notAChoice, notADate, required, tooLong } from './messages.ts';

/** What the fields of a form may look at. */
export interface Scope {
  state: State;
  user: User;
  language: 'fr' | 'en';
  creating: boolean;
}

/** Reads one field into the draft, or says what is wrong with it. */
export type Field<Draft> = (value: Json, draft: Draft, scope: Scope) => Json | undefined;
export type Fields<Draft> = Record<string, Field<Draft>>;

/** Every field that the body holds is read, then all errors are returned together. Unknown keys are ignored, as udata does. */
export function readFields<Draft>(fields: Fields<Draft>, body: JsonObject, draft: Draft, scope: Scope): void {
  const errors: JsonObject = {};
  for (const [name, read] of Object.entries(fields)) {
    const value = body[name];
    const error = value === undefined ? undefined : read(value, draft, scope);
    if (error !== undefined) errors[name] = error;
  }
  if (Object.keys(errors).length > 0) throw errorResponse(400, { errors });
}

/** A text that must be there: null and blanks are rejected. */
export const requiredText =
  <Draft>(maximum: number, set: (draft: Draft, text: string) => void): Field<Draft> =>
  (value, draft, { language }) => {
    const text = textOf(value);
    if (text.trim() === '') return [required(language)];
    if ([...text].length > maximum) return [tooLong(language, maximum)];
    set(draft, text);
    return undefined;
  };

/** A text that null, `""` and `{}` clear. */
export const optionalText =
  <Draft>(maximum: number, set: (draft: Draft, text: string | null) => void): Field<Draft> =>
  (value, draft, { language }) => {
    const text = isBlank(value) ? '' : textOf(value);
    if ([...text].length > maximum) return [tooLong(language, maximum)];
    set(draft, text === '' ? null : text);
    return undefined;
  };

export const choice =
  <Draft>(among: readonly string[], set: (draft: Draft, chosen: string) => void): Field<Draft> =>
  (value, draft, { language }) => {
    if (typeof value !== 'string' || !among.includes(value)) return [notAChoice(language)];
    set(draft, value);
    return undefined;
  };

/** A date that null clears and that an empty value does not. */
export const optionalDate =
  <Draft>(set: (draft: Draft, date: string | null) => void): Field<Draft> =>
  (value, draft, { language }) => {
    if (value !== null && (typeof value !== 'string' || Number.isNaN(Date.parse(value)))) return [notADate(language)];
    set(draft, value === null ? null : `${new Date(value).toISOString().slice(0, 23)}000+00:00`);
    return undefined;
  };

/** Extras are replaced as a whole; a null value is rejected, with a text instead of a list. */
export const extrasField =
  <Draft>(set: (draft: Draft, extras: JsonObject) => void): Field<Draft> =>
  (value, draft) => {
    if (!isBlank(value) && !isObject(value)) return ['Not a valid object'];
    const extras = isObject(value) ? value : {};
    const errors: JsonObject = {};
    for (const [key, held] of Object.entries(extras)) {
      if (key.startsWith('$')) errors[key] = 'Keys must not start with $';
      if (held === null) errors[key] = 'Unsupported value: null';
    }
    if (Object.keys(errors).length > 0) return errors;
    set(draft, extras);
    return undefined;
  };

/** `"id"` or `{"id": "id"}`: the two ways of naming an object. */
export function referenceOf(value: Json): string {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' ? id : JSON.stringify(id ?? null);
}

const textOf = (value: Json): string =>
  typeof value === 'string'
    ? value
    : value === null
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : `${value}`;
