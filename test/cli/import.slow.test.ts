import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aMember, anOrganisation, aStartup, sourceFiles } from '../importing/sample.ts';
import { aWorkspace, commandError, type Workspace } from './commandLine.ts';

// The tests share one folder and run in this order.
let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
  await mkdir(join(workspace.folder, 'beta'));
  for (const [name, content] of Object.entries(FILES)) {
    await writeFile(join(workspace.folder, 'beta', name), JSON.stringify(content));
  }
});
afterAll(() => workspace.remove());

const MISSION = { start: '2020-01-01', end: null, status: 'independent', employer: 'x', startups: ['a.site'] };
const FILES = sourceFiles({
  startups: [aStartup('a.site', { link: 'https://a.site', sponsors: ['dila'] }), aStartup('b')],
  organisations: [anOrganisation('dila'), anOrganisation('dinum')],
  members: [aMember('jeanne.exemple', [MISSION])],
});

test('a dry run reports the changes, and writes nothing', async () => {
  const { code, stdout, stderr } = await workspace.run(['import', 'beta', '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^startup +2 +0 +0 +0$/m);
  expect(stdout).toContain('Dry run of an import of beta.gouv.fr: nothing was written.');
});

test('an import reports its changes, and a second one writes nothing', async () => {
  const first = await workspace.run(['import', 'beta', '--json']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const report: { version: number; wrote: boolean; kinds: unknown[] } = JSON.parse(first.stdout);
  expect(report).toMatchObject({ source: 'beta.gouv.fr', wrote: true });
  expect(report.kinds).toContainEqual({ kind: 'startup', created: 2, updated: 0, deleted: 0, unchanged: 0 });

  const second = await workspace.run(['import', 'beta']);
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toMatch(/^startup +0 +0 +0 +2$/m);
  expect(second.stdout).toContain(`Nothing was written; it stays at version ${report.version}.`);
});

test('an export writes one release of the imported data', async () => {
  const first = await workspace.run(['export', '--out', 'out', '--json']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(first.stdout)).toMatchObject({ made: true });
  const csv = await readFile(join(workspace.folder, 'out/latest/startups/startups.csv'), 'utf8');
  expect(csv).toMatch(/^a\.site,/m);
  expect(csv).not.toMatch(/jeanne/i);

  const second = await workspace.run(['export', '--out', 'out']);
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toMatch(/No release was written/);
});

test('a folder without the files is rejected', async () => {
  await mkdir(join(workspace.folder, 'elsewhere'));
  expect(await workspace.run(['import', 'elsewhere'])).toEqual(commandError(/startups\.json .*Nothing was imported/));
  expect(await workspace.run(['import', 'nowhere'])).toEqual(
    commandError(/nowhere.* can't be read: .*Nothing was imported/),
  );
});

test('an HTML page is rejected, and so is a private address unless it is allowed', async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Bonjour</title>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  expect(await workspace.run(['import', url])).toEqual(commandError(/has a private address\. Nothing was imported/));
  expect(await workspace.run(['import', url, '--allow-private'])).toEqual(
    commandError(/is not JSON: .*Nothing was imported/),
  );
  server.close();
});
