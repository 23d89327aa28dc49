import { GraphQLError } from 'graphql';

/** The definition of an error that a user can cause or must act on. */
export interface ErrorDefinition<F extends Facts = Facts> {
  readonly code: string;
  /** The HTTP status if the whole request fails with the error. */
  readonly status: number;
  /** The meaning in one sentence, for docs/errors.md. */
  readonly meaning: string;
  /** The message for the user: what was given, what is allowed, and what to do next. */
  readonly sentence: (...facts: F) => string;
}

type Facts = readonly [] | readonly [facts: object];

const definitions = new Map<string, ErrorDefinition<never>>();

/** Defines an error. Throws if another error has the code. */
export function defineError<F extends Facts>(definition: ErrorDefinition<F>): ErrorDefinition<F> {
  if (definitions.has(definition.code)) throw new Error(`two errors are defined with the code ${definition.code}`);
  definitions.set(definition.code, definition);
  return definition;
}

/** The errors of all imported modules, by code. */
export const definedErrors: ReadonlyMap<string, ErrorDefinition<never>> = definitions;

/** The HTTP status of the error with this code; null if there is none. */
export function statusOf(code: unknown): number | null {
  return typeof code === 'string' ? (definitions.get(code)?.status ?? null) : null;
}

/** An error with a definition. Its message is written for users and contains no secret. */
export class RegisterError extends GraphQLError {
  readonly code: string;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor({ code, status }: { code: string; status: number }, message: string, details: ErrorDetails) {
    super(message, { extensions: { code, ...details, http: { status } } });
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** An error of one field of an input: `input.signedOn`, `is after input.endsOn`. */
export interface FieldError {
  readonly path: string;
  readonly problem: string;
}

/** Facts for programs, which are in `extensions` next to the code. */
export interface ErrorDetails {
  missing?: readonly string[];
  fields?: readonly FieldError[];
  /** The current version of the record. */
  version?: number;
  /** The cost of the request, in points. */
  cost?: number;
  /** The limit that the request exceeds, in points. */
  limit?: number;
  /** The number of seconds to wait before a retry. */
  retryAfter?: number;
}

/** Throws an error with these facts. */
export function fail<F extends Facts>(definition: ErrorDefinition<F>, ...facts: NoInfer<F>): never {
  throw createError(definition, ...facts);
}

/** Creates an error without throwing it. */
export function createError<F extends Facts>(definition: ErrorDefinition<F>, ...facts: NoInfer<F>): RegisterError {
  return new RegisterError(definition, definition.sentence(...facts), detailsOf(...facts));
}

/** Whether a thrown value is one of these errors. */
export function isError(thrown: unknown, ...errors: readonly { readonly code: string }[]): thrown is RegisterError {
  return thrown instanceof RegisterError && errors.some(({ code }) => code === thrown.code);
}

function detailsOf({ missing, fields, version, cost, limit, retryAfter }: ErrorDetails = {}): ErrorDetails {
  const details = Object.entries({ missing, fields, version, cost, limit, retryAfter });
  return Object.fromEntries(details.filter(([, value]) => value !== undefined));
}
