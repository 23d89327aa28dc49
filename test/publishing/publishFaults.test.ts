import { describe, expect, test } from '@jest/globals';
import { reportInWords } from '../../src/cli/publish/reportInWords.ts';
import type { Fetch } from '../../src/publishing/datagouv/client/transport.ts';
import type { Aim, FaultName } from '../support/udata/faults/Faults.ts';
import { onStage, type Stage } from './publishHarness.ts';
import { FILES } from './releaseFolder.ts';

const stage = onStage();

const UPLOAD: Aim = { method: 'POST', path: '/upload/' };
const CREATE: Aim = { method: 'POST', path: /\/api\/1\/datasets\/$/ };
const UPDATE: Aim = { method: 'PUT', path: /\/api\/1\/datasets\/[0-9a-f]{24}\/$/ };
const DESCRIBE: Aim = { method: 'PUT', path: /\/api\/1\/datasets\/.*\/resources\/.*\/$/ };
const NOTES: Aim = { method: 'PUT', path: '/api/2/' };
const READ: Aim = { method: 'GET', path: /\/api\/1\/datasets\/[0-9a-f]{24}\/$/ };
const LIST: Aim = { method: 'GET', path: /\/api\/1\/datasets\/$/ };
const ANYWHERE: Aim = {};

let expected: unknown;

/** What is published in the end when nothing goes wrong. */
async function unbroken({ release, publish, seen, udata, register }: Stage): Promise<unknown> {
  await release(1);
  if (expected === undefined) {
    await publish();
    expected = seen();
    udata.state.datasets.clear();
    udata.state.files.clear();
    await register.pool.query('TRUNCATE published_dataset, published_resource');
  }
  return expected;
}

describe('faults that the run recovers from: exit code 0', () => {
  test.each<[FaultName, string, Aim]>([
    ...names('F9.plain', 'F9.seconds', 'F9.date').flatMap((name) =>
      on(name, { UPLOAD, CREATE, LIST, DESCRIBE, NOTES }),
    ),
    ...names('F11.502', 'F11.503', 'F11.504').flatMap((name) => on(name, { ANYWHERE, UPLOAD, CREATE, LIST, UPDATE })),
    ...names('F10.lost', 'F10.stored', 'F11.504.done').flatMap((name) =>
      on(name, { UPLOAD, CREATE, UPDATE, DESCRIBE, NOTES }),
    ),
    ...names('F12.reset', 'F12.reset.done', 'F12.afterHeaders', 'F12.midBody', 'F13.noAnswer').flatMap((name) =>
      on(name, { ANYWHERE, UPLOAD, CREATE, UPDATE, DESCRIBE, NOTES, LIST }),
    ),
    ...names('F12.slowHeaders', 'F12.drip').flatMap((name) => on(name, { ANYWHERE, UPLOAD, CREATE }, { delayMs: 450 })),
    ...names('F6.json', 'F6.html', 'F14.truncated', 'F16.sha1', 'F16.size').flatMap((name) => on(name, { UPLOAD })),
    ...names('F17.licence', 'F17.tag').flatMap((name) => on(name, { CREATE, UPDATE })),
    ...names('F19.path').flatMap((name) => on(name, { ANYWHERE, UPLOAD, CREATE, UPDATE, NOTES })),
    ...names('F21.inserted', 'F22.fields', 'F22.metrics', 'F22.quality').flatMap((name) =>
      on(name, { ANYWHERE, LIST, READ }),
    ),
    ...names('F23.ahead', 'F23.behind').flatMap((name) => on(name, { CREATE, UPLOAD })),
    ...names('F25.gzip', 'F25.br', 'F25.chunked', 'F25.close').flatMap((name) =>
      on(name, { ANYWHERE, UPLOAD, CREATE }),
    ),
    ...names('F26.stale').flatMap((name) => on(name, { READ, STORED: { method: 'GET', path: '/resources/' } })),
  ])('%s on %s', async (name, _on, aim) => {
    const seen = await unbroken(stage());
    const { udata, publish } = stage();
    udata.faults.inject(name, aim);
    const report = await publish();
    expect(udata.faults.struck).toContain(name);
    expect({ exitCode: report.exitCode, problem: report.problem, datasets: report.datasets }).toMatchObject({
      exitCode: 0,
      problem: null,
      datasets: [{ outcome: 'CREATED', drifts: [] }],
    });
    const ours = () => [stage().seen()].flat().filter((each) => JSON.stringify(each).includes('registre:dataset'));
    expect(ours()).toEqual(name.startsWith('F21') ? expect.arrayContaining([expect.anything()]) : seen);
    udata.requests.length = 0;
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
    expect(udata.writes()).toEqual([]);
  });
});

