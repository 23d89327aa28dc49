import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { programRoot } from '../../config/packageRoot.ts';

/** A cancelled statement, with the SQLSTATE of PostgreSQL (query_canceled). */
export class StatementCancelled extends Error {
  readonly code = '57014';

  constructor() {
    super('the statement was cancelled by terminating the embedded database, which the next connection reopens');
  }
}

/**
 * The worker thread that PGlite runs in. It executes messages of the PostgreSQL protocol in the order in which they are sent.
 */
export class EmbeddedThread {
  /** Resolves when the database is open, and rejects if it can't be opened. */
  readonly opened: Promise<void>;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  /** The exchanges in order. The first one is being executed. */
  readonly #exchanges: Exchange[] = [];
  #failure: unknown = null;
  #isClosing = false;
  #isGone = false;

  /**
   * @param dataDir the directory of the files, which must exist; null for a database in memory.
   * @param copyOf the path of an archive that PGlite dumped, to start from; null for an empty database.
   */
  constructor(dataDir: string | null, copyOf: string | null) {
    // V8 optimizes a function of PGlite after it has executed about so many bytes of code. By default (1.8 MB), the start of the database
    // makes V8 optimize thousands of functions, which took longer than the start itself, and 60 MB.
    setFlagsFromString('--wasm-tiering-budget=400000000');
    // Without the Node flags of this process, which may load a TypeScript compiler that the thread does not need.
    this.#worker = new Worker(join(programRoot, 'database/embedded/embeddedWorker.js'), {
      workerData: { dataDir, copyOf },
      execArgv: [],
      // PGlite keeps few objects outside its own memory.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.opened = new Promise((resolve, reject) => {
      this.#exchanges.push({ receive: () => {}, resolve, reject });
    });
    this.#exited = new Promise((resolve) => this.#worker.once('exit', () => resolve(this.#end())));
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#worker.on('error', (error) => {
      this.#failure ??= error;
    });
  }

  /** Whether the thread has exited, for whatever reason. */
  get hasExited(): boolean {
    return this.#isGone;
  }

  /**
   * Sends complete messages of the protocol, and waits until they are executed.
   * @param receive called with each portion of the response of PostgreSQL.
   */
  exchange(messages: Uint8Array, receive: (bytes: Uint8Array) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#isGone) return reject(this.#reason());
      this.#exchanges.push({ receive, resolve, reject });
      // Transfer a copy: the buffer of the driver may belong to a pool that other buffers share.
      const copy = new Uint8Array(messages);
      this.#worker.postMessage(copy, [copy.buffer]);
    });
  }

  /**
   * Terminates the thread at once, even during a statement. Committed data is in the files.
   * @param reason the error that pending exchanges reject with.
   */
  async kill(reason: Error = new StatementCancelled()): Promise<void> {
    this.#failure ??= reason;
    await this.#worker.terminate();
    await this.#exited;
  }

  /** Closes the database after all pending exchanges. */
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

/** A message of the thread about the first pending exchange: a portion of the response, or its end. */
interface WorkerMessage {
  readonly bytes: Uint8Array | null;
  readonly done: boolean;
}
