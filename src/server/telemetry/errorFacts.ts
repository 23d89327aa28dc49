import { QueryFailedError } from 'typeorm';

/** An unexpected error as the log tells it. */
export type ErrorFacts = {
  readonly type: string;
  readonly code: string | undefined;
  readonly message: string;
  /** Where it was thrown, without the message that a stack begins with. */
  readonly stack: string;
  /** What of the database it is about. */
  readonly database: Readonly<Record<string, string>> | undefined;
  readonly cause: ErrorFacts | undefined;
};

/**
 * What a log may hold of an error: enough to mend it, and no value. Drivers quote values in their messages and carry
 * parameters and rows as properties: what is quoted is left out, and only properties known to be names are kept.
 */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) {
    return { type: typeof error, code: undefined, message: '', stack: '', database: undefined, cause: undefined };
  }
  const inner = error instanceof QueryFailedError ? error.driverError : error.cause;
  return {
    // The class that the embedded database throws has a name of one letter. TypeORM copies what the driver says.
    type: 'severity' in error && !(error instanceof QueryFailedError) ? 'DatabaseError' : error.constructor.name,
    code: textAt(error, 'code'),
    message: mayHoldValues(error) ? '' : withoutQuotes(error.message),
    stack: framesOf(error),
    database: isOfDatabase(error) ? named(error) : undefined,
    cause: inner === undefined || depth >= CAUSES_AT_MOST ? undefined : errorFacts(inner, depth + 1),
  };
}

const CAUSES_AT_MOST = 3;
const NAMES = ['schema', 'table', 'column', 'constraint', 'routine'];

// https://www.postgresql.org/docs/current/protocol-error-fields.html: each error of the server has a severity.
function isOfDatabase(error: Error): boolean {
  return error instanceof QueryFailedError || ('severity' in error && 'code' in error);
}

/** Not those of the server itself, such as a full disk (classes 53, 57 and 58): they are about files and limits. */
function mayHoldValues(error: Error): boolean {
  const code = textAt(error, 'code') ?? '';
  return isOfDatabase(error) && !/^5(3|7|8)/.test(code);
}

function named(error: Error): Record<string, string> {
  return Object.fromEntries(NAMES.flatMap((name) => [[name, textAt(error, name)]].filter(isPresent)));
}

function isPresent(entry: (string | undefined)[]): entry is [string, string] {
  return entry.every((each) => each !== undefined);
}

function textAt(error: Error, property: string): string | undefined {
  const found: unknown = Object.getOwnPropertyDescriptor(error, property)?.value;
  return typeof found === 'string' && /^[\w.-]{1,100}$/.test(found) ? found : undefined;
}

function withoutQuotes(message: string): string {
  return message.slice(0, 500).replace(/"[^"]*("|$)|'[^']*('|$)|`[^`]*(`|$)|«[^»]*(»|$)/g, '…');
}

function framesOf({ stack }: Error): string {
  const lines = (stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return lines.slice(0, 30).join('\n');
}
