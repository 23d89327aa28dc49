import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { execute } from '../../src/cli/execute/execute.ts';
import { type PublishFlags, startPublish } from '../../src/cli/publish/runPublish.ts';
import { startReceipt } from '../../src/cli/receipt/runReceipt.ts';
import type { Execute } from '../../src/cli/remote/remoteCommand.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { aStage, type Stage } from './publishHarness.ts';
import { FILES } from './releaseFolder.ts';

let register: TestRegister;
let databaseUrl = '';
let stage: Stage & { close(): Promise<void> };
let said: string[];
const environment = { ...process.env };

beforeAll(async () => {
  register = await openRegister(async () => {
    const database = await POSTGRESQL.open();
    if (database.connection.kind !== 'url') throw new Error('there is no server to test on');
    databaseUrl = database.connection.url;
    return database;
  });
});
beforeEach(async () => {
  stage = await aStage(register);
  said = [];
  jest.spyOn(console, 'error').mockImplementation((...given) => void said.push(given.join(' ')));
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    EXPORTS_DIR: stage.directory,
    DATAGOUV_URL: stage.udata.url,
    DATAGOUV_API_KEY: stage.udata.apiKey,
    DATAGOUV_ORGANIZATION: stage.udata.organizationId,
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  process.env = { ...environment };
  process.exitCode = 0;
  await stage.close();
});
afterAll(() => register.close());

const publish = (flags: PublishFlags) =>
  startPublish(
    (command, input, options) => execute(command, input, { ...options, write: async (text) => void said.push(text) }),
    flags,
  );

test('plans, publishes, and has nothing left to do; never says the key', async () => {
  await stage.release(1);
  await publish({ dryRun: true });
  expect(said.join('\n')).toMatch(/planned[\s\S]*startups +create +create, upload schema\.json/);
  expect(stage.udata.writes()).toEqual([]);
  await publish({});
  expect([process.exitCode, said.at(-1)]).toEqual([0, expect.stringContaining(': published.')]);
  await publish({ json: true });
  expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  expect(said.join()).not.toContain(stage.udata.apiKey);
});

test('waits for the receipt, and exits with 2 on a difference', async () => {
  const tables = { 'startups.csv': { identifiant: 'string', nom: 'integer' } };
  await stage.release(1, { startups: { tables } });
  await publish({ dryRun: true, wait: 1 });
  expect(said.join()).not.toContain('read as meant');
  await publish({});
  stage.udata.tick('hydra');
  await publish({ wait: true });
  expect(process.exitCode).toBe(2);
  expect(said.at(-1)).toMatch(
    /: unchanged\.[\s\S]*: read differently\.[\s\S]*startups +read differently +2 of 3 +9 of 9/,
  );
  expect(said.at(-1)).toContain('startups: startups.csv: column nom is read as text, not as integer.');
  const run: Execute = (command, input, options) =>
    execute(command, input, { ...options, write: async (text) => void said.push(text) });
  await startReceipt(run, { json: true });
  expect(process.exitCode).toBe(2);
  expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({ outcome: 'DIFFERENT' });
  stage.udata.state.crawler = 'older';
  stage.udata.tick('hydra');
  await startReceipt(run, {});
  expect(process.exitCode).toBe(1);
  expect(said.at(-1)).toContain('Run registre receipt later, or with --wait <minutes>.');
  process.env.DATAGOUV_API_KEY = '';
  await startReceipt(run, {});
  expect(process.exitCode).toBe(2);
});

test('reports a drift with the options that decide it; exits with 1 only if data was changed', async () => {
  await stage.release(1);
  await publish({});
  const [held] = stage.udata.state.datasets.values();
  if (held) held.title = 'Relu';
  await publish({});
  expect(process.exitCode).toBe(0);
  expect(said.at(-1)).toContain(
    'startups:title was changed by hand: it is « Relu » there, « Jeu de données startups » in',
  );
  expect(said.at(-1)).toContain('--accept <name>');
  held?.resources.shift();
  await publish({});
  expect(process.exitCode).toBe(1);
  await publish({ accept: ['startups:title', 'startups:startups.csv:deleted'] });
  expect(process.exitCode).toBe(0);
  expect(said.at(-1)).toContain('startups:title was changed by hand, and accepted.');
  expect(said.at(-1)).not.toContain('--accept <name>');
  await publish({ overwrite: ['startups'] });
  expect(process.exitCode).toBe(0);
  expect([...stage.udata.state.datasets.values()][0]?.title).toBe('Jeu de données startups');
  await publish({ accept: ['startups:titre'] });
  expect(said.at(-1)).toContain('--accept startups:titre: nothing of this name was changed by hand.');
});

