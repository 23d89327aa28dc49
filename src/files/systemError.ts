import { types } from 'node:util';

/** The code that the system gives to a failure, such as `ENOENT`, or null. */
export function codeOf(error: unknown): string | null {
  // Not `instanceof`: an error of Node's own is of no class that a sandbox knows.
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** What a failure says, without the paths that it names. */
export function problemOf(error: unknown): string {
  return types.isNativeError(error) ? error.message.split(', ', 1).join() : String(error);
}

/** What was thrown, as an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
