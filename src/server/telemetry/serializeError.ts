import { QueryFailedError } from 'typeorm';

type SerializedError = {
  readonly type: string;
  readonly code?: string | undefined;
  readonly message: string;
  /** The frames, without the message. */
  readonly stack: string;
  /** The database objects that the error names. */
  readonly database?: Readonly<Record<string, string>> | undefined;
  readonly cause?: SerializedError | undefined;
};

/**
 * Serializes an error without values. Database drivers quote values in messages, and attach parameters and rows as
 * properties: the log omits the messages of the database and all quoted text, and lists only properties that are names.
 */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const inner = error instanceof QueryFailedError ? error.driverError : error.cause;
  return {
    // The error class of the embedded database has a one-letter name. TypeORM copies the properties of the driver error.
    type: 'severity' in error && !(error instanceof QueryFailedError) ? 'DatabaseError' : error.constructor.name,
    code: nameIn(error, 'code'),
    message: mayQuoteValues(error) ? '' : withoutQuotes(error.message),
    stack: framesOf(error),
    database: isDatabaseError(error) ? namesIn(error) : undefined,
    cause: inner === undefined || depth >= MAX_CAUSES ? undefined : serializeError(inner, depth + 1),
  };
}

const MAX_CAUSES = 3;

// https://www.postgresql.org/docs/current/protocol-error-fields.html: each error of the server has a severity.
function isDatabaseError(error: Error): boolean {
  return error instanceof QueryFailedError || ('severity' in error && 'code' in error);
}

/** Errors of classes 53, 57 and 58 are about files and limits of the server, such as a full disk. */
function mayQuoteValues(error: Error): boolean {
  return isDatabaseError(error) && !/^5(3|7|8)/.test(nameIn(error, 'code') ?? '');
}

function namesIn(error: Error): Record<string, string> {
  const names = ['schema', 'table', 'column', 'constraint', 'routine'].map((key) => [key, nameIn(error, key)] as const);
  return Object.fromEntries(names.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function nameIn(error: Error, property: string): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(error, property)?.value;
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value) ? value : undefined;
}

function withoutQuotes(message: string): string {
  return message.slice(0, 500).replace(/"[^"]*("|$)|'[^']*('|$)|`[^`]*(`|$)|«[^»]*(»|$)/g, '…');
}

function framesOf({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return frames.slice(0, 30).join('\n');
}
