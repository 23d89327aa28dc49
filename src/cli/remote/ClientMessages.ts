import { z } from 'zod';
import type { Cancellable } from './cancellable.ts';

const Row = z.object({ row: z.looseObject({}) });
const Cancel = z.object({ cancel: z.literal(true) });

/** The messages of a client after its request: its rows, if it has any, then a message that is not a row, and possibly a cancellation. */
export class ClientMessages {
  readonly #messages: AsyncIterator<unknown>;
  readonly #stop: Cancellable;
  #hasMoreRows: boolean;

  constructor(messages: AsyncIterator<unknown>, hasRows: boolean, stop: Cancellable) {
    this.#messages = messages;
    this.#stop = stop;
    this.#hasMoreRows = hasRows;
    if (!hasRows) void this.#watch();
  }

  /** The rows that are not read yet. Throws if the command is cancelled. */
  async *rows(): AsyncGenerator<unknown> {
    while (this.#hasMoreRows) {
      const { data } = Row.safeParse(await this.#next());
      this.#stop.signal.throwIfAborted();
      if (data) yield data.row;
      else this.#hasMoreRows = false;
    }
    void this.#watch();
  }

  /** Reads the rows that a command left unread, because the client sends all of them before it reads the output. */
  async skipRows(): Promise<void> {
    while (this.#hasMoreRows && !this.#stop.signal.aborted) {
      this.#hasMoreRows = Row.safeParse(await this.#next()).success;
    }
  }

  /** Cancels the command when the client cancels it or disconnects. */
  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) await this.#next();
  }

  /** The next message. Undefined when the client cancels the command or disconnects. */
  async #next(): Promise<unknown> {
    try {
      const { done, value } = await this.#messages.next();
      if (done) this.#stop.cancel('the command disconnected from the server');
      if (Cancel.safeParse(value).success) this.#stop.cancel(INTERRUPTED);
      return value;
    } catch {
      this.#stop.cancel('the command disconnected from the server');
      return undefined;
    }
  }
}

/** The reason of a cancellation by a signal. */
export const INTERRUPTED = 'it was interrupted';
