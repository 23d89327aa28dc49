import { createHash } from 'node:crypto';
import { fail } from '../../errors/errors.ts';
import { isCalendarDate } from '../../values/calendar.ts';
import { CURSOR_INVALID } from '../graphqlErrors.ts';

/** The PostgreSQL type of a sort key. The values of a cursor must have these types. */
export type KeyType = 'text' | 'date' | 'timestamptz' | 'integer' | 'double precision';

/** The sort values of one row: the values of its sort keys, in the text format of PostgreSQL. */
export type CursorValues = readonly (string | null)[];

/**
 * The cursor of a row: opaque and URL-safe. A checksum binds it to its list and order, so that an altered cursor, or one of
 * another list or order, is rejected. Inserted and deleted rows do not change it.
 * @param signature identifies the list and its order.
 */
export function cursorOf(signature: string, values: CursorValues): string {
  const json = JSON.stringify(values);
  return Buffer.from(`${checksum(signature, json)}${json}`).toString('base64url');
}

/** The sort values of a cursor. Throws CURSOR_INVALID with the name of the argument for any other text. */
export function cursorValues(
  signature: string,
  types: readonly KeyType[],
  cursor: string,
  argument: string,
): CursorValues {
  const values = parseValues(Buffer.from(cursor, 'base64url').toString().slice(CHECKSUM_LENGTH));
  // Base64 decoding skips characters that are not base64: encoded again, the cursor must be identical.
  if (!values || cursorOf(signature, values) !== cursor || !haveTypes(values, types))
    fail(CURSOR_INVALID, { argument });
  return values;
}

const CHECKSUM_LENGTH = 11;

// A checksum without a secret key: the values are not secret, and each is checked before it is bound.
function checksum(signature: string, json: string): string {
  return createHash('sha256').update(`${signature}\n${json}`).digest('base64url').slice(0, CHECKSUM_LENGTH);
}

function parseValues(json: string): CursorValues | undefined {
  let values: unknown;
  try {
    values = JSON.parse(json);
  } catch {
    return undefined;
  }
  return Array.isArray(values) && values.every((each) => each === null || typeof each === 'string')
    ? values
    : undefined;
}

function haveTypes(values: CursorValues, types: readonly KeyType[]): boolean {
  return values.length === types.length && types.every((type, at) => hasType(values[at], type));
}

function hasType(value: string | null | undefined, type: KeyType): boolean {
  if (value === null || value === undefined) return value === null;
  return {
    text: () => !value.includes('\0') && value.isWellFormed(),
    date: () => isCalendarDate(value),
    timestamptz: () => INSTANT.test(value) && isCalendarDate(value.slice(0, 10)),
    integer: () => /^\d{1,9}$/.test(value),
    'double precision': () => /^\d{1,9}(\.\d{1,20})?(e-\d{1,2})?$/.test(value),
  }[type]();
}

const INSTANT = /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/;