describe('faults that end the run or a dataset: a problem is reported, and the next run succeeds', () => {
  test.each<[FaultName, string, Aim, number, string]>([
    ...names('F1.revoked', 'F1.expired').flatMap((name) =>
      withEnd(name, { UPLOAD, CREATE, LIST, NOTES }, 2, 'API token'),
    ),
    ...withEnd('F1.revoked', { ANYWHERE: { path: '/me/' } }, 2, 'DATAGOUV_API_KEY'),
    ...withEnd('F2.forbidden', { UPLOAD, CREATE, UPDATE, DESCRIBE, NOTES }, 1, 'permission'),
    ...withEnd('F3.nested', { CREATE, UPDATE }, 1, 'spatial.zones: Unknown geoid(s): country:zz'),
    ...withEnd('F3.strings', { CREATE }, 1, 'extras.a: Unsupported value: null'),
    ...withEnd('F3.empty', { CREATE }, 1, 'HTTP 400'),
    ...withEnd('F3.message', { CREATE, DESCRIBE }, 1, 'UpdateFrequency'),
    ...withEnd('F4.resource', { DESCRIBE, NOTES }, 1, 'Resource does not exist'),
    ...withEnd('F4.dataset', { UPLOAD }, 1, 'HTTP 404'),
    ...withEnd('F5.gone', { UPLOAD, UPDATE, NOTES }, 1, 'Dataset has been deleted'),
    ...names('F7.type', 'F7.extension').flatMap((name) => withEnd(name, { UPLOAD }, 1, 'file')),
    ...withEnd('F8.readOnly', { UPLOAD, CREATE }, 1, 'creates nothing for now'),
    ...withEnd('F19.host', { UPLOAD, CREATE, LIST }, 2, 'redirects to http://localhost'),
  ])('%s on %s', async (name, _on, aim, exitCode, why) => {
    const seen = await unbroken(stage());
    const { udata, publish } = stage();
    udata.faults.inject(name, aim);
    const report = await publish();
    expect(report.exitCode).toBe(exitCode);
    expect(`${report.problem} ${report.datasets.map(({ problem }) => problem)}`).toContain(why);
    udata.faults.clear();
    expect(await publish()).toMatchObject({ exitCode: 0, problem: null });
    expect(stage().seen()).toEqual(seen);
  });

  test('without any response, the run fails and writes nothing', async () => {
    const { udata, waits, release, publish } = stage();
    await release(1);
    udata.faults.inject('F11.503', { times: Number.POSITIVE_INFINITY });
    expect(await publish()).toMatchObject({ outcome: 'FAILED', exitCode: 1, datasets: [{ outcome: 'NOT_REACHED' }] });
    expect(waits).toHaveLength(4);
    expect(udata.writes()).toEqual([]);
  });

  test('an update that the platform never stores fails', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    udata.faults.inject('F17.licence', { method: 'PUT', path: UPDATE.path, times: Number.POSITIVE_INFINITY });
    udata.faults.inject('F17.licence', CREATE);
    const report = await publish();
    expect(report.datasets[0]?.problem).toContain('did not store it');
    udata.faults.clear();
    expect(await publish()).toMatchObject({ exitCode: 0 });
  });
});

test('on a read-only platform, existing resources are updated, and creations wait', async () => {
  const { udata, release, publish } = stage();
  await release(1);
  await publish();
  udata.state.readOnly = true;
  await release(2, { startups: { says: { title: 'Autre' }, files: { ...FILES, 'neuf.csv': 'a\n1\n' } } });
  const report = await publish();
  expect(report).toMatchObject({ outcome: 'PARTIAL', exitCode: 1, datasets: [{ outcome: 'HELD' }] });
  expect([...udata.state.datasets.values()][0]?.title).toBe('Autre');
  udata.state.readOnly = false;
  expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
});

test('two datasets with one key: the oldest is used, the other is reported and not changed', async () => {
  const { udata, register, release, publish } = stage();
  await release(1);
  udata.faults.inject('F18.duplicate', CREATE);
  expect(await publish()).toMatchObject({ exitCode: 0 });
  const [ours, twin] = [...udata.state.datasets.keys()];
  await register.pool.query('TRUNCATE published_dataset, published_resource');
  udata.requests.length = 0;
  const report = await publish();
  expect(report).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0, datasets: [{ remoteId: ours }] });
  expect(report.warnings.join()).toContain(twin);
  expect(udata.writes()).toEqual([]);
});

test('without the catalogue of schemas, everything except schemas is published', async () => {
  const { udata, release, publish } = stage();
  const schema = { name: 'betagouv/startups', version: '1.0.0' };
  await release(1, { startups: { resources: { 'startups.csv': { schema } } } });
  udata.state.schemasDown = true;
  const report = await publish();
  expect(report).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  expect(report.warnings.join()).toContain('schemas');
  udata.state.schemasDown = false;
  expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  expect([...udata.state.datasets.values()][0]?.resources[0]?.schema).toEqual({ ...schema, url: null });
  expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
});

