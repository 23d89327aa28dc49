import { GraphQLError } from 'graphql';

/** An error that a user can cause or must act on. */
export interface ErrorDefinition<F extends Facts = Facts> {
  readonly code: string;
  /** The HTTP status when the whole request fails with it. */
  readonly status: number;
  /** What it means, in one sentence: the line of docs/errors.md. */
  readonly meaning: string;
  /** What was requested, what is true, and what to do next. */
  readonly sentence: (...facts: F) => string;
}

type Facts = readonly [] | readonly [facts: object];

const definitions = new Map<string, ErrorDefinition<never>>();

/** Defines an error. Each module defines its own, in a file named `…Errors.ts`. */
export function defineError<F extends Facts>(definition: ErrorDefinition<F>): ErrorDefinition<F> {
  if (definitions.has(definition.code)) throw new Error(`two errors are defined with the code ${definition.code}`);
  definitions.set(definition.code, definition);
  return definition;
}

/** The errors of the modules that are loaded, by their codes. */
export const definedErrors: ReadonlyMap<string, ErrorDefinition<never>> = definitions;

/** The HTTP status of an error by its code; null if no error has that code. */
export function statusOf(code: unknown): number | null {
  return typeof code === 'string' ? (definitions.get(code)?.status ?? null) : null;
}

/** A defined error: its message is written for the user who caused it, and safe to show. */
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

/** What is wrong with one field of an input: `input.signedOn`, `is after input.endsOn`. */
export interface FieldError {
  readonly path: string;
  readonly problem: string;
}

/** The facts that a program can act on without reading the message. */
export interface ErrorDetails {
  missing?: readonly string[];
  fields?: readonly FieldError[];
  /** The version that the row has now. */
  version?: number;
  /** The cost of the request, in points. */
  cost?: number;
  /** The maximum. */
  limit?: number;
  /** When to try again, in seconds. */
  retryAfter?: number;
}

/** Throws the error with these facts. */
export function fail<F extends Facts>(definition: ErrorDefinition<F>, ...facts: NoInfer<F>): never {
  throw createError(definition, ...facts);
}

/** Makes the error without throwing it. */
export function createError<F extends Facts>(definition: ErrorDefinition<F>, ...facts: NoInfer<F>): RegisterError {
  return new RegisterError(definition, definition.sentence(...facts), detailsOf(...facts));
}

/** Whether something thrown is one of these errors. */
export function isError(thrown: unknown, ...errors: readonly { readonly code: string }[]): thrown is RegisterError {
  return thrown instanceof RegisterError && errors.some(({ code }) => code === thrown.code);
}

function detailsOf({ missing, fields, version, cost, limit, retryAfter }: ErrorDetails = {}): ErrorDetails {
  const details = Object.entries({ missing, fields, version, cost, limit, retryAfter });
  return Object.fromEntries(details.filter(([, value]) => value !== undefined));
}