test('the plan is a page for its approval: rows, sizes, columns, texts, and what holds it', async () => {
  const csv = `identifiant,nom\n${'a,<b>A</b>\n'.repeat(10)}`;
  await stage.release(1, { startups: { files: { ...FILES, 'startups.csv': csv } }, entites: {} });
  await publish({});
  await stage.release(2, {
    startups: { files: { ...FILES, 'startups.csv': 'identifiant,site\na,A\n' }, says: { title: 'Startups <neuves>' } },
    entites: {},
  });
  await publish({ dryRun: true, html: true });
  expect(process.exitCode).toBe(1);
  const page = (said.at(-1) ?? '').replace(/[\u00a0\u202f]/g, ' ');
  expect(page).toMatch(/^<!doctype html>\n<html lang="fr">/);
  expect(page).toContain('<h1>Publication prévue de la version 2 du registre</h1>');
  expect(page).toContain('La publication est retenue');
  expect(page).toContain('--accept shrink,columns');
  expect(page).toContain('<td><strong>10 → 1 (−90 %)</strong></td><td>perdues : nom ; nouvelles : site</td>');
  expect(page).toContain('<td>remplacé</td><td>126 octets → 21 octets</td>');
  expect(page).toContain('<td>titre</td><td>Jeu de données startups</td><td>Startups &lt;neuves&gt;</td>');
  expect(page).toContain('Aucun changement.');
  await publish({ dryRun: true });
  expect(said.at(-1)).toContain('startups: startups.csv 10 → 1 rows, 126 → 21 bytes, columns -nom +site');
  expect(said.at(-1)).toContain('startups:title: « Jeu de données startups » → « Startups <neuves> »');
});

test.each([
  ['no key', { DATAGOUV_API_KEY: '' }, 'DATAGOUV_API_KEY is not set'],
  ['no organization', { DATAGOUV_ORGANIZATION: '' }, 'DATAGOUV_ORGANIZATION is not set'],
  ['the key in clear', { DATAGOUV_URL: 'http://www.data.gouv.fr' }, 'DATAGOUV_URL must be an https URL'],
  ['a password in the address', { DATAGOUV_URL: 'https://me:secret@www.data.gouv.fr' }, 'without user name'],
  ['another key', { DATAGOUV_API_KEY: 'udata_unknown_key' }, 'rejects the API key'],
  ['a revoked key', { DATAGOUV_API_KEY: 'udata_stand_in_revoked' }, 'Revoked API token'],
  ['another organization', { DATAGOUV_ORGANIZATION: 'another-organization' }, 'its user is not a member'],
])('%s: exits with 2, and says which setting', async (_what, changes, why) => {
  await stage.release(1);
  Object.assign(process.env, changes);
  await publish({});
  expect(process.exitCode).toBe(2);
  expect(said.join()).toContain(why);
  expect(said.join()).not.toMatch(/udata_unknown_key|udata_stand_in_revoked|secret/);
  expect(stage.udata.writes()).toEqual([]);
});

test('the organization may be given by its slug', async () => {
  await stage.release(1);
  process.env.DATAGOUV_ORGANIZATION = stage.udata.seeded.organization.slug;
  await publish({});
  expect(process.exitCode).toBe(0);
});

test('without a valid release: reports the next step, and sends no request to the platform', async () => {
  await publish({});
  expect([process.exitCode, said.at(-1)]).toEqual([1, expect.stringContaining('Run registre export first')]);
  await stage.release(1, { startups: { says: { title: '' } } });
  await publish({});
  expect([process.exitCode, said.at(-1)]).toEqual([1, expect.stringContaining('startups/dataset.json')]);
  expect(stage.udata.requests).toEqual([]);
});
