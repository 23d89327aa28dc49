import { Duplex } from 'node:stream';
import type { EmbeddedThread } from './embeddedThread.ts';

/** Gives the single session of the embedded database to a stream. Rejects while another stream holds it. */
export type AcquireSession = (stream: EmbeddedStream) => Promise<EmbeddedThread>;

/** Replaces the socket of the driver: its bytes go to the thread of the embedded database. */
export class EmbeddedStream extends Duplex {
  readonly #acquire: AcquireSession;
  #thread: EmbeddedThread | null = null;
  #started = false;
  #isBusy = false;
  #hasReleased = false;

  constructor(acquire: AcquireSession) {
    super();
    this.#acquire = acquire;
  }

  /** Whether another stream may acquire the session. */
  get isReleased(): boolean {
    return this.#hasReleased || this.destroyed;
  }

  /** Releases the session. The stream sends no more messages. */
  releaseSession(): void {
    this.#hasReleased = true;
  }

  /** Whether a message that it sent is being executed. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Like `connect` of a socket: emits `connect` or `error`. */
  connect(): this {
    this.#open().catch((cause: unknown) =>
      this.destroy(new Error('The embedded database could not be opened.', { cause })),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    this.#thread?.ref();
    return this;
  }

  unref(): this {
    this.#thread?.unref();
    return this;
  }

  override _read(): void {}

  override _write(message: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#send(message).then(() => done(), done);
  }

  override _writev(pieces: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(pieces.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  override _final(done: () => void): void {
    done();
    this.destroy();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#thread?.unref();
    done(error);
  }

  async #open(): Promise<void> {
    this.#thread = await this.#acquire(this);
    if (this.destroyed) return;
    this.#thread.ref();
    this.emit('connect');
  }

  async #send(messages: Buffer): Promise<void> {
    if (!this.#started) {
      // The startup message is not sent: PGlite has started its session, and `embeddedDatabase.ts` sets its settings.
      this.#started = true;
      this.push(WELCOME);
    } else if (messages[0] !== TERMINATE) {
      await this.#exchange(messages);
    }
  }

  async #exchange(messages: Buffer): Promise<void> {
    this.#isBusy = true;
    try {
      await this.#thread?.exchange(messages, (bytes) => {
        if (!this.destroyed) this.push(bytes);
      });
    } finally {
      this.#isBusy = false;
    }
  }
}

// https://www.postgresql.org/docs/current/protocol-message-formats.html: Terminate; AuthenticationOk and ReadyForQuery.
const TERMINATE = 'X'.charCodeAt(0);
const WELCOME = Buffer.concat([Buffer.from('R\0\0\0\x08\0\0\0\0'), Buffer.from('Z\0\0\0\x05I')]);
