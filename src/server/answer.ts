import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Admitted } from './limits/admission.ts';

/** One operation, as it is asked for. */
export interface Asked {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Who asks, and by which request. */
export interface Asker {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly who: Admitted;
}

/** What an operation is answered: the status and the headers that it asks HTTP for, and the result. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly result: FormattedExecutionResult;
  /** Whether the same question is answered the same for as long as the register shows the same. */
  readonly isWithinVersion: boolean;
  /** The stamp of the register that it was read from, if that is known. */
  readonly stamp: string | null;
}
