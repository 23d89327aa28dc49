import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { POSTGRESQL } from '../support/databases.ts';
import { startUdata } from '../support/udata/startUdata.ts';
import { aWorkspace, type Settings, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aWorkspace();
});
afterEach(() => workspace.remove());

test('on a new machine there is no problem, and no file is created', async () => {
  await rm(join(workspace.folder, '.registre'), { recursive: true });
  const { code, findings } = await doctor();
  expect(code).toBe(0);
  expect(findings).toMatchObject({
    settings: ['warning', expect.stringContaining('PUBLIC_URL')],
    database: ['warning', expect.stringMatching(/^There is no database in \S+ yet\. Run registre serve/)],
    release: ['warning', expect.stringMatching(/^There is no release in \S+ yet\. Run registre export/)],
    disk: ['ok', expect.stringMatching(/ free for /)],
  });
  expect(await readdir(workspace.folder)).toEqual([]);
});

test('it prints one line for each check', async () => {
  const { code, stdout, stderr } = await workspace.run(['doctor']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^ok +database +The embedded database in \S+ \(PostgreSQL [\d.]+\) responds\.$/m);
  expect(stdout).toMatch(/^ok +lock +No other process uses /m);
  expect(stdout).toMatch(/^ok +migrations +The migrations are up to date\.$/m);
  expect(stdout).toMatch(/^warning +release +There is no release .* Run registre export\.$/m);
  expect(stdout).toMatch(/\n0 problem\(s\), 2 warning\(s\)\.\n$/);
});

test('while a server runs, it reports the process of the server and the version of the latest release', async () => {
  const server = workspace.start(['serve']);
  await server.ready();
  expect((await workspace.run(['token', 'create', '--name', 'a', '--role', 'reader'])).code).toBe(0);
  const { code, findings } = await doctor();
  expect(code).toBe(0);
  expect(findings).toMatchObject({
    lock: ['ok', expect.stringMatching(/in use by process \d+ on .*, which responds\.$/)],
    database: ['ok', expect.any(String)],
    migrations: ['ok', expect.any(String)],
    REGISTRE_DIR: ['ok', expect.stringContaining('is private')],
    TOKEN_SECRET: ['ok', expect.stringMatching(/^The secret is in \S+token-secret\.$/)],
    release: ['ok', expect.stringMatching(/^\S+-v1 is complete and has version 1 of the register\.$/)],
  });
  expect((await server.stop('SIGTERM')).code).toBe(0);
});

test('problems are reported with their fix, and nothing is changed', async () => {
  expect((await workspace.run(['migrate'])).code).toBe(0);
  expect((await workspace.run(['export'])).code).toBe(0);
  const csv = join(workspace.folder, 'exports/latest/startups/startups.csv');
  const secret = join(workspace.folder, '.registre/token-secret');
  await writeFile(csv, 'x'.repeat((await stat(csv)).size));
  await writeFile(secret, 'cut');
  await chmod(secret, 0o644);
  await chmod(join(workspace.folder, 'exports'), 0o777);
  const { code, findings } = await doctor();
  expect(code).toBe(1);
  expect(findings).toMatchObject({
    REGISTRE_DIR: ['problem', expect.stringMatching(/other users .* can access 1 files .*, or run chmod -R go= /)],
    EXPORTS_DIR: ['problem', expect.stringMatching(/other users .* can change releases\. Run chmod -R go-w /)],
    TOKEN_SECRET: ['problem', expect.stringMatching(/has only 3 characters of at least 32\. Restore it from a backup/)],
    release: [
      'problem',
      expect.stringMatching(/ is damaged \(startups\/startups\.csv\)\. Move \S+ away and run registre export/),
    ],
  });
  expect((await stat(secret)).mode & 0o777).toBe(0o644);
});

