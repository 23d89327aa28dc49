import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { PglitePgConnection } from '@electric-sql/pglite/node-postgres';
import { Client, type ClientBase, type ClientConfig, type PoolConfig } from 'pg';

/** A PostgreSQL inside the process, behind the ordinary `pg` client. */
export interface EmbeddedDatabase {
  /** For `new Pool(…)`, or TypeORM's `extra`; not for `new Client(…)`. One pool at a time. */
  readonly poolSettings: PoolConfig;
  /** Ends the database; end the pool first. */
  close(): Promise<void>;
}

/**
 * Opens the embedded database in `<directory>/pgdata`, or in memory. Who calls it has locked the directory
 * (directoryLock.ts). A directory that can't be opened shows at the first connection.
 */
export function openEmbedded(directory: string | null): EmbeddedDatabase {
  const pglite = new PGlite({ dataDir: dataDirectory(directory), extensions: { unaccent, pg_trgm, btree_gist } });
  const opened = pglite.waitReady.then(
    () => true,
    () => false,
  );
  return {
    // One session, kept for ever: a second client would wait behind the first, or share its transaction.
    poolSettings: { Client: clientOf(pglite), max: 1, idleTimeoutMillis: 0, onConnect: startSession },
    close: async () => {
      if ((await opened) && !pglite.closed) await pglite.close();
    },
  };
}

function dataDirectory(directory: string | null): string {
  if (directory === null) return 'memory://';
  const path = join(directory, 'pgdata');
  mkdirSync(path, { recursive: true });
  return path;
}

/**
 * `createPgConfig(pglite)` gives every client the same connection, which the first discarded client ends for all; and
 * pg discards a client after each failed `pool.query`. So each client makes its own.
 */
function clientOf(pglite: PGlite) {
  const session: Session = { connection: null };
  return class extends Client {
    constructor(config?: ClientConfig) {
      super(Object.assign({}, config, { connection: new EmbeddedConnection(pglite, session) }));
    }
  };
}

/** PGlite keeps its one session when a client goes away; a server would have forgotten it all. */
async function startSession(client: ClientBase): Promise<void> {
  await client.query('ROLLBACK');
  await client.query('DISCARD ALL');
  await client.query("SET TIME ZONE 'UTC'");
}

/** Whose turn it is to talk to PGlite. */
interface Session {
  connection: EmbeddedConnection | null;
}

/** The adapter's connection, with the three events that pg waits for and that it leaves out. */
class EmbeddedConnection extends PglitePgConnection {
  readonly #pglite: PGlite;
  readonly #session: Session;
  #ending: Promise<void> | null = null;

  constructor(pglite: PGlite, session: Session) {
    super({ pglite });
    this.#pglite = pglite;
    this.#session = session;
  }

  /** A failure becomes the client's error: the adapter's is a rejection that nobody handles. */
  override async connect(port: number, host: string): Promise<void> {
    // pg asks `_connecting` whether there is anything to end.
    this._connecting = true;
    try {
      await this.#pglite.waitReady;
      await this.#takeSession();
      await super.connect(port, host);
    } catch (cause) {
      this.emit('error', new Error('The embedded database could not be opened.', { cause }));
    }
  }

  /** The adapter forgets the listeners before it says `end`: a query under way would wait for ever. */
  override end(): void {
    if (this.#ending) return;
    const listeners = this.rawListeners('end');
    super.end();
    this.#ending = new Promise((resolve) => this.once('end', resolve));
    for (const listener of listeners) this.once('end', () => listener.call(this));
  }

  async #takeSession(): Promise<void> {
    const previous = this.#session.connection;
    if (previous) {
      if (!previous.#ending) throw new Error('It has one session, and another pool holds it.');
      await previous.#ending;
    }
    this.#session.connection = this;
  }
}
