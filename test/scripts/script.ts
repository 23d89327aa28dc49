import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';

export interface ScriptResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running script. It leads a process group, as when a shell starts it. */
export interface Script {
  readonly child: ChildProcess;
  readonly ended: Promise<ScriptResult>;
  /** Waits until the output matches. Rejects if the script ends before. */
  printed(words: RegExp): Promise<void>;
  /** The lines of `ps` for its processes that are still running. */
  left(): string[];
}

/** An environment for scripts: only PATH is inherited, with a separate home and temporary folder. */
export interface Surroundings {
  readonly folder: string;
  start(command: string, args: readonly string[], more?: { cwd?: string; env?: Record<string, string> }): Script;
  /** The temporary files that scripts left. */
  leftFiles(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function surroundings(): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'registre-scripts-'));
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')];
  for (const each of [home, temporary]) await mkdir(each);
  // PostgreSQL runs as another user when the tests run as root.
  for (const each of [folder, temporary]) await chmod(each, 0o755);
  const settings = { PORT: '0', REGISTRE_DIR: join(folder, 'registre'), EXPORTS_DIR: join(folder, 'exports') };
  const groups: number[] = [];
  return {
    folder,
    start(command, args, { cwd = packageRoot, env = {} } = {}) {
      const child = spawn(command, args, {
        cwd,
        env: { PATH: process.env.PATH, HOME: home, TMPDIR: temporary, ...settings, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      const group = child.pid ?? 0;
      groups.push(group);
      return { child, ...outputOf(child), left: () => processes(group, folder) };
    },
    // tsx caches its compiled files.
    leftFiles: async () => (await readdir(temporary)).filter((name) => !name.startsWith('tsx-')),
    async remove() {
      for (const line of groups.flatMap((group) => processes(group, folder))) {
        process.kill(Number.parseInt(line, 10), 'SIGKILL');
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function outputOf(child: ChildProcess): Pick<Script, 'ended' | 'printed'> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    stdout += piece;
  });
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const ended = once(child, 'close').then(([code]): ScriptResult => ({ code, stdout, stderr }));
  return {
    ended,
    async printed(words) {
      let isOver = false;
      const over = ended.then(() => {
        isOver = true;
      });
      while (!words.test(stdout + stderr)) {
        if (isOver) throw new Error(`The script ended before it printed ${words}:\n${stdout}\n${stderr}`);
        await Promise.race([once(child.stdout ?? child, 'data'), once(child.stderr ?? child, 'data'), over]);
      }
    },
  };
}

/** The processes of a group, and those that have the folder in their command line or environment. */
function processes(group: number, folder: string): string[] {
  const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,pgid=,stat=,args='], {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => {
      const [, pgid, state = ''] = line.split(/\s+/);
      // A zombie has ended; its parent has not read its exit code yet.
      return !state.startsWith('Z') && (Number(pgid) === group || line.includes(folder));
    });
}
