import type { Actor } from '../../register/Actor.ts';
import type { Accepted } from '../http/mediaType.ts';
import type { RequestParameters } from '../http/requestParameters.ts';
import { areBounded } from '../limits/boundedVariables.ts';

/**
 * The request as part of a cache key: everything but the register and the day that its response depends on. That is the
 * document, variables, operation, role and media type. Null when variables or extensions exceed their bounds.
 */
export function questionOf(
  method: string,
  { mediaType }: Accepted,
  actor: Actor | null,
  { query, documentId, operationName, variables, extensions }: RequestParameters,
): string | null {
  const given = { documentId, operationName, variables, extensions };
  if (!areBounded(given)) return null;
  const role = actor?.role ?? 'ANYONE';
  return `${method} ${mediaType} ${role} ${JSON.stringify(given)}\n${query ?? ''}`;
}
