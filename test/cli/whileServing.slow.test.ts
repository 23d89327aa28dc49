import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cancellable } from '../../src/cli/remote/cancellable.ts';
import { forwardToServer } from '../../src/cli/remote/forwardToServer.ts';
import { mapFiles } from '../../src/importing/mapping/mapBetaGouv.ts';
import type { SourceFiles } from '../../src/importing/sources/readSource.ts';
import { aMember, anOrganisation, aStartup, sourceFiles } from '../importing/sample.ts';
import { startUdata } from '../support/udata/startUdata.ts';
import { aWorkspace, commandError, type RunningCommand, type Workspace } from './commandLine.ts';

// Commands while a server uses the embedded database. The tests share one server and run in this order.
let workspace: Workspace;
let server: RunningCommand;
let address: string;
beforeAll(async () => {
  workspace = await aWorkspace();
  await writeSource('small', sourceOf(2));
  server = workspace.start(['serve']);
  address = await server.ready();
});
afterAll(() => workspace.remove());

function sourceOf(count: number): SourceFiles {
  const missions = [{ start: '2020-01-01', end: null, status: 'independent', employer: 'x', startups: ['s-0'] }];
  const startups = Array.from({ length: count }, (_, index) =>
    aStartup(`s-${index}`, { link: `https://s-${index}.beta.gouv.fr`, sponsors: ['dila'] }),
  );
  return sourceFiles({
    startups,
    organisations: [anOrganisation('dila'), anOrganisation('dinum')],
    members: [aMember('jeanne.exemple', missions)],
  });
}

async function writeSource(name: string, files: SourceFiles): Promise<void> {
  await mkdir(join(workspace.folder, name));
  for (const [file, content] of Object.entries(files)) {
    await writeFile(join(workspace.folder, name, file), JSON.stringify(content));
  }
}

interface Counts {
  readonly version: number;
  readonly startups: number;
}

/** The version of the register and the number of startups of `sourceOf`, over HTTP. */
async function counts(): Promise<Counts> {
  const query = '{ register { version } startups(filter: { sponsors: { some: { slug: ["dila"] } } }) { totalCount } }';
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data }: { data: { register: { version: number }; startups: { totalCount: number } } } = JSON.parse(
    await response.text(),
  );
  return { version: data.register.version, startups: data.startups.totalCount };
}

const directory = () => join(workspace.folder, '.registre');
const FLAGS = { maxSize: 100, timeout: 120 };

test('a dry run of an import reports the changes, and writes nothing', async () => {
  const before = await counts();
  const { code, stdout, stderr } = await workspace.run(['import', 'small', '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^startup +2 +0 +0 +0$/m);
  expect(await counts()).toEqual(before);
});

test('an import writes the rows, and the next request sees them', async () => {
  const before = await counts();
  const { code, stdout, stderr } = await workspace.run(['import', 'small', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ wrote: true, version: before.version + 1 });
  expect(await counts()).toEqual({ version: before.version + 1, startups: 2 });
  const again = await workspace.run(['import', 'small']);
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toContain(`Nothing was written; it stays at version ${before.version + 1}.`);
});

test('an import fails with the same message and exit code as without a server', async () => {
  expect(await workspace.run(['import', 'nowhere'])).toEqual(commandError(/nowhere.* can't be read/));
  await writeSource('emptied', { ...sourceOf(2), 'authors.json': [] });
  expect(await workspace.run(['import', 'emptied'])).toEqual(commandError(/The list of memberships .* is empty/));
});

test('a second import at the same time is rejected', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let sent = () => {};
  const started = new Promise<void>((resolve) => {
    sent = resolve;
  });
  async function* slowRows() {
    const [first, ...others] = mapFiles(sourceOf(3), '2026-08-20');
    yield first;
    sent();
    await released;
    yield* others;
  }
  const first = forwardToServer(directory(), 'import', FLAGS, { rows: slowRows() });
  await started;
  expect(await workspace.run(['import', 'small'])).toEqual(commandError(/Another import is running in the server/));
  release();
  expect(await first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await counts()).toMatchObject({ startups: 3 });
});

test('a cancelled import writes nothing', async () => {
  const before = await counts();
  const { signal, cancel } = cancellable('import');
  const steps: string[] = [];
  const output = await forwardToServer(directory(), 'import', FLAGS, {
    rows: mapFiles(sourceOf(2_000), '2026-08-20'),
    signal,
    onProgress(step) {
      steps.push(step);
      cancel('it was interrupted');
    },
  });
  expect(steps.length).toBeGreaterThan(0);
  expect(output).toMatchObject({ exitCode: 130, stdout: '', stderr: expect.stringMatching(/was cancelled, because/) });
  expect(await counts()).toEqual(before);
});

test('an import whose command was killed or interrupted is complete or undone, and requests are answered', async () => {
  await writeSource('large', sourceOf(3_000));
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    const before = await counts();
    const command = workspace.start(['import', 'large']);
    await untilBusy(command);
    const { code } = await command.stop(signal);
    const after = await counts();
    const complete = { version: before.version + (before.startups === 3_000 ? 0 : 1), startups: 3_000 };
    // The import may have been committed before the signal. A signal while the source is read ends the process.
    if (signal === 'SIGINT') expect([after, code]).toEqual(code === 0 ? [complete, 0] : [before, code && 130]);
    else expect([before, complete]).toContainEqual(after);
  }
});

/** Waits until the embedded database executes a long statement or transaction, or until the command has ended. */
async function untilBusy(command: RunningCommand): Promise<void> {
  let hasEnded = false;
  void command.output.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const { checks }: { checks: { database: string } } = JSON.parse(await (await fetch(`${address}/readyz`)).text());
    if (checks.database === 'busy') return;
  }
}

test('a release is published', async () => {
  expect(await workspace.run(['export'])).toMatchObject({ code: 0, stderr: '' });
  const udata = await startUdata();
  const settings = {
    DATAGOUV_URL: udata.url,
    DATAGOUV_API_KEY: udata.apiKey,
    DATAGOUV_ORGANIZATION: udata.organizationId,
  };
  const plan = await workspace.run(['publish', '--dry-run', '--dataset', 'startups'], settings);
  expect(plan).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(': planned.') });
  expect(udata.writes()).toEqual([]);
  const published = await workspace.run(['publish', '--dataset', 'startups', '--json'], settings);
  expect(published).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(published.stdout)).toMatchObject({ outcome: 'PUBLISHED' });
  const rejected = await workspace.run(['publish'], { ...settings, DATAGOUV_API_KEY: 'udata_unknown_key' });
  expect(rejected).toMatchObject({ code: 2, stdout: expect.stringContaining('rejects the API key') });
  expect(await workspace.run(['publish'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('DATAGOUV_API_KEY is not set'),
  });
  await udata.close();
});

test('the server stops while an import sends its rows', async () => {
  let sent = () => {};
  const started = new Promise<void>((resolve) => {
    sent = resolve;
  });
  async function* endlessRows() {
    for (let index = 0; ; index += 1) {
      yield { list: 'startups', row: { index } };
      if (index === 100) sent();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  const forwarded = forwardToServer(directory(), 'import', FLAGS, { rows: endlessRows() });
  const failed = expect(forwarded).rejects.toMatchObject({ code: 'CONTROL_FAILED' });
  await started;
  expect((await server.stop('SIGTERM')).code).toBe(0);
  await failed;
});
