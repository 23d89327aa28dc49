import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { packageRoot } from '../../src/foundation/packageRoot.ts';
import { emptyFiles } from '../support/databases.ts';

/** A scratch folder, and the commands that run in it as somebody would run them: processes of their own. */
export interface Workplace {
  readonly folder: string;
  /** Runs a command to its end. */
  run(args: readonly string[], settings?: Settings): Promise<Ended>;
  /** Starts a command that goes on. */
  start(args: readonly string[], settings?: Settings): Running;
  /** Ends what is still running and removes the folder. */
  remove(): Promise<void>;
}

export type Settings = Readonly<Record<string, string>>;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** Waits for these words on standard output. Fails if the process ends without them. */
  said(words: string | RegExp): Promise<string>;
  /** The address that it serves at, once it is ready. */
  ready(): Promise<string>;
  stop(signal: NodeJS.Signals): Promise<Ended>;
  /** Closes the pipes that it writes to, as a reader that goes away does. */
  deafen(): void;
}

let program: string | undefined;

/**
 * @param fromNothing as on a new machine; otherwise the files of an empty embedded database are there already, which take
 *   PGlite longer to make than most tests.
 */
export async function aWorkplace({ fromNothing = false } = {}): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'registre-cli-'));
  if (!fromNothing) await cp(emptyFiles(), join(folder, '.registre', 'pgdata'), { recursive: true });
  const children: ChildProcess[] = [];
  program ??= build();
  const command = program;
  const start = (args: readonly string[], settings: Settings = {}) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return running(child);
  };
  return {
    folder,
    start,
    run: (args, settings) => start(args, settings).ended,
    async remove() {
      for (const child of children) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// A build of its own, within the package so that it finds its modules: what is in dist may be older, or missing.
const BUILD = join(packageRoot, 'dist', `test-${process.pid}`);
afterAll(() => rm(BUILD, { recursive: true, force: true }));

function build(): string {
  const compiler = join(packageRoot, 'node_modules/typescript/bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', BUILD, '--incremental', 'false'];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...options], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the source does not compile:\n${stdout}`);
  return join(BUILD, 'src/cli.js');
}

function running(child: ChildProcess): Running {
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
  const ended = once(child, 'close').then(([code]): Ended => ({ code, stdout, stderr }));
  const isSaid = (words: string | RegExp) => (typeof words === 'string' ? stdout.includes(words) : words.test(stdout));
  const said = async (words: string | RegExp) => {
    while (!isSaid(words)) {
      const over = await Promise.race([once(out, 'data').then(() => null), ended]);
      if (over && !isSaid(words)) throw new Error(`it ended before it said ${words}:\n${stdout}\n${stderr}`);
    }
    return stdout;
  };
  return {
    ended,
    said,
    ready: async () => /http:\/\/localhost:\d+/.exec(await said('Ready.'))?.[0] ?? '',
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
    deafen() {
      out.destroy();
      err.destroy();
    },
  };
}

/** What a refusal is on the command line: one sentence on standard error, and 1. */
export function refusal(sentence: RegExp) {
  return expect.objectContaining({ code: 1, stderr: expect.stringMatching(oneLineWith(sentence)) });
}

function oneLineWith({ source }: RegExp): RegExp {
  return new RegExp(`^(?=.*${source})[^\\n]+\\n$`);
}
