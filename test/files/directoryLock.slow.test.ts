import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { lockDirectory } from '../../src/files/directoryLock.ts';

const onLinux = existsSync('/proc/self/stat');
const asRoot = process.getuid?.() === 0;

const HOLDER = `
  import { lockDirectory } from ${JSON.stringify(pathToFileURL(join(packageRoot, 'src/files/directoryLock.ts')).href)};
  process.once('message', () => process.exit());
  lockDirectory(process.argv[2]).then(() => process.send('locked'), (error) => process.send(error.code));
`;

let root: string;
let directory: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'registre-lock-'));
  directory = join(root, 'data');
  await writeFile(join(root, 'holder.mjs'), HOLDER);
});

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  await chmod(root, 0o700);
  await rm(root, { recursive: true, force: true });
});

describe('one process', () => {
  it('creates the directory, locks it once, and can lock it again after the release', async () => {
    const lock = await lockDirectory(join(directory, 'deep'));
    await expect(lockDirectory(join(directory, 'deep'))).rejects.toMatchObject({
      code: 'DIRECTORY_LOCKED',
      message: expect.stringContaining(`process ${process.pid} on ${hostname()} (since 20`),
    });

    await expect(lockDirectory(join(directory, 'deep'), 'EXPORTS_DIR')).rejects.toMatchObject({
      message: expect.stringContaining('or set EXPORTS_DIR to another directory'),
    });

    await lock.release();
    await lock.release();
    expect(await readdir(join(directory, 'deep'))).toEqual([]);
    await (await lockDirectory(join(directory, 'deep'))).release();
  });

  it('does not delete the lock of another process when it releases a lock that was taken over', async () => {
    const lock = await lockDirectory(directory);
    await writeFile(join(directory, 'lock-1'), 'of another');
    await lock.release();
    expect(await readdir(directory)).toEqual(['lock-1']);
  });

  it('touches its lock file, so that other hosts do not consider it stale', async () => {
    const lock = await lockDirectory(directory);
    await age('lock-1', 3600);
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(Date.now() - (await stat(join(directory, 'lock-1'))).mtimeMs).toBeLessThan(3500);
    await lock.release();
  });

  it('reports why the directory can’t be created', async () => {
    await writeFile(directory, 'a file');
    for (const path of [directory, join(directory, 'below')]) {
      await expect(lockDirectory(path)).rejects.toMatchObject({
        code: 'DIRECTORY_NOT_WRITABLE',
        message: expect.stringMatching(
          /\((EEXIST|ENOTDIR): [a-z ]+\). Give this user the permission to write, or set REGISTRE_DIR/,
        ),
      });
    }
  });

  // Root can write everywhere.
  (asRoot ? it.skip : it)('says that the directory is read-only (skipped as root)', async () => {
    await mkdir(directory);
    await chmod(directory, 0o500);
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'DIRECTORY_NOT_WRITABLE' });
    await chmod(root, 0o500);
    await expect(lockDirectory(join(root, 'new'))).rejects.toMatchObject({ code: 'DIRECTORY_NOT_WRITABLE' });
  });
});

describe('several processes', () => {
  it('fails for the second while the first runs, and succeeds once the first is killed', async () => {
    const first = start();
    expect(await answer(first)).toBe('locked');
    await expect(lockDirectory(directory)).rejects.toMatchObject({
      code: 'DIRECTORY_LOCKED',
      message: expect.stringContaining(`process ${first.pid} on`),
    });

    await kill(first);
    expect(await readdir(directory)).toEqual(['lock-1']);
    const lock = await lockDirectory(directory);
    expect(await readdir(directory)).toEqual(['lock-2']);
    await lock.release();
  });

  it('gives the lock to exactly one of twenty, over the lock file of an ended process', async () => {
    await mkdir(directory);
    await leave('lock-7', { pid: process.pid, start: 'another' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => answer(start())));
    expect(answers.sort()).toEqual([...Array.from({ length: 19 }, () => 'DIRECTORY_LOCKED'), 'locked']);
    expect(await readdir(directory)).toEqual(['lock-8']);
  });

  it('releases when the process ends normally', async () => {
    const child = start();
    expect(await answer(child)).toBe('locked');
    child.send('exit');
    await once(child, 'exit');
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('a lock file left behind', () => {
  beforeEach(() => mkdir(directory));

  it.each([
    ['of a process that is gone', { pid: 2 ** 30 }],
    ['of our own number, from an earlier start (a container restarted)', { pid: process.pid, start: 'another' }],
    ['of a number that another process has by now', { pid: process.ppid, start: 'another' }],
  ])('%s is taken over', async (_title, holder) => {
    await leave('lock-3', holder);
    const lock = await lockDirectory(directory);
    expect(await readdir(directory)).toEqual(['lock-4']);
    await lock.release();
  });

  it.each(['', '{', 'null', '[]', '{"pid":"1"}', '{"pid":0}', '\u0000\u0001'])(
    'with %j in it is taken over',
    async (content) => {
      await writeFile(join(directory, 'lock-1'), content);
      await (await lockDirectory(directory)).release();
      expect(await readdir(directory)).toEqual([]);
    },
  );

  it('of another host is valid while it is touched, and is taken over 15 seconds later', async () => {
    await leave('lock-1', { pid: 1, hostname: 'another-host' });
    await age('lock-1', 12);
    await expect(lockDirectory(directory)).rejects.toMatchObject({
      code: 'DIRECTORY_LOCKED',
      message: expect.stringContaining('process 1 on another-host'),
    });
    await age('lock-1', 16);
    await (await lockDirectory(directory)).release();
  });

  (onLinux ? it : it.skip)('of this host before it restarted is judged by its age', async () => {
    await leave('lock-1', { pid: process.pid, boot: 'another' });
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'DIRECTORY_LOCKED' });
    await age('lock-1', 16);
    await (await lockDirectory(directory)).release();
  });
});

/** Starts a process that locks the directory, sends `locked` or the code of its error, and waits. */
function start(): ChildProcess {
  const child = fork(join(root, 'holder.mjs'), [directory], { cwd: packageRoot, execArgv: ['--import', 'tsx'] });
  children.push(child);
  return child;
}

async function answer(child: ChildProcess): Promise<unknown> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => [`exited with ${code}`]),
  ]);
  return message;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Leaves the file of a holder of this host and boot, but for what is given. */
async function leave(name: string, holder: { pid: number; hostname?: string; boot?: string; start?: string }) {
  const boot = onLinux ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : null;
  const content = { hostname: hostname(), boot, start: null, since: '2026-11-01T00:00:00.000Z', ...holder };
  await writeFile(join(directory, name), JSON.stringify(content));
}

async function age(name: string, seconds: number): Promise<void> {
  const then = new Date(Date.now() - seconds * 1000);
  await utimes(join(directory, name), then, then);
}
