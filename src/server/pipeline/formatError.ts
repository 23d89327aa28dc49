import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { knownDatabaseError } from '../../database/knownDatabaseError.ts';
import { createError, RegisterError, statusOf } from '../../errors/errors.ts';
import { DOCUMENT_BOUNDS } from '../limits/documentRules.ts';
import { BAD_USER_INPUT, DOCUMENT_LIMIT, INTERNAL_SERVER_ERROR } from '../serverErrors.ts';

/** Logs an unexpected error. Returns its reference in the log, for the client. */
export type LogUnexpectedError = (cause: unknown) => string;

/**
 * The error for the client. Errors of `defineError` and errors of the document keep their code. Any other error is logged, and
 * replaced by INTERNAL_SERVER_ERROR. No stack, SQL or file path leaves the server.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logUnexpected: LogUnexpectedError,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const defined = cause instanceof RegisterError ? cause : knownDatabaseError(cause);
  if (defined?.cause) logUnexpected(defined.cause);
  const { path, locations } = formatted;
  if (defined && defined === cause) return formatted;
  if (defined) return { message: defined.message, path, locations, extensions: { code: defined.code } };
  const code = formatted.extensions?.code;
  const limit = validationRuleError(error) ?? libraryLimit(formatted.message);
  if (limit) return { message: limit.message, extensions: { code: limit.code, ...limit.details } };
  if (isErrorCode(code) && code !== INTERNAL_SERVER_ERROR.code) {
    return { ...formatted, message: shortenMessage(formatted.message), extensions: { code } };
  }
  const reference = logUnexpected(cause);
  const message = INTERNAL_SERVER_ERROR.sentence({ reference });
  return { message, path, locations, extensions: { code: INTERNAL_SERVER_ERROR.code, reference } };
}

/** Formats errors that did not pass through Apollo Server. The status is that of the last error that has one. */
export function formatErrors(
  errors: readonly unknown[],
  logUnexpected: LogUnexpectedError,
  defaultStatus: number,
): { errors: GraphQLFormattedError[]; status: number } {
  let status = defaultStatus;
  const formatted = errors.map((given) => {
    const error = graphQLError(given);
    const { http, ...own } = error.extensions;
    const extensions = { ...own, code: own.code ?? 'INTERNAL_SERVER_ERROR' };
    if (typeof http === 'object' && http && 'status' in http && typeof http.status === 'number') status = http.status;
    return formatError({ ...error.toJSON(), extensions }, error, logUnexpected);
  });
  return { errors: formatted, status };
}

/** The status of a response with an error of 500, 503 or 499; undefined for other errors. Apollo Server would send 200 for partial data. */
export function serverErrorStatus(errors: readonly GraphQLFormattedError[]): 500 | 503 | 499 | undefined {
  const statuses = errors.map(({ extensions }) => extensions?.code).map((code) => isErrorCode(code) && statusOf(code));
  return ([500, 503, 499] as const).find((status) => statuses.includes(status));
}

export function isErrorCode(code: unknown): code is string {
  return typeof code === 'string' && statusOf(code) !== null;
}

function graphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(`Unexpected error value: ${String(error)}`);
  return new GraphQLError(originalError.message, { originalError });
}

// Apollo Server replaces the code of an error that a validation rule reports.
function validationRuleError(error: unknown): RegisterError | null {
  return error instanceof GraphQLError && error.originalError instanceof RegisterError ? error.originalError : null;
}

/** Shortens a message of graphql-js, which may quote a name of 19,000 characters. Its suggestions are part of the public schema. */
function shortenMessage(message: string): string {
  const short = message.replace(LONG_QUOTE, (quoted) => `${quoted.slice(0, 60)}…"`);
  return short.length > 300 ? `${short.slice(0, 299)}…` : short;
}

const LONG_QUOTE = /"(?:[^"\\]|\\.){90,}"/g;

/** The defined error for a limit that graphql-js or Apollo Server reports; null for any other message. */
function libraryLimit(message: string): RegisterError | null {
  if (message.startsWith('Too many errors processing variables')) {
    return createError(BAD_USER_INPUT, { problem: 'The variables have more errors than are listed.' });
  }
  if (message.endsWith(' recursively requests too many selections.')) {
    const problem = 'selects too many fields, with its fragments expanded';
    return createError(DOCUMENT_LIMIT, { problem, maximum: DOCUMENT_BOUNDS.selections, unit: 'selections' });
  }
  const [, maximum, libraryUnit] = TOO_LONG_MESSAGE.exec(message) ?? [];
  if (maximum === undefined || libraryUnit === undefined) return null;
  const unit = libraryUnit.startsWith('UTF') ? 'characters' : libraryUnit;
  return createError(DOCUMENT_LIMIT, { problem: 'is too long', maximum: Number(maximum), unit });
}

const TOO_LONG_MESSAGE =
  /^Syntax Error: (?:Document|Source) contains more tha[nt] (\d+) (tokens|comments|UTF-16 code units)\. Parsing aborted\.$/;
