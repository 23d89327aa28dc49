import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { aMember, anOrganisation, aStartup, sourceFiles } from '../importing/sample.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { aWorkspace, commandError, type Workspace } from './commandLine.ts';

// The tests share one folder and run in this order.
let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
  await mkdir(join(workspace.folder, 'beta'));
  const missions = [{ start: '2020-01-01', end: null, status: 'independent', employer: 'x', startups: ['a.site'] }];
  const files = sourceFiles({
    startups: [aStartup('a.site', { pitch: 'Une idée de Jeanne Exemple', sponsors: ['dila'] }), aStartup('b')],
    organisations: [anOrganisation('dila')],
    members: [aMember('jeanne.exemple', missions)],
  });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(workspace.folder, 'beta', name), JSON.stringify(content));
  }
  expect(await workspace.run(['import', 'beta'])).toMatchObject({ code: 0 });
  expect(await workspace.run(['export'])).toMatchObject({ code: 0 });
});
afterAll(() => workspace.remove());

const REASON = ['--reason', 'demande du 3 mars'];
const csv = () => readFile(join(workspace.folder, 'exports/latest/startups/startups.csv'), 'utf8');

/** The files of the embedded database whose bytes match a pattern. */
async function filesWith(text: RegExp): Promise<string[]> {
  const root = join(workspace.folder, '.registre');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const matches: string[] = [];
  for (const path of paths) if (text.test((await readFile(path)).toString('latin1'))) matches.push(path);
  return matches;
}

test('a dry run reports what would be erased, and writes nothing', async () => {
  const { code, stdout, stderr } = await workspace.run(['erase', 'jeanne exemple', ...REASON, '--dry-run']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^startup +1 +1$/m);
  expect(stdout).toMatch(/^\S+-v\d+\/startups\/startups\.csv +1$/m);
  expect(stdout).toContain('Dry run: nothing was written.');
  expect(await csv()).toContain('Jeanne Exemple');
  expect(await filesWith(/jeanne.exemple/i)).not.toEqual([]);
});

test('a text is erased while the server runs', async () => {
  const server = workspace.start(['serve']);
  const address = await server.ready();
  const read = async (path: string) => (await fetch(new URL(path, address))).text();
  expect(await read('/exports/latest/startups/startups.csv')).toContain('Jeanne Exemple');
  const { code, stdout, stderr } = await workspace.run(['erase', 'jeanne exemple', ...REASON]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^The register is at version \d+; erasure record 1 was written\./m);
  expect(stdout).toMatch(/^The source beta\.gouv\.fr still contains the data\. Have it erased there first/m);
  expect(stdout).not.toMatch(/jeanne/i);
  expect(stdout).toMatch(/^The files of the embedded database were rewritten/m);
  expect(await read('/exports/latest/startups/startups.csv')).toContain('Une idée de [effacé]');
  expect(await filesWith(/jeanne.exemple/i)).toEqual([]);
  expect((await server.stop('SIGTERM')).code).toBe(0);
  expect(await filesWith(/jeanne.exemple/i)).toEqual([]);
});

test('a second run finds nothing and writes nothing', async () => {
  const { code, stdout } = await workspace.run(['erase', 'Jeanne Exemple', ...REASON]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Nothing was found in .*\. The files of the embedded database were rewritten.*\n$/),
  });
});

test('a member is erased by the ID at the source', async () => {
  const { code, stdout } = await workspace.run([
    'erase',
    '--member',
    'beta.gouv.fr',
    'jeanne.exemple',
    ...REASON,
    '--json',
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    tables: [
      { table: 'membership', rows: 1 },
      { table: 'history.membership', rows: 1 },
    ],
    erasureRecord: 2,
    wrote: true,
  });
});

test('on PostgreSQL, the report has the statement that removes old rows from its files', async () => {
  const database = await POSTGRESQL.open();
  if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
  const settings = { DATABASE_URL: database.connection.url, EXPORTS_DIR: join(workspace.folder, 'other') };
  expect(await workspace.run(['import', 'beta'], settings)).toMatchObject({ code: 0 });
  const { code, stdout } = await workspace.run(['erase', 'jeanne exemple', ...REASON], settings);
  expect(code).toBe(0);
  expect(stdout).toContain('PostgreSQL may still store the data in free space of its files');
  const statement = /^ {2}(VACUUM \(FULL, ANALYZE\) .*startup.*, pg_statistic;)$/m.exec(stdout)?.[1] ?? stdout;
  const client = new Client(settings.DATABASE_URL);
  await client.connect();
  expect(await client.query(statement)).toMatchObject({ command: 'VACUUM' });
  await client.end();
  expect((await workspace.run(['erase', 'jeanne exemple', ...REASON], settings)).stdout).toMatch(
    / Nothing was written\.\n$/,
  );
  await database.drop();
});

test('a text that is too short, an incomplete member and a missing reason are rejected', async () => {
  expect(await workspace.run(['erase', 'Ana', ...REASON])).toEqual(
    commandError(/fewer than 4 letters.*Nothing was erased/),
  );
  expect(await workspace.run(['erase', ...REASON, '--member', 'beta.gouv.fr'])).toEqual(
    commandError(/--member must be followed by pairs/),
  );
  expect(await workspace.run(['erase', 'Jeanne'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--reason'),
  });
});