describe('a published file that can’t be downloaded or has other bytes', () => {
  const reply = (response: () => Promise<Response>): Fetch => {
    return (...given) => (String(given[0]).includes('/r/') ? response() : fetch(...given));
  };

  test.each([
    ['a lost connection', () => Promise.reject(new Error('cut')), 'the download failed: the connection was lost'],
    ['another file', async () => new Response('other'), 'the downloaded file has the SHA-1 '],
    ['an error', async () => new Response('', { status: 503 }), 'the download failed: HTTP 503'],
  ])('%s: exits with 1 until a run verifies the file, and uploads nothing again', async (_what, response, why) => {
    const { udata, register, release, publish } = stage();
    await release(1);
    const report = await publish({ fetch: reply(response) });
    expect(report).toMatchObject({ outcome: 'PARTIAL', exitCode: 1, warnings: [] });
    const [dataset] = report.datasets;
    expect(dataset).toMatchObject({ outcome: 'CREATED', problem: null });
    expect(dataset?.unverified.map(({ resource }) => resource)).toEqual(Object.keys(FILES));
    expect(dataset?.unverified[0]?.problem).toContain(why);

    udata.requests.length = 0;
    const again = await publish({ fetch: reply(response) });
    expect(again).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'UNCHANGED', unverified: dataset?.unverified }] });
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0, datasets: [{ unverified: [] }] });
    expect(udata.writes()).toEqual([]);
    const { rows } = await register.pool.query(
      'SELECT DISTINCT verified_sha1 = sent_sha1 AS verified FROM published_resource',
    );
    expect(rows).toEqual([{ verified: true }]);
    // A verified file is not downloaded again.
    udata.requests.length = 0;
    await publish();
    expect(udata.requests.filter(({ path }) => path.includes('/r/'))).toEqual([]);
  });
});

test('the same problem of many requests is reported once', async () => {
  const { udata, release, publish } = stage();
  await release(1, { startups: {}, entites: {}, services: {} });
  udata.faults.inject('F11.503', { method: 'POST', times: Number.POSITIVE_INFINITY });
  const report = await publish();
  expect(report).toMatchObject({ exitCode: 1, outcome: 'FAILED' });
  expect(report.warnings).toEqual([
    expect.stringMatching(/^The outcome of a write was unknown \(HTTP 503.*going on\.$/),
  ]);
  const words = reportInWords(report);
  expect(words.match(/HTTP 503/g)).toHaveLength(1);
  expect(words).toContain('startups, entites, services: create: the platform did not store it after 4 attempts');
  expect(words).toContain('it continues where this run stopped');
});

test('a file without the checksums of its release is not uploaded', async () => {
  const { udata, release, publish, directory } = stage();
  const name = await release(1);
  const { writeFile } = await import('node:fs/promises');
  await writeFile(`${directory}/${name}/startups/startups.csv`, 'altered');
  const report = await publish();
  expect(report.datasets[0]?.problem).toContain('does not have the checksums of dataset.json');
  expect(udata.writes().filter(({ path }) => path.endsWith('/upload/'))).toHaveLength(2);
  await release(1);
  expect(await publish()).toMatchObject({ exitCode: 0 });
});

test('the key is in no report, no row of the database, no request body and no error', async () => {
  const { udata, register, release, publish } = stage();
  await release(1, { startups: {}, entites: {} });
  udata.faults.custom(
    'echo',
    ({ call }) => ({
      status: 400,
      headers: {},
      content: { kind: 'json', body: { message: `bad key ${call.headers['x-api-key']}` } },
    }),
    CREATE,
  );
  const report = await publish();
  expect(report.datasets[0]?.problem).toContain('bad key …');
  const rows = await register.pool.query(
    'SELECT to_jsonb(p) FROM publication p UNION ALL SELECT to_jsonb(s) FROM publication_step s UNION ALL SELECT to_jsonb(d) FROM published_dataset d',
  );
  const all = JSON.stringify([report, rows.rows, udata.requests.map(({ json, path }) => [json, path])]);
  expect(all).not.toContain(udata.apiKey);
});

function names(...given: FaultName[]): FaultName[] {
  return given;
}

function on(name: FaultName, aims: Record<string, Aim>, more: Aim = {}): [FaultName, string, Aim][] {
  return Object.entries(aims).map(([where, aim]) => [name, where, { ...aim, ...more }]);
}

function withEnd(
  name: FaultName,
  aims: Record<string, Aim>,
  exitCode: number,
  why: string,
): [FaultName, string, Aim, number, string][] {
  return on(name, aims).map((row) => [...row, exitCode, why]);
}
