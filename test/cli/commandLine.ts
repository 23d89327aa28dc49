import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from '@jest/globals';
import type { InitialState } from '../support/databases.ts';
import { sharedResource } from '../support/sharedResource.ts';

/** A temporary folder, and the commands that run in it as processes of their own. */
export interface Workspace {
  readonly folder: string;
  /** Runs a command to its end. */
  run(args: readonly string[], settings?: Settings): Promise<Output>;
  /** Starts a command that keeps running. */
  start(args: readonly string[], settings?: Settings): RunningCommand;
  /** Starts a shell script, in which `$REGISTRE` is the program. */
  shell(script: string, settings?: Settings): RunningCommand;
  /** Creates another directory for the embedded database, by its path or its name in the folder. Returns its setting. */
  directory(name: string, beginning: InitialState): Promise<{ REGISTRE_DIR: string }>;
  /** Kills the running commands and removes the folder. */
  remove(): Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

export interface Output {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  readonly pid: number;
  readonly output: Promise<Output>;
  /** Waits for a text on standard output, and returns the output so far. Fails if the process ends without it. */
  waitForOutput(text: string | RegExp): Promise<string>;
  /** Waits until the server is ready, and returns its address. */
  ready(): Promise<string>;
  stop(signal: NodeJS.Signals): Promise<Output>;
  /** Closes the pipes of standard output and standard error, like a reader that ends. */
  closePipes(): void;
}

/**
 * @param beginning the state of the embedded database, whose files are copied because PGlite creates them slowly;
 *   `nothing` for a new machine.
 */
export async function aWorkspace(beginning: InitialState | 'nothing' = 'migrated'): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'registre-cli-'));
  if (beginning !== 'nothing') await copyDatabase(beginning, join(folder, '.registre'));
  const children: ChildProcess[] = [];
  const command = (await sharedResource('program')).path;
  const launch = (program: string, args: readonly string[], settings: Settings) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return running(child);
  };
  const start = (args: readonly string[], settings: Settings = {}) =>
    launch(process.execPath, [command, ...args], settings);
  return {
    folder,
    start,
    shell: (script, settings = {}) =>
      launch('/bin/sh', ['-c', script], { REGISTRE: `${process.execPath} ${command}`, ...settings }),
    async directory(name, beginning) {
      const REGISTRE_DIR = resolve(folder, name);
      await copyDatabase(beginning, REGISTRE_DIR);
      return { REGISTRE_DIR };
    },
    run: (args, settings) => start(args, settings).output,
    async remove() {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function copyDatabase(beginning: InitialState, directory: string): Promise<void> {
  await mkdir(directory, { mode: 0o700 });
  await cp((await sharedResource('embedded'))[beginning].files, join(directory, 'pgdata'), { recursive: true });
}

function running(child: ChildProcess): RunningCommand {
  const { stdout: out, stderr: err } = child;
  if (!out || !err) throw new Error('the command has no output');
  let stdout = '';
  let stderr = '';
  out.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece;
  });
  err.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const ended = once(child, 'close').then(([code]): Output => ({ code, stdout, stderr }));
  const hasPrinted = (text: string | RegExp) => (typeof text === 'string' ? stdout.includes(text) : text.test(stdout));
  const said = async (text: string | RegExp) => {
    while (!hasPrinted(text)) {
      const over = await Promise.race([once(out, 'data').then(() => null), ended]);
      if (over && !hasPrinted(text)) throw new Error(`it ended before it printed ${text}:\n${stdout}\n${stderr}`);
    }
    return stdout;
  };
  return {
    pid: child.pid ?? 0,
    output: ended,
    waitForOutput: said,
    ready: async () => /http:\/\/localhost:\d+/.exec(await said('Ready.'))?.[0] ?? '',
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
    closePipes() {
      out.destroy();
      err.destroy();
    },
  };
}

/** Expects exit code 1 and one line on standard error. */
export function commandError(sentence: RegExp) {
  return expect.objectContaining({ code: 1, stderr: expect.stringMatching(oneLineWith(sentence)) });
}

function oneLineWith({ source }: RegExp): RegExp {
  return new RegExp(`^(?=.*${source})[^\\n]+\\n$`);
}