test('a directory that is a file, or that other users can write to, is a problem', async () => {
  const file = join(workspace.folder, 'a-file');
  await writeFile(file, '');
  const shared = join(workspace.folder, 'shared');
  await mkdir(shared);
  await writeFile(join(shared, 'other-content'), '');
  await chmod(shared, 0o777);
  const { code, findings } = await doctor({ EXPORTS_DIR: file, REGISTRE_DIR: shared });
  expect(code).toBe(1);
  expect(findings).toMatchObject({
    EXPORTS_DIR: ['problem', expect.stringMatching(/a-file is not a directory\. Move it away, or set EXPORTS_DIR/)],
    REGISTRE_DIR: ['problem', expect.stringMatching(/can replace its files\. Run chmod go-w /)],
  });
  expect(findings.release?.[1]).not.toMatch(/Unexpected error/);
});

test('each invalid or unsafe setting is reported', async () => {
  const { code, stdout } = await workspace.run(['doctor'], { PORT: 'x', TOKEN_SECRET: 'short' });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^problem +settings +PORT must be a whole number .* \(got x\)/m);
  expect(stdout).toMatch(/^problem +settings +TOKEN_SECRET must be .* \(got …\)/m);
  const { code: unsafe, findings } = await doctor({
    ENVIRONMENT: 'prod',
    LOG_LEVEL: 'debug',
    PUBLIC_URL: 'https://r.fr',
  });
  expect(unsafe).toBe(1);
  expect(findings.settings).toEqual(['problem', 'LOG_LEVEL is debug: set it to info or warn.']);
});

test('a PostgreSQL with missing migrations, or that cannot be reached, is a problem', async () => {
  const database = await POSTGRESQL.open();
  if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
  const { findings } = await doctor({ DATABASE_URL: database.connection.url });
  expect(findings).toMatchObject({
    database: ['ok', expect.stringMatching(/^The PostgreSQL [\d.]+ at \S+ responds\.$/)],
    migrations: ['problem', expect.stringMatching(/lacks \d+ migration\(s\).*. Run `registre migrate`/)],
  });
  await database.drop();
  const unreachable = await doctor({ DATABASE_URL: 'postgres://localhost:1/registre' });
  expect(unreachable.code).toBe(1);
  expect(unreachable.findings.database).toEqual([
    'problem',
    expect.stringMatching(/is unreachable .*\. Check DATABASE_URL/),
  ]);
});

test('the access to data.gouv.fr is checked with requests that only read', async () => {
  const udata = await startUdata();
  const settings = {
    DATAGOUV_URL: udata.url,
    DATAGOUV_ORGANIZATION: udata.organizationId,
    DATAGOUV_API_KEY: udata.apiKey,
  };
  expect((await doctor(settings)).findings['data.gouv.fr']).toEqual(['ok', expect.stringContaining('accepts the key')]);
  const { DATAGOUV_API_KEY, ...without } = settings;
  for (const [given, sentence] of [
    [{ ...settings, DATAGOUV_API_KEY: 'udata_unknown_key' }, /rejects the API key/],
    [{ ...settings, DATAGOUV_ORGANIZATION: 'another-organization' }, /not a member/],
    [{ DATAGOUV_API_KEY }, /DATAGOUV_ORGANIZATION is not set/],
    [without, /DATAGOUV_API_KEY is not set\. Set/],
    [{ ...settings, DATAGOUV_URL: 'http://127.0.0.1:1' }, /can't be reached/],
  ] as const) {
    const { code, findings } = await doctor(given);
    expect([code, findings['data.gouv.fr']]).toEqual([1, ['problem', expect.stringMatching(sentence)]]);
  }
  expect(udata.writes()).toEqual([]);
  await udata.close();
});

/** The worst result of each check of `registre doctor --json`. */
async function doctor(settings: Settings = {}) {
  const { code, stdout, stderr } = await workspace.run(['doctor', '--json'], settings);
  expect(stderr).toBe('');
  const { checks }: { checks: { check: string; level: string; message: string }[] } = JSON.parse(stdout);
  const order = ['ok', 'warning', 'problem'];
  const worstLast = checks.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return {
    code,
    findings: Object.fromEntries(worstLast.map(({ check, level, message }) => [check, [level, message]])),
  };
}
