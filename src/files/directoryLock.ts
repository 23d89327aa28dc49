import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../errors/errors.ts';
import { rethrowDirectoryError } from './diskSpace.ts';
import { DIRECTORY_LOCKED } from './fileErrors.ts';
import { PRIVATE_DIRECTORY, PRIVATE_FILE } from './privateDirectory.ts';
import { errorCode } from './systemError.ts';

/** A lock that one process holds on a directory. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Locks a directory, and creates it if it is missing. PGlite has no lock, and two processes on the same files would silently
 * lose rows. The lock ends with {@link DirectoryLock.release} or with the process. The next process that locks the directory
 * removes the lock of a killed process. Fails with DIRECTORY_LOCKED if another process holds the lock.
 * @param setting the name of the setting with the path of the directory, for the error message.
 */
export async function lockDirectory(directory: string, setting = 'REGISTRE_DIR'): Promise<DirectoryLock> {
  try {
    await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
    return hold(await acquire(directory, setting));
  } catch (error) {
    return rethrowDirectoryError(directory, error, setting);
  }
}

/** Describes the running process that holds the lock of a directory; null if there is none. */
export async function lockHolder(directory: string): Promise<string | null> {
  return describeHolder(await lockFiles(directory));
}

/** The age after which the lock file of a process on another host is stale. The process touches it every 3 s. */
const STALE_AFTER_MS = 15_000;
const TOUCH_EVERY_MS = 3_000;

const Holder = z.object({
  pid: z.int().positive(),
  hostname: z.string(),
  boot: z.string().nullable(),
  start: z.string().nullable(),
  since: z.string(),
});
type Holder = z.infer<typeof Holder>;

interface LockFile {
  readonly path: string;
  readonly number: number;
  /** Null if its process no longer runs, or if its content is invalid. */
  readonly holder: Holder | null;
}

interface OwnLock {
  readonly path: string;
  readonly content: string;
}

/** Hard-links a file to the next number, which only one process can do. Then checks again that no other process holds the lock. */
async function acquire(directory: string, setting: string): Promise<OwnLock> {
  const content = JSON.stringify(self());
  const claim = join(directory, `claim-${randomUUID()}`);
  for (;;) {
    const before = await lockFiles(directory);
    assertNotHeld(directory, setting, before);
    const path = join(directory, `lock-${Math.max(0, ...before.map(({ number }) => number)) + 1}`);
    try {
      await writeFile(claim, content, { mode: PRIVATE_FILE });
      await link(claim, path);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw error;
    } finally {
      await rm(claim, { force: true });
    }

    try {
      const others = (await lockFiles(directory)).filter((file) => file.path !== path);
      assertNotHeld(directory, setting, others);
      for (const dead of others) await rm(dead.path, { force: true });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { path, content };
  }
}

function hold(own: OwnLock): DirectoryLock {
  const touch = setInterval(() => {
    const now = new Date();
    // Ignore the error if the file was deleted.
    utimes(own.path, now, now).catch(() => undefined);
  }, TOUCH_EVERY_MS);
  touch.unref();

  const remove = () => {
    clearInterval(touch);
    process.off('exit', remove);
    removeOwn(own);
  };
  process.on('exit', remove);
  return { release: async () => remove() };
}

/** Removes the lock file if it still has the content of this lock: numbers are reused after the last lock ends. */
function removeOwn({ path, content }: OwnLock): void {
  try {
    if (readFileSync(path, 'utf8') === content) rmSync(path, { force: true });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

function assertNotHeld(directory: string, setting: string, files: readonly LockFile[]): void {
  const holder = describeHolder(files);
  if (holder !== null) fail(DIRECTORY_LOCKED, { directory, holder, setting });
}

function describeHolder(files: readonly LockFile[]): string | null {
  const holder = files.find((file) => file.holder !== null)?.holder;
  return holder ? `process ${holder.pid} on ${holder.hostname} (since ${holder.since})` : null;
}

async function lockFiles(directory: string): Promise<LockFile[]> {
  const numbers = (await readdir(directory)).flatMap((name) => /^lock-(\d{1,15})$/.exec(name)?.[1] ?? []);
  return Promise.all(
    numbers.map(async (number) => {
      const path = join(directory, `lock-${number}`);
      return { path, number: Number(number), holder: await liveHolder(path) };
    }),
  );
}

async function liveHolder(path: string): Promise<Holder | null> {
  try {
    const holder = parse(await readFile(path, 'utf8'));
    if (!holder) return null;
    if (holder.hostname === hostname() && holder.boot === BOOT) return isRunning(holder) ? holder : null;
    const age = Date.now() - (await stat(path)).mtimeMs;
    return age < STALE_AFTER_MS ? holder : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function parse(content: string): Holder | null {
  try {
    return Holder.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}

/** Compares the start time too, because pids are reused, and each container counts from 1. */
function isRunning({ pid, start }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    if (errorCode(error) !== 'EPERM') return false;
  }
  return start === startOf(pid);
}

function self(): Holder {
  return {
    pid: process.pid,
    hostname: hostname(),
    boot: BOOT,
    start: startOf(process.pid),
    since: new Date().toISOString(),
  };
}

const BOOT = readIfThere('/proc/sys/kernel/random/boot_id');

/**
 * The start time of a process: field 22 of /proc/<pid>/stat (proc_pid_stat(5)). Fields are counted after the name of the program,
 * which may contain spaces. Null for a zombie, and without /proc.
 */
function startOf(pid: number): string | null {
  const fields = readIfThere(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields === undefined || fields[0] === 'Z' ? null : (fields[19] ?? null);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
