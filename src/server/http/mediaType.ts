import Negotiator from 'negotiator';
import { fail } from '../../errors/errors.ts';
import { NOT_ACCEPTABLE } from '../serverErrors.ts';
import { remembered } from './remembered.ts';

/** The two media types of an answer, in the order in which they are preferred where either will do. */
const MEDIA_TYPES = ['application/json', 'application/graphql-response+json'] as const;

/** How an answer is to be sent. */
export interface Accepted {
  readonly mediaType: (typeof MEDIA_TYPES)[number];
  /**
   * Whether application/json was asked for by its name: those who do look for errors in the body, and take any status
   * but 200 for a broken network.
   * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-json
   */
  readonly errorsAre200: boolean;
}

/** What the Accept header of a request allows, or a refusal (NOT_ACCEPTABLE) when that is none of ours. */
export const acceptedBy = remembered((accept): Accepted => {
  const [mediaType] = new Negotiator({ headers: { accept } }).mediaTypes([...MEDIA_TYPES]);
  const known = MEDIA_TYPES.find((each) => each === mediaType);
  if (!known) return fail(NOT_ACCEPTABLE, { accepted: MEDIA_TYPES.join(' or ') });
  return { mediaType: known, errorsAre200: known === 'application/json' && /application\/json/i.test(accept ?? '') };
});
