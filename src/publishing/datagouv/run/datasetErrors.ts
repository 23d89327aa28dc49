import { PlatformError } from '../client/platformError.ts';

/**
 * A dataset can't be published for a reason that this program found, not the platform: a damaged file, or a licence or a file
 * extension that the platform does not accept.
 */
export class LocalError extends Error {}

/** Whether an error concerns one dataset only: the publication continues with the next one. */
export function isDatasetError(error: unknown): error is LocalError | PlatformError {
  return error instanceof LocalError || (error instanceof PlatformError && error.kind !== 'key');
}
