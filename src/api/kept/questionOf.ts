import type { Actor } from '../../register/Actor.ts';
import type { Accepted } from '../http/mediaType.ts';
import type { RequestParameters } from '../http/requestParameters.ts';
import { areBounded } from '../limits/boundedVariables.ts';

/** What was asked. */
export interface Question {
  readonly text: string;
  /** Whether anyone may ask it, and is answered the same. */
  readonly isAnyones: boolean;
}

/**
 * What an answer depends on besides the register and the day, as one text: the document, its variables and operation, the
 * role of who asks, and the form that it is sent in. Null for what is asked with more than can be told.
 */
export function questionOf(
  method: string,
  { mediaType }: Accepted,
  actor: Actor | null,
  { query, documentId, operationName, variables, extensions }: RequestParameters,
): Question | null {
  const given = { documentId, operationName, variables, extensions };
  if (!areBounded(given)) return null;
  const role = actor?.role ?? 'ANYONE';
  return { text: `${method} ${mediaType} ${role} ${JSON.stringify(given)}\n${query ?? ''}`, isAnyones: actor === null };
}
