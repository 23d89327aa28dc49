import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';
import { LONGEST_URL } from '../values/acceptance/addresses.ts';
import { isCalendarDate } from '../values/calendar.ts';
import { excerpt, shortened } from '../values/text.ts';

/** A calendar date. In the code, its value is the text `YYYY-MM-DD`, because a date has no time and no time zone. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar date, `YYYY-MM-DD`, from 0001-01-01 to 9999-12-31 (`full-date` of RFC 3339).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  extensions: { codegenScalarType: 'string' },
  serialize: (value) => textOf(value, 'Date', isCalendarDate),
  parseValue: (value) => textOf(value, 'Date', isCalendarDate),
  parseLiteral: (node) => textOf(literalOf(node, Kind.STRING, 'Date'), 'Date', isCalendarDate),
});

/** An instant, always shown in UTC with milliseconds. In the code, its value is a `Date`. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'An instant in UTC with milliseconds, such as `2026-11-23T18:00:00.000Z` (`date-time` of RFC 3339). Inputs may have another offset.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  extensions: { codegenScalarType: 'string' },
  serialize(value) {
    if (value instanceof Date) return value.toISOString();
    throw new GraphQLError('not an instant');
  },
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(literalOf(node, Kind.STRING, 'DateTime')),
});

/** An absolute http or https URL. Commands write it in the form of the register (`normalizeUrl`) and check it. */
export const UrlScalar = new GraphQLScalarType<string, string>({
  name: 'URL',
  description: 'An absolute `http` or `https` URL of at most 2,000 characters (RFC 3986).',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3986',
  extensions: { codegenScalarType: 'string' },
  serialize: (value) => textOf(value, 'URL', isWebAddress),
  parseValue: (value) => textOf(value, 'URL', isWebAddress),
  parseLiteral: (node) => textOf(literalOf(node, Kind.STRING, 'URL'), 'URL', isWebAddress),
});

/** A whole number that JavaScript represents exactly, for amounts and sizes that may exceed the 32 bits of `Int`. */
export const BigIntScalar = new GraphQLScalarType<number, number>({
  name: 'BigInt',
  description:
    'A whole number between -(2^53 - 1) and 2^53 - 1, as a JSON number: the range in which RFC 8259 calls numbers interoperable.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  extensions: { codegenScalarType: 'number' },
  serialize: (value) => integerOf(value),
  parseValue: (value) => integerOf(value),
  parseLiteral(node) {
    const digits = literalOf(node, Kind.INT, 'BigInt');
    return integerOf(Number(digits), digits);
  },
});

/** Any JSON value, for results only: no argument takes it. */
export const JsonScalar = new GraphQLScalarType<never, unknown>({
  name: 'JSON',
  description: 'Any JSON value (RFC 8259). No argument has this type.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  extensions: { codegenScalarType: 'unknown' },
  serialize: (value) => value,
  parseValue(value) {
    throw new GraphQLError(`The scalar JSON is not allowed in inputs (got ${excerpt(value, 60)}).`);
  },
});

/** The allowed values of each scalar, for the message of an invalid value. */
const ALLOWED = {
  Date: 'a day from 0001-01-01 to 9999-12-31, as the text `YYYY-MM-DD`',
  DateTime: 'an instant with its offset, as a text such as `2026-11-23T18:00:00Z`',
  URL: 'an absolute `http` or `https` URL of at most 2,000 characters, as a text',
  BigInt: 'a whole number between -(2^53 - 1) and 2^53 - 1, without quotes',
} as const;

function notA(scalar: keyof typeof ALLOWED, given: string): GraphQLError {
  return new GraphQLError(`${given} is not a ${scalar}. Give ${ALLOWED[scalar]}.`);
}

/** The value of a literal of the kind that the scalar takes. */
function literalOf(node: ValueNode, kind: Kind.STRING | Kind.INT, scalar: keyof typeof ALLOWED): string {
  if (node.kind === kind) return node.value;
  throw notA(scalar, shortened(print(node), 60));
}

function textOf(value: unknown, scalar: 'Date' | 'URL', isValid: (text: string) => boolean): string {
  if (typeof value === 'string' && isValid(value)) return value;
  throw notA(scalar, excerpt(value, 60));
}

function integerOf(value: unknown, given = excerpt(value, 60)): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value + 0;
  throw notA('BigInt', shortened(given, 60));
}

function instantOf(value: unknown): Date {
  const match = typeof value === 'string' ? RFC_3339.exec(value) : null;
  const instant = match?.[1] !== undefined && isCalendarDate(match[1]) ? new Date(String(value)) : undefined;
  if (instant && !Number.isNaN(instant.getTime())) return instant;
  throw notA('DateTime', excerpt(value, 60));
}

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Commands check a URL by the rules of the register, and name the problem. */
function isWebAddress(text: string): boolean {
  if (text.length > LONGEST_URL || /\s/.test(text) || !/^https?:\/\//i.test(text)) return false;
  return URL.canParse(text);
}
