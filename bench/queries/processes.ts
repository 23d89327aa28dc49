import { type ChildProcess, fork, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server under test, as a process of its own. */
export interface Served {
  readonly address: string;
  readonly pid: number;
  /** At once, unless it is to have the time to close what it holds. */
  stop(signal?: 'SIGTERM'): Promise<void>;
}

const running = new Set<ChildProcess>();
const folders = new Set<string>();

// Whatever ends the bench, nothing of it is left running, nor on the disk.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.once(signal, () => process.exit(128 + number));
}

/** A folder that goes when the bench ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registre-bench-'));
  folders.add(folder);
  return folder;
}

/** Starts `node …`, and waits until it says where it listens. */
export async function startServer(given: readonly string[], env: Environment): Promise<Served> {
  const child = start(given, env);
  const ended = ending(child);
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    const look = (piece: Buffer) => {
      said += piece;
      const port = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(said)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    ended.then((code) => reject(new Error(`node ${given.join(' ')} ended with ${code} before it listened:\n${said}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    stop: async (signal) => {
      child.kill(signal ?? 'SIGKILL');
      await ended;
    },
  };
}

/** Starts a script that is told what to do by messages; it does not keep the bench from ending. */
export function forked(script: string): ChildProcess {
  const child = tracked(fork(script, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  child.unref();
  child.channel?.unref();
  return child;
}

/** A process that ends with the bench. */
export function tracked(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** How a process ends: its code, the signal that ended it, or why it did not start. */
export function ending(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
}

type Environment = Readonly<Record<string, string>>;

function start(given: readonly string[], env: Environment): ChildProcess {
  return tracked(
    spawn(process.execPath, [...given], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}
