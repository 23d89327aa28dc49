import { createError, RegisterError } from '../errors/errors.ts';
import { errorMessage } from '../files/systemError.ts';
import { DATABASE_AWAY, DATABASE_BUSY, DATABASE_FULL } from './databaseErrors.ts';

/**
 * The error for a database that is full, busy or away, with the original as its `cause`. Null for any other error, which is
 * a bug.
 */
export function knownDatabaseError(error: unknown): RegisterError | null {
  if (error instanceof RegisterError) return null;
  const known = knownFailure(error);
  return known && Object.assign(known, { cause: error });
}

function knownFailure(error: unknown): RegisterError | null {
  if (codeIn(error) === NO_DISK_SPACE) return createError(DATABASE_FULL);
  if (isBusy(error)) return createError(DATABASE_BUSY);
  return isAway(error) ? createError(DATABASE_AWAY) : null;
}

/** For `catch`: throws the error for a database that is full, busy or away, else the original. */
export function rethrowDatabaseError(error: unknown): never {
  throw knownDatabaseError(error) ?? error;
}

/** Whether a statement was cancelled. */
export function wasCancelled(error: unknown): boolean {
  return codeIn(error) === '57014';
}

/** The SQLSTATE of PostgreSQL when it finds no space to write. */
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

/** PostgreSQL that stops or starts (57P…, https://www.postgresql.org/docs/current/errcodes-appendix.html), and the network. */
const AWAY = new Set([
  ...['57P01', '57P02', '57P03', '57P05', '25P03'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

/** Messages of the driver that come without a code. */
const LOST =
  /^(Connection terminated|timeout expired|Client has encountered a connection error|Client was closed and is not queryable|The embedded database could not be opened)/;

/** The code of PostgreSQL or of the system, at any depth. */
function codeIn(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('driverError' in error) return codeIn(error.driverError);
  return 'cause' in error ? codeIn(error.cause) : null;
}
