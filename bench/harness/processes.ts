import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { onEnd } from './cleanUp.ts';

/** A process that the bench started. It ends with the bench, together with its child processes. */
export interface BenchProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has ended, to its exit code or signal. Resolves to the error message if it did not start. */
  readonly ended: Promise<number | string | null>;
  /** Kills the process, or sends SIGTERM for a graceful shutdown. */
  stop(signal?: 'SIGTERM'): Promise<void>;
}

/** A server under test, in a separate process. */
export interface ServerProcess extends BenchProcess {
  readonly address: string;
  readonly pid: number;
}

/** Creates a folder that is removed when the bench ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'registre-bench-'));
  onEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

type Environment = Readonly<Record<string, string>>;

/** Starts `node …` and waits until it prints the address on which it listens. */
export function startServer(given: readonly string[], env: Environment): Promise<ServerProcess> {
  return startCommand(process.execPath, given, { NODE_ENV: 'production', ...env });
}

/** Waits until `registre serve` is ready: before, it compares the reference register with its startups while it answers. */
export async function untilReady(address: string): Promise<void> {
  while ((await fetch(`${address}/readyz`)).status !== 200) await sleep(100);
}

/** Starts a command and waits until it prints the address on which it listens. */
export async function startCommand(
  command: string,
  given: readonly string[],
  env: Environment,
): Promise<ServerProcess> {
  const started = startProcess(command, given, {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { child, ended } = started;
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    const onOutput = (piece: Buffer) => {
      printed += piece;
      const port = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(printed)?.[1];
      if (!port) return;
      // Drain the streams: a full pipe would block the process.
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', onOutput).resume();
      resolve(`http://127.0.0.1:${port}`);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', onOutput);
    const commandLine = [command, ...given].join(' ');
    ended.then((code) => reject(new Error(`${commandLine} ended with ${code} before it listened:\n${printed}`)));
  });
  return { ...started, address, pid: child.pid ?? 0 };
}

/** Starts a script that receives messages. */
export function startWorker(script: string): ChildProcess {
  return trackProcess(
    fork(script, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true }),
  ).child;
}

/** Starts a process as the leader of a process group, so that its child processes stop with it. */
export function startProcess(command: string, given: readonly string[], options: SpawnOptions): BenchProcess {
  return trackProcess(spawn(command, given, { ...options, detached: true }));
}

function trackProcess(child: ChildProcess): BenchProcess {
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) => resolve(signal ?? code));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (child.pid && child.exitCode === null && child.signalCode === null) {
      // SIGKILL goes to the whole group. npm forwards SIGTERM itself; a second SIGTERM would skip the graceful shutdown.
      if (signal === 'SIGKILL') process.kill(-child.pid, signal);
      else child.kill(signal);
    }
    await ended;
  };
  onEnd(stop);
  return { child, ended, stop };
}
