import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { atEnd } from './cleanUp.ts';

/** A process that the bench started. It ends with the bench, as does all that it starts itself. */
export interface Started {
  readonly child: ChildProcess;
  /** Resolves when it has ended: with its exit code, the signal that ended it, or why it did not start. */
  readonly ended: Promise<number | string | null>;
  /** Kills it, or asks it to close in order first. */
  stop(signal?: 'SIGTERM'): Promise<void>;
}

/** A server under test, as a process of its own. */
export interface Served extends Started {
  readonly address: string;
  readonly pid: number;
}

/** A folder that is removed when the bench ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registre-bench-'));
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

type Environment = Readonly<Record<string, string>>;

/** Starts `node …`, and waits until it prints the address that it listens on. */
export function startServer(given: readonly string[], env: Environment): Promise<Served> {
  return startCommand(process.execPath, given, { NODE_ENV: 'production', ...env });
}

/** Starts a command, and waits until it prints the address that it listens on. */
export async function startCommand(command: string, given: readonly string[], env: Environment): Promise<Served> {
  const started = startProcess(command, given, {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { child, ended } = started;
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    const look = (piece: Buffer) => {
      printed += piece;
      const port = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(printed)?.[1];
      if (!port) return;
      // Drain the streams: a full pipe would block the process.
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', look).resume();
      resolve(`http://127.0.0.1:${port}`);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', look);
    const words = [command, ...given].join(' ');
    ended.then((code) => reject(new Error(`${words} ended with ${code} before it listened:\n${printed}`)));
  });
  return { ...started, address, pid: child.pid ?? 0 };
}

/** Starts a script that gets its work by messages. */
export function startWorker(script: string): ChildProcess {
  return tracked(
    fork(script, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true }),
  ).child;
}

/** Starts a process as the leader of a group, so that whatever it starts is stopped with it. */
export function startProcess(command: string, given: readonly string[], options: SpawnOptions): Started {
  return tracked(spawn(command, given, { ...options, detached: true }));
}

function tracked(child: ChildProcess): Started {
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (child.pid && child.exitCode === null && child.signalCode === null) {
      // The whole group when it is killed; npm forwards other signals by itself, and a second one would be an order to hurry.
      if (signal === 'SIGKILL') process.kill(-child.pid, signal);
      else child.kill(signal);
    }
    await ended;
  };
  atEnd(stop);
  return { child, ended, stop };
}
