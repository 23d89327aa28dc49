import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, type ClientBase, type ClientConfig, type DatabaseError, type PoolConfig } from 'pg';
import { programRoot } from '../../config/packageRoot.ts';
import { isDiskFull } from '../../files/diskSpace.ts';
import { PRIVATE_DIRECTORY } from '../../files/privateDirectory.ts';
import { NO_DISK_SPACE } from '../knownDatabaseError.ts';
import { EmbeddedStream } from './embeddedStream.ts';
import { EmbeddedThread } from './embeddedThread.ts';
import { extractArchive } from './extractArchive.ts';

/** PGlite in a worker thread of this process, behind the `pg` driver. */
export interface EmbeddedDatabase {
  /** Settings for `new Pool(…)` or TypeORM's `extra`, but not for `new Client(…)`. Open one pool at a time. */
  readonly poolSettings: PoolConfig;
  /** How many times the database was reopened after a cancelled statement or a crash. */
  restarts(): number;
  /** Closes the database. End the pool first. */
  close(): Promise<void>;
}

/** A client of the embedded database. */
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
    // Release the session at once: the Terminate message may wait behind a statement.
    this.#stream.releaseSession();
    return callback ? super.end(callback) : super.end();
  }

  /**
   * Cancels the running statement by terminating the database, because PGlite can't cancel. This client breaks, and the next
   * client reopens the database with all committed data. A database in memory would lose its data: its statement continues.
   */
  async cancelStatement(): Promise<void> {
    if (this.#stream.isBusy) await this.#session.cancelStatement();
  }
}

/** The severities after which PostgreSQL restarts and recovers from its log. PGlite would continue with corrupt memory. */
const CRASH_SEVERITIES = new Set(['FATAL', 'PANIC']);

/**
 * Opens the embedded database in `<directory>/pgdata`, or in memory. The caller must have locked the directory
 * (`directoryLock.ts`). If the files can't be opened, the first connection fails.
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
    // PGlite has a single session: a second client would wait for the first, or share its transaction.
    poolSettings: { Client: BoundClient, max: 1, idleTimeoutMillis: 0, onConnect: startSession },
    restarts: () => session.restarts,
    close: () => session.close(),
  };
}

/** Creates the files of an empty database, unless they exist. The next start repeats an interrupted creation. */
async function createFiles(dataDir: string): Promise<void> {
  if (existsSync(join(dataDir, 'PG_VERSION'))) return;
  const unfinished = `${dataDir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: PRIVATE_DIRECTORY });
  if (existsSync(EMPTY_DATABASE)) await extractArchive(EMPTY_DATABASE, unfinished);
  else await initialize(unfinished);
  await rename(unfinished, dataDir);
}

/** Lets PGlite run `initdb`, in a thread of its own. */
async function initialize(dataDir: string): Promise<void> {
  const thread = new EmbeddedThread(dataDir, null);
  await thread.opened;
  await thread.close();
}

/** The archive that the build makes, because `initdb` of PGlite takes 800 MB of memory. Without a build, there is none. */
const EMPTY_DATABASE = join(programRoot, 'database/embedded/emptyDatabase.tar.gz');

function dataDirectory(directory: string | null): string | null {
  if (directory === null) return null;
  const path = join(directory, 'pgdata');
  mkdirSync(path, { recursive: true, mode: PRIVATE_DIRECTORY });
  return path;
}

/** Discards the state of the former client, which PGlite keeps when a client disconnects. */
async function startSession(client: ClientBase): Promise<void> {
  await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
  await client.query("SET TIME ZONE 'UTC'");
}

interface SessionFiles {
  /** Null in memory. */
  readonly dataDir: string | null;
  readonly copyOf: string | null;
  /** Whether a new thread can reopen the committed data. */
  readonly canReopen: boolean;
}

/** The single session of PGlite: the client that holds it, and the worker thread. */
class Session {
  readonly #files: SessionFiles;
  #thread: EmbeddedThread | null = null;
  #holder: EmbeddedStream | null = null;
  #created: Promise<void> | null = null;
  #restarts = 0;

  constructor(files: SessionFiles) {
    this.#files = files;
  }

  get restarts(): number {
    return this.#restarts;
  }

  async acquire(stream: EmbeddedStream): Promise<EmbeddedThread> {
    if (this.#holder && !this.#holder.isReleased)
      throw new Error('The embedded database has a single session, which another pool holds.');
    this.#holder = stream;
    const { dataDir, copyOf, canReopen } = this.#files;
    const mustReopen = this.#thread?.hasExited === true && canReopen;
    if (mustReopen) {
      await assertDiskSpace(dataDir);
      this.#restarts += 1;
    }
    this.#created ??= dataDir === null ? Promise.resolve() : createFiles(dataDir);
    await this.#created;
    if (!this.#thread || mustReopen) this.#thread = new EmbeddedThread(dataDir, copyOf);
    await this.#thread.opened;
    return this.#thread;
  }

  async cancelStatement(): Promise<void> {
    if (this.#files.canReopen) await this.#thread?.kill();
  }

  /** Terminates the database after a crash. The next client reopens it. */
  onCrash(reason: Error): void {
    if (this.#files.canReopen) void this.#thread?.kill(reason);
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}

/** Fails on a full disk, where the recovery of PGlite could fail halfway or never end. */
async function assertDiskSpace(dataDir: string | null): Promise<void> {
  if (dataDir !== null && (await isDiskFull(dataDir))) {
    throw Object.assign(new Error('the disk is too full to reopen the embedded database'), { code: NO_DISK_SPACE });
  }
}
