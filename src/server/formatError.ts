import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { knownDatabaseError } from '../database/knownDatabaseError.ts';
import { type ErrorDetails, RegisterError, statusOf } from '../errors/errors.ts';
import { parserLimit } from './limits/parserLimit.ts';
import { INTERNAL_SERVER_ERROR } from './serverErrors.ts';

/**
 * Where unexpected errors are told.
 * @param cause what was thrown.
 * @param error what it became on its way.
 * @returns the reference that the reader is given: under it, the log has the cause.
 */
export type ErrorLog = (cause: unknown, error: unknown) => string;

/**
 * The error as the reader sees it: refusals and faults of the document as they are, with a code of the table; anything
 * else is our fault, and is masked. No stack, no SQL, no path ever leaves.
 */
export function formatError(
  log: ErrorLog,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const cause = unwrapResolverError(error);
    const refusal = cause instanceof RegisterError ? cause : knownDatabaseError(cause);
    // Away or busy, the reader need not know why; who runs the server does.
    if (refusal?.cause) log(refusal.cause, error);
    if (refusal) return refusal === cause ? formatted : told(formatted, refusal);
    const code = codeOf(formatted);
    const limit = reportedIn(error) ?? parserLimit(formatted.message);
    if (limit) return { message: limit.message, extensions: { code: limit.code, ...limit.details } };
    if (code !== null && code !== INTERNAL_SERVER_ERROR.code) {
      return { ...formatted, message: shortened(formatted.message), extensions: { code } };
    }
    const reference = log(cause, error);
    return {
      message: INTERNAL_SERVER_ERROR.sentence({ reference }),
      path: formatted.path,
      locations: formatted.locations,
      extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    };
  };
}

function told({ path, locations }: GraphQLFormattedError, { message, code }: RegisterError): GraphQLFormattedError {
  return { message, path, locations, extensions: { code } };
}

function codeOf({ extensions }: GraphQLFormattedError): string | null {
  const code = extensions?.code;
  return typeof code === 'string' && statusOf(code) !== null ? code : null;
}

// Apollo gives what a rule of validation reports its own code.
function reportedIn(error: unknown): RegisterError | null {
  return error instanceof GraphQLError && error.originalError instanceof RegisterError ? error.originalError : null;
}

// A message may quote what was sent: a name of 19,000 letters is not worth repeating. The schema is told whole to who
// asks for it; a wrong name is not answered with one that is nearly the same.
function shortened(message: string): string {
  const plain = message.replace(/ ?Did you mean .*$/s, '').replace(LONG_QUOTE, (quoted) => `${quoted.slice(0, 60)}…"`);
  return plain.length > 300 ? `${plain.slice(0, 297)}…` : plain;
}

const LONG_QUOTE = /"(?:[^"\\]|\\.){90,}"/g;

/** A body that is one error, as GraphQL over HTTP shapes it. */
export function errorBody(
  code: string,
  message: string,
  details: ErrorDetails = {},
): { errors: GraphQLFormattedError[] } {
  return { errors: [new GraphQLError(message, { extensions: { code, ...details } }).toJSON()] };
}
