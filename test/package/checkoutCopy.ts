import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { packageRoot } from '../../src/config/packageRoot.ts';

/** A copy of the checkout without build output, to build and pack in. */
export interface CheckoutCopy {
  readonly folder: string;
  /** Runs Node.js in the copy until it ends. */
  node(...args: readonly string[]): Promise<ProcessResult>;
  /** Starts Node.js in the copy. */
  start(...args: readonly string[]): ChildProcess;
  remove(): Promise<void>;
}

export interface ProcessResult {
  readonly code: number | null;
  readonly output: string;
}

/** Files that a build neither reads nor packs. */
const LEFT_OUT = new Set(['.git', '.registre', 'bench', 'coverage', 'dist', 'docs', 'exports', 'node_modules', 'test']);

/** @param dependencies `none`: like after `npm ci --omit=dev`, without the development dependencies that a build needs. */
export async function checkoutCopy(dependencies: 'all' | 'none'): Promise<CheckoutCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'registre-package-'));
  await cp(packageRoot, folder, {
    recursive: true,
    filter: (path) => path === packageRoot || !LEFT_OUT.has(basename(path)) || !isAtTop(path),
  });
  await linkDependencies(folder, dependencies === 'all' ? installed() : []);
  const start = (...args: readonly string[]) =>
    spawn(process.execPath, args, { cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    folder,
    start,
    node: (...args) => waitForExit(start(...args)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The environment of this process, without settings and without the variables that npm sets for its scripts. */
export function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'npm_config_registry', 'npm_config_cache'];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}

/** The exit code and the output of a process. */
export async function waitForExit(child: ChildProcess): Promise<ProcessResult> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      output += piece;
    });
  }
  const [code] = await once(child, 'close');
  return { code, output };
}

function isAtTop(path: string): boolean {
  return join(path, '..') === packageRoot;
}

function installed(): string[] {
  return readdirSync(join(packageRoot, 'node_modules')).filter((name) => !name.startsWith('.'));
}

/** Links to the dependencies of the checkout, in a folder of the copy, because a build writes its command there. */
async function linkDependencies(folder: string, names: readonly string[]): Promise<void> {
  await mkdir(join(folder, 'node_modules'));
  for (const name of names) {
    await symlink(join(packageRoot, 'node_modules', name), join(folder, 'node_modules', name));
  }
}
