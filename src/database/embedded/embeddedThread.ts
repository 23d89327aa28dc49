import { Worker } from 'node:worker_threads';

/** A statement was ended on the way, because its time was up: as PostgreSQL does, and under the same code. */
export class StatementCancelled extends Error {
  readonly code = '57014';

  constructor() {
    super('the statement was ended, and the embedded database with it: it opens again at the next connection');
  }
}

/**
 * The thread that PGlite runs in. It is told bytes of the PostgreSQL protocol, and carries them out in the order that
 * they come.
 */
export class EmbeddedThread {
  /** Fails if the database can't be opened. */
  readonly opened: Promise<void>;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  /** The first is under way. */
  readonly #exchanges: Exchange[] = [];
  #failure: unknown = null;
  #isClosing = false;
  #isGone = false;

  /**
   * @param dataDir the directory of the files, which is there; null for a database in memory.
   * @param copyOf what it begins as: the path of an archive that PGlite dumped; empty if null.
   */
  constructor(dataDir: string | null, copyOf: string | null) {
    // Without the flags of this process, which may load a compiler that the thread has no use for.
    this.#worker = new Worker(new URL('./embeddedWorker.js', import.meta.url), {
      workerData: { dataDir, copyOf },
      execArgv: [],
    });
    this.opened = new Promise((resolve, reject) => {
      this.#exchanges.push({ receive: () => {}, resolve, reject });
    });
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve(this.#end())));
    this.#worker.on('message', (told: WorkerMessage) => this.#receive(told));
    this.#worker.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  /** Whether it has ended, by itself or not. */
  get hasExited(): boolean {
    return this.#isGone;
  }

  /**
   * Sends whole messages of the protocol, and waits until they are carried out.
   * @param receive is given what PostgreSQL answers, as it comes.
   */
  exchange(messages: Uint8Array, receive: (bytes: Uint8Array) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#isGone) return reject(this.#reason());
      this.#exchanges.push({ receive, resolve, reject });
      // Copied: the driver's bytes lie in a pool that other buffers use.
      const copy = new Uint8Array(messages);
      this.#worker.postMessage(copy, [copy.buffer]);
    });
  }

  /**
   * Ends it at once, in the middle of whatever it does: what was committed is in the files.
   * @param reason what the exchanges under way fail with.
   */
  async kill(reason: Error = new StatementCancelled()): Promise<void> {
    this.#failure ??= reason;
    await this.#worker.terminate();
    await this.#exited;
  }

  /** Closes the database once all it was told is done. */
  async close(): Promise<void> {
    if (this.#isGone) return;
    this.ref();
    this.#isClosing = true;
    this.#worker.postMessage(null);
    await this.#exited;
  }

  /** Keeps the process alive, as an open socket would. */
  ref(): void {
    this.#worker.ref();
  }

  unref(): void {
    if (!this.#isClosing) this.#worker.unref();
  }

  #receive({ bytes, done }: WorkerMessage): void {
    const [exchange] = this.#exchanges;
    if (bytes) exchange?.receive(bytes);
    if (!done) return;
    this.#exchanges.shift();
    exchange?.resolve();
  }

  #end(): void {
    this.#isGone = true;
    for (const { reject } of this.#exchanges.splice(0)) reject(this.#reason());
  }

  #reason(): unknown {
    return this.#failure ?? new Error('the embedded database was closed');
  }
}

interface Exchange {
  receive(bytes: Uint8Array): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** What the thread tells of the exchange under way. */
interface WorkerMessage {
  readonly bytes: Uint8Array | null;
  readonly done: boolean;
}
