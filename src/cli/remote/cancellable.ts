import { createError } from '../../errors/errors.ts';
import { COMMAND_CANCELLED } from '../cliErrors.ts';

/** The way to cancel a command. */
export interface Cancellable {
  /** Aborts with COMMAND_CANCELLED. */
  readonly signal: AbortSignal;
  cancel(reason: string): void;
}

export function cancellable(command: string): Cancellable {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    cancel: (reason) => controller.abort(createError(COMMAND_CANCELLED, { command, reason })),
  };
}
