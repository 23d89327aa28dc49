import { types } from 'node:util';

/** The code of an error, such as `ENOENT`; null without one. */
export function errorCode(error: unknown): string | null {
  // Not `instanceof`: in a sandbox such as Jest, errors of Node have another `Error` class.
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** The message of a thrown value. */
export function errorMessage(thrown: unknown): string {
  return types.isNativeError(thrown) ? thrown.message : String(thrown);
}

/** The message of a system error, without the paths after its first comma. */
export function messageWithoutPaths(error: unknown): string {
  return errorMessage(error).split(', ', 1).join();
}

/** A thrown value as an Error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
