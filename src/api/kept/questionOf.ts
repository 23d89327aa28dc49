import type { Actor } from '../../register/Actor.ts';
import type { Accepted } from '../http/mediaType.ts';
import type { RequestParameters } from '../http/requestParameters.ts';

/**
 * What an answer depends on besides the register and the day, as one text: the document, its variables and operation, the
 * role of who asks, and the form that it is sent in.
 */
export function questionOf(
  method: string,
  { mediaType }: Accepted,
  actor: Actor | null,
  { query, documentId, operationName, variables, extensions }: RequestParameters,
): string {
  const role = actor?.role ?? 'ANYONE';
  const given = JSON.stringify([documentId, operationName, variables, extensions]);
  return `${method} ${mediaType} ${role} ${given}\n${query ?? ''}`;
}
