import { Duplex } from 'node:stream';
import type { EmbeddedThread } from './embeddedThread.ts';

/** Gives a stream the one session of the embedded database, once the stream before has let it go. */
export type AcquireSession = (stream: EmbeddedStream) => Promise<EmbeddedThread>;

/** What the driver talks to instead of a socket: its bytes go to the thread of the embedded database. */
export class EmbeddedStream extends Duplex {
  readonly #take: AcquireSession;
  #thread: EmbeddedThread | null = null;
  #started = false;
  #isBusy = false;
  #isLeaving = false;

  constructor(take: AcquireSession) {
    super();
    this.#take = take;
  }

  /** Whether it has let the session go. */
  get isReleased(): boolean {
    return this.#isLeaving || this.destroyed;
  }

  /** Lets the session go: nothing will be sent but what was. */
  releaseSession(): void {
    this.#isLeaving = true;
  }

  /** Whether something that it sent is being carried out. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** As a socket does it: `connect` or `error` follows. */
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
    this.#thread = await this.#take(this);
    if (this.destroyed) return;
    this.#thread.ref();
    this.emit('connect');
  }

  async #send(messages: Buffer): Promise<void> {
    if (!this.#started) {
      // The startup message: PGlite has started its session long ago, and its settings are set by embeddedDatabase.ts.
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
