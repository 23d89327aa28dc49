import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { aStage, type Stage } from './publishHarness.ts';

const LEASE_MS = 600;

let databaseUrl = '';
let register: TestRegister;
let stage: Stage & { close(): Promise<void> };
let child: ChildProcess;

beforeAll(async () => {
  register = await openRegister(async () => {
    const database = await POSTGRESQL.open();
    if (database.connection.kind === 'url') databaseUrl = database.connection.url;
    return database;
  });
});
beforeEach(async () => {
  stage = await aStage(register);
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await stage.close();
});
afterAll(() => register.close());

// Request 18 is the last write. The files are verified after it.
test.each([
  [9, 'PUBLISHED'],
  [12, 'PUBLISHED'],
  [15, 'PUBLISHED'],
  [17, 'PUBLISHED'],
  [20, 'UNCHANGED'],
] as const)('kill -9 after request %i: the next run takes over at once and ends the work', async (after, outcome) => {
  await stage.release(1);
  const { ended } = inAnotherProcess('SIGKILL', after, 60_000);
  expect(await ended).toMatchObject({ signal: 'SIGKILL' });
  expect(await stage.publish()).toMatchObject({ outcome, exitCode: 0 });
  const unverified = 'SELECT key FROM published_resource WHERE verified_sha1 IS DISTINCT FROM sent_sha1';
  expect((await register.pool.query(unverified)).rows).toEqual([]);
  stage.udata.requests.length = 0;
  expect(await stage.publish()).toMatchObject({ outcome: 'UNCHANGED' });
  expect(stage.udata.writes()).toEqual([]);
});

test('SIGSTOP for longer than the lease, then SIGCONT: it writes nothing more', async () => {
  await stage.release(1);
  const { ended, stopped } = inAnotherProcess('SIGSTOP', 12, LEASE_MS);
  await stopped();
  expect(await stage.publish()).toMatchObject({ outcome: 'ALREADY_RUNNING', exitCode: 0 });
  await setTimeout(LEASE_MS + 100);
  expect(await stage.publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  stage.udata.requests.length = 0;
  child.kill('SIGCONT');
  const { report } = await ended;
  expect(report).toMatchObject({ outcome: 'FAILED', exitCode: 1 });
  expect(report?.problem).toContain('lease of this publication expired');
  expect(stage.udata.writes()).toEqual([]);
  expect(await stage.publish()).toMatchObject({ outcome: 'UNCHANGED' });
});

function inAnotherProcess(signal: string, after: number, leaseMs: number) {
  const { udata, directory } = stage;
  const program = fileURLToPath(new URL('publishChild.ts', import.meta.url));
  const given = [
    databaseUrl,
    directory,
    udata.url,
    udata.apiKey,
    udata.organizationId,
    signal,
    `${after}`,
    `${leaseMs}`,
  ];
  const started = spawn(process.execPath, ['--import', 'tsx', program, ...given], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  let output = '';
  started.stdout.on('data', (text) => {
    output += String(text);
  });
  const ended = once(started, 'close').then(([, killedBy]: unknown[]) => ({
    signal: killedBy,
    report: output ? JSON.parse(output) : null,
  }));
  /** Its requests have come to a standstill. */
  const stopped = async () => {
    for (let seen = -1; udata.requests.length < after || seen !== udata.requests.length; ) {
      seen = udata.requests.length;
      await setTimeout(100);
    }
  };
  return { ended, stopped };
}
