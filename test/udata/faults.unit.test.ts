import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FAULT_NAMES, type FaultName } from '../support/udata/faults/Faults.ts';
import { startUdata, type Udata } from '../support/udata/startUdata.ts';
import { aDataset, aFile, anUpload, send, wholeForm } from './client.ts';

let udata: Udata;
let dataset: { id: string };
beforeEach(async () => {
  udata = await startUdata();
  dataset = await aDataset(udata);
});
afterEach(() => udata.close());

const at = () => `/api/1/datasets/${dataset.id}/`;
const get = (timeoutMs?: number) => send(udata, 'GET', at(), { timeoutMs });
const upload = (name = 'a.csv', content = 'a') =>
  send(udata, 'POST', `${at()}upload/`, { form: aFile(name, content), timeoutMs: 300 });
const resources = async () => (await get()).body.resources;

test('the families F1 to F26 are all there', () => {
  const families = new Set(FAULT_NAMES.map((name) => Number(name.slice(1).split('.')[0])));
  expect([...families].sort((a, b) => a - b)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
});

describe('a fault strikes the calls it aims at', () => {
  test('the nth matching request, the given number of times, with an entry in the log', async () => {
    udata.faults.inject('F11.503', { method: 'GET', path: /datasets\/[0-9a-f]+\/$/, nth: 2, times: 2 });
    udata.requests.length = 0;
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await get()).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect(udata.requests.map(({ fault }) => fault)).toEqual([null, 'F11.503', 'F11.503', null]);
    expect(udata.faults.struck).toEqual(['F11.503', 'F11.503']);
  });

  test('a cleared one never does', async () => {
    udata.faults.inject('F1.revoked');
    udata.faults.clear();
    expect((await get()).status).toBe(200);
  });
});

