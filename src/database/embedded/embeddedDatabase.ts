import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientBase, type ClientConfig, type DatabaseError, type PoolConfig } from 'pg';
import { isDiskFull } from '../../files/diskSpace.ts';
import { PRIVATE_DIRECTORY } from '../../files/privateDirectory.ts';
import { NO_DISK_SPACE } from '../databaseFaults.ts';
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

/** A client of the embedded database, whose statement can be ended on the way. */
export class EmbeddedClient extends Client {
  readonly #stream: EmbeddedStream;
  readonly #session: Session;

  constructor(config: ClientConfig | undefined, session: Session) {
    const stream = new EmbeddedStream((taker) => session.take(taker));
    super({ ...config, stream: () => stream });
    this.#stream = stream;
    this.#session = session;
    this.connection.on('errorMessage', (error: DatabaseError) => {
      if (ENDS_THE_SERVER.has(error.severity ?? '')) session.crashed(error);
    });
  }

  override end(): Promise<void>;
  override end(callback: (error: Error) => void): void;
  override end(callback?: (error: Error) => void): Promise<void> | void {
    // Said at once: the message that says it may wait behind a statement.
    this.#stream.leave();
    return callback ? super.end(callback) : super.end();
  }

  /**
   * Ends the statement under way, if there is one, by ending the database: PGlite can't be stopped otherwise. The client
   * is lost, what was committed is not, and the next client opens the database again. In memory nothing would be left:
   * there, the statement goes on.
   */
  async interrupt(): Promise<void> {
    if (this.#stream.isBusy) await this.#session.interrupt();
  }
}

/**
 * After these a server of PostgreSQL starts again, and recovers what was committed from its log. PGlite would go on with
 * whatever is left in its memory: it answers wrongly, or never.
 */
const ENDS_THE_SERVER = new Set(['FATAL', 'PANIC']);

/**
 * Opens the embedded database in `<directory>/pgdata`, or in memory. Who calls it has locked the directory
 * (directoryLock.ts). A directory that can't be opened shows at the first connection.
 * @param copyOf what a database in memory begins as: the path of an archive that PGlite dumped.
 */
export function openEmbedded(directory: string | null, copyOf: string | null = null): EmbeddedDatabase {
  const session = new Session({ dataDir: dataDirectory(directory), opensAgain: directory !== null, copyOf });
  const BoundClient = class extends EmbeddedClient {
    constructor(config?: ClientConfig) {
      super(config, session);
    }
  };
  return {
    // One session, kept for ever: a second client would wait behind the first, or share its transaction.
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

/** PGlite keeps its one session when a client goes away; a server would have forgotten it all. */
async function startSession(client: ClientBase): Promise<void> {
  await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
  await client.query("SET TIME ZONE 'UTC'");
}

/** What a session is about. */
interface Files {
  /** Null in memory. */
  readonly dataDir: string | null;
  readonly copyOf: string | null;
  /** Whether what was committed is still there for another thread. */
  readonly opensAgain: boolean;
}

/** The one session that PGlite has: whose it is, and the thread that it is in. */
class Session {
  readonly #files: Files;
  #thread: EmbeddedThread | null = null;
  #holder: EmbeddedStream | null = null;
  #restarts = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  get restarts(): number {
    return this.#restarts;
  }

  async take(stream: EmbeddedStream): Promise<EmbeddedThread> {
    if (this.#holder && !this.#holder.hasLeft) throw new Error('It has one session, and another pool holds it.');
    this.#holder = stream;
    const { dataDir, copyOf, opensAgain } = this.#files;
    const isAgain = this.#thread?.isGone === true && opensAgain;
    if (isAgain) {
      await requireRoom(dataDir);
      this.#restarts += 1;
    }
    if (!this.#thread || isAgain) this.#thread = new EmbeddedThread(dataDir, copyOf);
    await this.#thread.opened;
    return this.#thread;
  }

  async interrupt(): Promise<void> {
    if (this.#files.opensAgain) await this.#thread?.kill();
  }

  /** Ends a database that can't be trusted any more: the next client opens it again. */
  crashed(reason: Error): void {
    if (this.#files.opensAgain) void this.#thread?.kill(reason);
  }

  async close(): Promise<void> {
    await this.#thread?.close();
  }
}

/** On a full disk PGlite may stop half way through its recovery, or never end it: it is opened again once there is room. */
async function requireRoom(dataDir: string | null): Promise<void> {
  if (dataDir !== null && (await isDiskFull(dataDir))) {
    throw Object.assign(new Error('there is no space to open the embedded database again'), { code: NO_DISK_SPACE });
  }
}
