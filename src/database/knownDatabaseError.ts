import { createError, RegisterError } from '../errors/errors.ts';
import { errorMessage } from '../files/systemError.ts';
import { DATABASE_AWAY, DATABASE_BUSY, DATABASE_FULL } from './databaseErrors.ts';

/**
 * The domain error for a database that is full, busy or unreachable, with the original error as its `cause`. Null for any other
 * error, which is a bug.
 */
export function knownDatabaseError(error: unknown): RegisterError | null {
  if (error instanceof RegisterError) return null;
  const translated = translate(error);
  return translated && Object.assign(translated, { cause: error });
}

function translate(error: unknown): RegisterError | null {
  if (codeIn(error) === NO_DISK_SPACE) return createError(DATABASE_FULL);
  if (isBusy(error)) return createError(DATABASE_BUSY);
  return isAway(error) ? createError(DATABASE_AWAY) : null;
}

/** For `catch`: throws the error of {@link knownDatabaseError}, or else the original error. */
export function rethrowDatabaseError(error: unknown): never {
  throw knownDatabaseError(error) ?? error;
}

/** Whether a statement was cancelled. */
export function wasCancelled(error: unknown): boolean {
  return codeIn(error) === '57014';
}

/** The SQLSTATE disk_full. */
export const NO_DISK_SPACE = '53100';

function isBusy(error: unknown): boolean {
  return BUSY.has(codeIn(error) ?? '') || errorMessage(error) === 'timeout exceeded when trying to connect';
}

function isAway(error: unknown): boolean {
  const code = codeIn(error) ?? '';
  return AWAY.has(code) || code.startsWith('08') || LOST.test(errorMessage(error));
}

/** too_many_connections, lock_not_available. */
const BUSY = new Set(['53300', '55P03']);

/** The SQLSTATEs of PostgreSQL that stops or starts (https://www.postgresql.org/docs/current/errcodes-appendix.html), and codes of network errors. */
const AWAY = new Set([
  ...['57P01', '57P02', '57P03', '57P05', '25P03'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

/** Messages of the driver for errors without a code. */
const LOST =
  /^(Connection terminated|timeout expired|Client has encountered a connection error|Client was closed and is not queryable|The embedded database could not be opened)/;

/** The SQLSTATE or the system code of an error, or of the error that it wraps. */
function codeIn(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('driverError' in error) return codeIn(error.driverError);
  return 'cause' in error ? codeIn(error.cause) : null;
}