describe('instead of the work', () => {
  test.each<[FaultName, number, object]>([
    ['F1.revoked', 401, { message: 'Revoked API token' }],
    ['F1.expired', 401, { message: 'Expired API token' }],
    ['F2.forbidden', 403, { message: 'You do not have the permission to modify that object.' }],
    ['F3.nested', 400, { errors: { spatial: { zones: [expect.any(String)] }, title: [expect.any(String)] } }],
    ['F3.strings', 400, { errors: { extras: { a: expect.any(String) }, role: expect.any(String) } }],
    ['F3.empty', 400, { errors: {} }],
    ['F3.message', 400, { message: expect.any(String) }],
    ['F4.dataset', 404, { message: expect.any(String) }],
    ['F4.resource', 404, { message: 'Resource does not exist' }],
    ['F5.gone', 410, { message: 'Dataset has been deleted' }],
    ['F6.json', 413, { message: expect.any(String) }],
    ['F7.type', 415, { message: 'Incorrect file content type: HTML' }],
    ['F7.extension', 400, { message: expect.any(String) }],
    ['F8.readOnly', 423, { message: expect.any(String) }],
    ['F10.lost', 500, { message: 'Internal Server Error' }],
    ['F14.truncated', 400, { success: false, error: 'Missing file parameter', message: '' }],
    ['F15.chunk', 500, { message: 'Internal Server Error' }],
    ['F15.combine', 500, { message: 'Internal Server Error' }],
  ])('%s answers %i in JSON, and nothing is stored', async (name, expected, body) => {
    udata.faults.inject(name, { method: 'POST', path: '/upload/' });
    const sent = await upload();
    expect([sent.status, sent.body]).toEqual([expected, body]);
    expect(await resources()).toEqual([]);
  });

  test.each<[FaultName, number]>([
    ['F6.html', 413],
    ['F9.plain', 429],
    ['F9.seconds', 429],
    ['F9.date', 429],
    ['F11.502', 502],
    ['F11.503', 503],
    ['F11.504', 504],
  ])('%s answers %i with the page of a web server', async (name, expected) => {
    udata.faults.inject(name);
    const { status, headers, text } = await get();
    expect([status, headers.get('content-type')]).toEqual([expected, 'text/html; charset=utf-8']);
    expect(text).toContain('nginx');
    const retry = headers.get('retry-after');
    if (name === 'F9.seconds') expect(retry).toBe('1');
    if (name === 'F9.date') expect(Date.parse(`${retry}`)).toBeGreaterThan(0);
  });

  test('the size limit of a proxy rejects large requests on every path', async () => {
    const small = await startUdata({ proxyLimit: 2000 });
    const { id } = await aDataset(small);
    const sent = await send(small, 'POST', `/api/1/datasets/${id}/upload/`, { form: aFile('a.csv', 'x'.repeat(5000)) });
    expect([sent.status, sent.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
    await small.close();
  });
});

describe('the outcome is unknown to the client', () => {
  test.each<[FaultName, number]>([
    ['F12.reset', 0],
    ['F12.reset.done', 1],
    ['F12.afterHeaders', 1],
    ['F12.midBody', 1],
    ['F13.noAnswer', 1],
  ])('%s: the call fails, and %i file is stored', async (name, stored) => {
    udata.faults.inject(name, { method: 'POST' });
    await expect(upload()).rejects.toThrow();
    expect(await resources()).toHaveLength(stored);
  });

  test.each<[FaultName, number]>([
    ['F10.stored', 500],
    ['F11.504.done', 504],
  ])('%s: %i, and the file is stored', async (name, status) => {
    udata.faults.inject(name, { method: 'POST' });
    expect((await upload()).status).toBe(status);
    expect(await resources()).toHaveLength(1);
  });

  test.each<FaultName>(['F12.slowHeaders', 'F12.drip'])(
    '%s: later than a short retryPolicy, fine for a long one',
    async (name) => {
      udata.faults.inject(name, { method: 'GET', times: 2, delayMs: 60 });
      const short = { headers: { 'X-Fields': 'id' } };
      await expect(send(udata, 'GET', at(), { ...short, timeoutMs: 30 })).rejects.toThrow();
      expect((await send(udata, 'GET', at(), short)).body.id).toBe(dataset.id);
    },
  );
});

describe('the answer is not what one would think', () => {
  test.each<FaultName>(['F16.sha1', 'F16.size'])('%s: stored wrong, and shown wrong', async (name) => {
    udata.faults.inject(name, { method: 'POST' });
    const { body } = await upload('a.csv', 'abc');
    expect(body.checksum.value === '0'.repeat(40) || body.filesize === 1).toBe(true);
    expect((await resources())[0]).toMatchObject({ checksum: body.checksum, filesize: body.filesize });
  });

  test('F17: the licence, a tag, the slug are not those sent', async () => {
    for (const name of ['F17.licence', 'F17.tag', 'F17.slug'] as const) udata.faults.inject(name, { method: 'POST' });
    const created = [await aDataset(udata), await aDataset(udata), await aDataset(udata)];
    expect(created[0]?.license).toBe('notspecified');
    expect(created[1]?.tags).toContain('une-autre-etiquette');
    expect((await send(udata, 'GET', `/api/1/datasets/${created[2]?.id}/`)).body.slug).toBe(created[2]?.slug);
  });

  test('F18: two datasets, the same extras, one creation', async () => {
    udata.faults.inject('F18.duplicate', { method: 'POST' });
    await aDataset(udata, { title: 'Doublon', extras: { 'betagouv:key': 'd' } });
    const keyed = [...udata.state.datasets.values()].filter(({ extras }) => extras['betagouv:key'] === 'd');
    expect(new Set(keyed.map(({ id }) => id)).size).toBe(2);
  });

  test.each<FaultName>(['F19.path', 'F19.host'])('%s: moved, method and body to be sent again', async (name) => {
    udata.faults.inject(name, { times: Number.POSITIVE_INFINITY });
    const first = await send(udata, 'PUT', at(), { json: wholeForm(udata, { acronym: 'X' }) });
    const target = new URL(`${first.headers.get('location')}`, udata.url);
    expect([first.status, target.host === new URL(udata.url).host]).toEqual([308, name === 'F19.path']);
    const second = await send(udata, 'PUT', target.pathname, { json: wholeForm(udata, { acronym: 'X' }) });
    expect(second.status).toBe(200);
  });

  test.each<[FaultName, object]>([
    ['F20.harvested', { harvest: { backend: 'dcat' } }],
    ['F20.archived', { archived: expect.any(String) }],
    ['F20.private', { private: true }],
    ['F20.foreign', { organization: { name: 'Une autre administration' }, permissions: { edit: false } }],
    ['F20.edited', { description: expect.stringContaining('Relu') }],
    ['F20.foreignResource', { resources: [{ filetype: 'remote' }] }],
  ])('%s: someone else was there', async (name, expected) => {
    udata.faults.inject(name, { method: 'GET' });
    // What is private is seen by its members, what is foreign by everyone.
    expect((await get()).body).toMatchObject(expected);
  });

  test('F21: what was on this page slides to the next', async () => {
    const list = `/api/1/datasets/?organization=${udata.organizationId}&page_size=1`;
    udata.faults.inject('F21.inserted', { path: '/datasets/' });
    const first = await send(udata, 'GET', list);
    const second = await send(udata, 'GET', `${list}&page=2`);
    expect(second.body.data[0]?.id).toBe(first.body.data[0]?.id);
  });

  test('F22: new fields, new words, no metrics, no quality', async () => {
    const read = async (name: FaultName) => {
      udata.faults.inject(name);
      return (await get()).body;
    };
    expect(await read('F22.fields')).toHaveProperty('brand_new');
    expect((await read('F22.enums')).frequency).toBe('everyFullMoon');
    expect(await read('F22.metrics')).toMatchObject({ metrics: null });
    expect(await read('F22.quality')).not.toHaveProperty('quality');
  });

  test.each<[FaultName, number]>([
    ['F23.ahead', 1],
    ['F23.behind', -1],
  ])('%s: the dates of the server are not those of here', async (name, sign) => {
    udata.faults.inject(name, { method: 'PUT' });
    const { body } = await send(udata, 'PUT', at(), { json: wholeForm(udata) });
    expect(Math.sign(Date.parse(body.last_modified) - Date.now())).toBe(sign);
  });

  test('F24: without its catalogue, the list of schemas is 503 and a write with one is 500', async () => {
    const { id } = await anUpload(udata, dataset, 'a.csv', 'a');
    udata.faults.inject('F24.schemasDown', { times: Number.POSITIVE_INFINITY });
    expect((await send(udata, 'GET', '/api/1/datasets/schemas/')).status).toBe(503);
    const json = { schema: { name: 'betagouv/startups' } };
    expect((await send(udata, 'PUT', `${at()}resources/${id}/`, { json })).status).toBe(500);
  });

  test.each<FaultName>(['F25.gzip', 'F25.br', 'F25.chunked', 'F25.close'])(
    '%s: packed otherwise, and the same',
    async (name) => {
      const plain = await get();
      udata.faults.inject(name);
      expect((await get()).body).toEqual(plain.body);
    },
  );

  test('F26: right after a write, a read may still give the version before', async () => {
    await send(udata, 'PUT', at(), { json: wholeForm(udata, { title: 'Nouveau titre' }) });
    udata.faults.inject('F26.stale', { method: 'GET' });
    expect((await get()).body.title).toBe("Startups d'État");
    expect((await get()).body.title).toBe('Nouveau titre');
  });
});

test('the log distinguishes writes from reads, and has digests of sent files', async () => {
  udata.requests.length = 0;
  await get();
  expect(udata.writes()).toEqual([]);
  await upload('a.csv', 'abc');
  expect(udata.writes()).toMatchObject([{ method: 'POST', status: 201, user: 'editor-x', digest: expect.any(String) }]);
});
