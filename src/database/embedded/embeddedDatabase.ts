import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientBase, type ClientConfig, type DatabaseError, type PoolConfig } from 'pg';
import { isDiskFull } from '../../files/diskSpace.ts';
import { PRIVATE_DIRECTORY } from '../../files/privateDirectory.ts';
import { NO_DISK_SPACE } from '../knownDatabaseError.ts';
import { EmbeddedStream } from './embeddedStream.ts';
import { EmbeddedThread } from './embeddedThread.ts';

/** A PostgreSQL in a thread of this process, behind the ordinary `pg` client. */
export interface EmbeddedDatabase {
  /** For `new Pool(…)`, or TypeORM's `extra`; not for `new Client(…)`. One pool at a time. */
  readonly poolSettings: PoolConfig;
  /** How often it was opened again, after a statement or a fault ended it. */
  restarts(): number;
  /** Ends the database; end the pool first. */
  close(): Promise<void>;
}

/** A client of the embedded database, whose statement can be cancelled. */
export class EmbeddedClient extends Client {
  readonly #stream: EmbeddedStream;
  readonly #session: Session;

  constructor(config: ClientConfig | undefined, session: Session) {
    const stream = new EmbeddedStream((taker) => session.acquire(taker));
    super({ ...config, stream: () => stream });
    this.#stream = stream;
    this.#session = session;
    this.connection.on('errorMessage', (error: DatabaseError) => {
      if (CRASH_SEVERITIES.has(error.severity ?? '')) session.onCrash(error);
    });
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    // At once: the message that ends the connection may wait behind a statement.
    this.#stream.releaseSession();
    return callback ? super.end(callback) : super.end();
  }

  /**
   * Cancels the statement under way, if there is one, by ending the database: PGlite has no other way. This client is lost,
   * committed data is not, and the next client reopens the database. In memory all data would be lost, so there the statement
   * goes on.
   */
  async cancelStatement(): Promise<void> {
    if (this.#stream.isBusy) await this.#session.cancelStatement();
  }
}

/** After these a PostgreSQL server restarts and recovers from its log. PGlite would go on with a corrupt memory. */
const CRASH_SEVERITIES = new Set(['FATAL', 'PANIC']);

/**
 * Opens the embedded database in `<directory>/pgdata`, or in memory. The caller has locked the directory
 * (directoryLock.ts). If the files can't be opened, the first connection fails.
 * @param copyOf the path of an archive that PGlite dumped, to load into a database in memory.
 */
export function openEmbedded(directory: string | null, copyOf: string | null = null): EmbeddedDatabase {
  const session = new Session({ dataDir: dataDirectory(directory), canReopen: directory !== null, copyOf });
  const BoundClient = class extends EmbeddedClient {
    constructor(config?: ClientConfig) {
      super(config, session);
    }
  };
  return {
    // PGlite has one session: a second client would wait behind the first, or share its transaction.
    poolSettings: { Client: BoundClient, max: 1, idleTimeoutMillis: 0, onConnect: startSession },
    restarts: () => session.restarts,
    close: () => session.close(),
  };
}

function dataDirectory(directory: string | null): string | null {
  if (directory === null) return null;
  const path = join(directory, 'pgdata');
  mkdirSync(path, { recursive: true, mode: PRIVATE_DIRECTORY });
  return path;
}

/** PGlite keeps the state of its session when a client disconnects; a server would discard it. */
async function startSession(client: ClientBase): Promise<void> {
  await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
  await client.query("SET TIME ZONE 'UTC'");
}

interface SessionFiles {
  /** Null in memory. */
  readonly dataDir: string | null;
  readonly copyOf: string | null;
  /** Whether another thread can reopen the committed data. */
  readonly canReopen: boolean;
}

/** The one session of PGlite: the client that holds it, and the worker thread that runs it. */
class Session {
  readonly #files: SessionFiles;
  #thread: EmbeddedThread | null = null;
  #holder: EmbeddedStream | null = null;
  #restarts = 0;

  constructor(files: SessionFiles) {
    this.#files = files;
  }

  get restarts(): number {
    return this.#restarts;
  }

  async acquire(stream: EmbeddedStream): Promise<EmbeddedThread> {
    if (this.#holder && !this.#holder.isReleased) throw new Error('It has one session, and another pool holds it.');
    this.#holder = stream;
    const { dataDir, copyOf, canReopen } = this.#files;
    const isAgain = this.#thread?.hasExited === true && canReopen;
    if (isAgain) {
      await assertDiskSpace(dataDir);
      this.#restarts += 1;
    }
    if (!this.#thread || isAgain) this.#thread = new EmbeddedThread(dataDir, copyOf);
    await this.#thread.opened;
    return this.#thread;
  }

  async cancelStatement(): Promise<void> {
    if (this.#files.canReopen) await this.#thread?.kill();
  }

  /** Ends a database after a crash: the next client reopens it. */
  onCrash(reason: Error): void {
    if (this.#files.canReopen) void this.#thread?.kill(reason);
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}

/** On a full disk the recovery of PGlite may fail half way or never end: fail until there is space. */
async function assertDiskSpace(dataDir: string | null): Promise<void> {
  if (dataDir !== null && (await isDiskFull(dataDir))) {
    throw Object.assign(new Error('there is no space to open the embedded database again'), { code: NO_DISK_SPACE });
  }
}
