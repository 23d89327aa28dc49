import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ErrorDetails } from '../../errors/errors.ts';

/** A response body with one error, as GraphQL over HTTP defines it. */
export function errorBody(
  code: string,
  message: string,
  details: ErrorDetails = {},
): { errors: GraphQLFormattedError[] } {
  return { errors: [new GraphQLError(message, { extensions: { code, ...details } }).toJSON()] };
}

/** The Retry-After header of a 503, in seconds. */
export const RETRY_AFTER = '1';
