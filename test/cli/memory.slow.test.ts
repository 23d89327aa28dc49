import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { REAL_SIZE, writeSourceOfSize } from '../../bench/import/realSizeSource.ts';
import { aWorkspace, type RunningCommand, type Workspace } from './commandLine.ts';

// Linux alone reports the peak of the memory of a process.
const onLinux = existsSync('/proc/self/status') ? test : test.skip;

/** The memory of a small container. */
const LIMIT_MB = 512;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace('nothing');
  await writeSourceOfSize(join(workspace.folder, 'source'), REAL_SIZE);
});
afterAll(() => workspace.remove());

/** The peak of the resident memory of a running process, in megabytes; null after its end. */
async function peakOf({ pid }: RunningCommand): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** Runs a command to its end, which must be a success, and returns its peak. */
async function peakOfCommand(args: readonly string[]): Promise<number> {
  const command = workspace.start(args);
  let hasEnded = false;
  const ended = command.output.finally(() => {
    hasEnded = true;
  });
  let peak = 0;
  while (!hasEnded) {
    peak = (await peakOf(command)) ?? peak;
    await sleep(20);
  }
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
  return peak;
}

onLinux('an import of the real size into a new embedded database fits into a small container', async () => {
  const first = await peakOfCommand(['import', 'source']);
  expect(first).toBeGreaterThan(50);
  expect(first).toBeLessThan(LIMIT_MB);
  expect(await peakOfCommand(['import', 'source'])).toBeLessThan(LIMIT_MB);
  expect(await peakOfCommand(['export'])).toBeLessThan(LIMIT_MB);
});

onLinux('a server that imports the real size and writes a release fits too', async () => {
  const settings = { REGISTRE_DIR: join(workspace.folder, 'served'), EXPORTS_DIR: join(workspace.folder, 'released') };
  const server = workspace.start(['serve'], settings);
  await server.ready();
  for (const args of [['import', 'source'], ['import', 'source'], ['export']]) {
    expect(await workspace.run(args, settings)).toMatchObject({ code: 0, stderr: '' });
  }
  const peak = await peakOf(server);
  expect((await server.stop('SIGTERM')).code).toBe(0);
  expect(peak).toBeGreaterThan(50);
  expect(peak).toBeLessThan(LIMIT_MB);
});
