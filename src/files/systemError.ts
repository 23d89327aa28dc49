import { types } from 'node:util';

/** The code that the system gives to a failure, such as `ENOENT`, or null. */
export function errorCode(error: unknown): string | null {
  // Not `instanceof`: an error of Node's own is of no class that a sandbox knows.
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** The message of an error, whatever was thrown. */
export function errorMessage(thrown: unknown): string {
  return types.isNativeError(thrown) ? thrown.message : String(thrown);
}

/** The message of an error of the system, without the paths that it names. */
export function messageWithoutPaths(error: unknown): string {
  return errorMessage(error).split(', ', 1).join();
}

/** What was thrown, as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
