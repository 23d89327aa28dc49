import { createHash } from 'node:crypto';
import { fail } from '../../errors/errors.ts';
import { isCalendarDate } from '../../values/calendar.ts';
import { CURSOR_INVALID } from '../graphqlErrors.ts';

/** What a key of an order is made of: decides how a cursor's value is checked and sent. */
export type KeyType = 'text' | 'date' | 'timestamptz' | 'integer';

/** The place of a row in an order: the values of its keys, as PostgreSQL writes them. */
export type Place = readonly (string | null)[];

/**
 * The cursor of a place: opaque, URL-safe, and bound to its list and order by a checksum, so that a cursor of
 * another list, of another order or altered on its way is refused. It survives inserts and deletions.
 */
export function cursorOf(order: string, place: Place): string {
  const written = JSON.stringify(place);
  return Buffer.from(`${checksum(order, written)}${written}`).toString('base64url');
}

/** The place that a cursor stands for, or a refusal that names the argument. */
export function placeOf(order: string, types: readonly KeyType[], cursor: string, name: string): Place {
  const place = parsed(Buffer.from(cursor, 'base64url').toString().slice(CHECKSUM_LENGTH));
  // Written again, it must be the same to the letter: decoding passes over characters that are not base64.
  if (!place || cursorOf(order, place) !== cursor || !suits(place, types)) fail(CURSOR_INVALID, { argument: name });
  return place;
}

const CHECKSUM_LENGTH = 11;

// Keyless on purpose: a place is not a secret, and every value is checked again before it is sent.
function checksum(order: string, written: string): string {
  return createHash('sha256').update(`${order}\n${written}`).digest('base64url').slice(0, CHECKSUM_LENGTH);
}

function parsed(written: string): Place | undefined {
  let place: unknown;
  try {
    place = JSON.parse(written);
  } catch {
    return undefined;
  }
  return Array.isArray(place) && place.every((each) => each === null || typeof each === 'string') ? place : undefined;
}

function suits(place: Place, types: readonly KeyType[]): boolean {
  return place.length === types.length && types.every((type, at) => fits(place[at], type));
}

function fits(value: string | null | undefined, type: KeyType): boolean {
  if (value === null || value === undefined) return value === null;
  return {
    text: () => !value.includes('\0') && value.isWellFormed(),
    date: () => isCalendarDate(value),
    timestamptz: () => INSTANT.test(value) && isCalendarDate(value.slice(0, 10)),
    integer: () => /^\d{1,9}$/.test(value),
  }[type]();
}

const INSTANT = /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/;
