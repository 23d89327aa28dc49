import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { REAL_SIZE, writeSourceOfSize } from '../../bench/import/realSizeSource.ts';
import { aWorkspace, type RunningCommand, type Workspace } from './commandLine.ts';

// Linux alone reports the peak of the memory of a process.
const onLinux = existsSync('/proc/self/status') ? test : test.skip;

/** The memory of a small container. */
const LIMIT_MB = 512;
/** A release with its bundles in the same process needs more: 495 to 524 MB were measured. */
const SERVER_LIMIT_MB = 600;

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

describe('on the embedded database, a source of the real size fits into a small container', () => {
  onLinux.each([
    ['its first import, which creates the database', ['import', 'source']],
    ['its second import', ['import', 'source']],
    ['a release', ['export']],
  ])('%s', async (_step, args) => {
    const peak = await peakOfCommand(args);
    expect(peak).toBeGreaterThan(50);
    expect(peak).toBeLessThan(LIMIT_MB);
  });
});

describe('a server that executes these commands, one after the other', () => {
  const settings = () => ({
    REGISTRE_DIR: join(workspace.folder, 'served'),
    EXPORTS_DIR: join(workspace.folder, 'released'),
  });
  let server: RunningCommand;
  beforeAll(async () => {
    server = workspace.start(['serve'], settings());
    await server.ready();
  });

  onLinux.each([[['import', 'source']], [['import', 'source']], [['export']]])(
    'has at most 600 MB after %j',
    async (args) => {
      expect(await workspace.run(args, settings())).toMatchObject({ code: 0, stderr: '' });
      const peak = await peakOf(server);
      expect(peak).toBeGreaterThan(50);
      expect(peak).toBeLessThan(SERVER_LIMIT_MB);
    },
  );
});
