import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { createServer } from 'node:net';
import { describe, test } from '@jest/globals';
import { createClient } from '@redis/client';

/** A Redis server on this machine. */
export interface Redis {
  readonly url: string;
  /** Kills the process without a shutdown. */
  kill(): Promise<void>;
  /** Starts an empty server at the same address. */
  start(): Promise<void>;
  /** Suspends the process: connections stay open without replies. */
  suspend(): void;
  resume(): void;
  /** The keys, sorted. */
  keys(): Promise<string[]>;
  /** Executes a Redis command. */
  execute(command: readonly string[]): Promise<void>;
}

/** A `describe` if `redis-server` is installed, else a test that is reported as skipped. */
export function withRedis(title: string, body: () => void): void {
  if (hasRedis()) describe(title, body);
  else test.skip(`${title} (skipped: redis-server is not installed)`, () => {});
}

function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export async function startRedis(): Promise<Redis> {
  const port = await freePort();
  const url = `redis://:${PASSWORD}@127.0.0.1:${port}`;
  let server = await startProcess(port);
  return {
    url,
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
    },
    async start() {
      server = await startProcess(port);
    },
    suspend: () => server.kill('SIGSTOP'),
    resume: () => server.kill('SIGCONT'),
    async keys() {
      const client = await createClient({ url }).connect();
      const keys = await client.keys('*');
      client.destroy();
      return keys.sort();
    },
    async execute(command) {
      const client = await createClient({ url }).connect();
      await client.sendCommand([...command]);
      client.destroy();
    },
  };
}

const PASSWORD = 'of the tests'.replaceAll(' ', '-');

async function startProcess(port: number): Promise<ChildProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', PASSWORD, '--save', ''];
  const server = spawn('redis-server', [...settings, '--appendonly', 'no', '--dir', '/tmp'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => server.kill('SIGKILL'));
  const { stdout } = server;
  let output = '';
  stdout.setEncoding('utf8');
  for await (const [piece] of on(stdout, 'data')) {
    output += piece;
    if (output.includes('Ready to accept connections')) break;
  }
  stdout.resume();
  return server;
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
