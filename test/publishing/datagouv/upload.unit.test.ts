import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient } from '../../../src/publishing/datagouv/client/client.ts';
import { RETRY_POLICY } from '../../../src/publishing/datagouv/client/retryPolicy.ts';
import { type Upload, uploadFile } from '../../../src/publishing/datagouv/client/upload.ts';
import { startUdata, type Udata } from '../../support/udata/startUdata.ts';
import { aDataset } from '../../udata/client.ts';

let udata: Udata;
let directory: string;
let path: string;
let datasetId: string;
let time = Date.now();

beforeEach(async () => {
  udata = await startUdata({ strict: true, clock: () => (time += 1_000) });
  directory = await mkdtemp(join(tmpdir(), 'registre-upload-'));
  path = join(directory, 'startups.csv');
  datasetId = (await aDataset(udata)).id;
  udata.requests.length = 0;
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
  await udata.close();
});

const CONTENT = 'identifiant,nom\n'.repeat(100);
const POST = { method: 'POST', path: '/upload/' };

function upload(given: Partial<Upload> = {}) {
  const client = createClient({
    platform: { url: udata.url, apiKey: udata.apiKey, organization: udata.organizationId },
    retryPolicy: { ...RETRY_POLICY, uploadTimeoutMs: 5_000, sleep: async () => {} },
    assertCanWrite: async () => {},
  });
  return uploadFile(client, { datasetId, resourceId: null, path, name: 'startups.csv', mime: 'text/csv', ...given });
}

const sha1 = (bytes: string | Buffer) => createHash('sha1').update(bytes).digest('hex');

test('a file goes at once; a replacement keeps its id', async () => {
  await writeFile(path, CONTENT);
  const sent = await upload();
  expect(sent).toMatchObject({
    kind: 'done',
    value: { title: 'startups.csv', filesize: CONTENT.length, format: 'csv' },
  });
  if (sent.kind !== 'done') return;
  await writeFile(path, 'autre');
  const replaced = await upload({ resourceId: sent.value.id });
  expect(replaced).toMatchObject({ value: { id: sent.value.id, checksum: { type: 'sha1', value: sha1('autre') } } });
});

test('45 MB go in pieces, never whole in memory, and arrive whole', async () => {
  const handle = await open(path, 'w');
  const line = Buffer.alloc(1_000_000, 'identifiant,nom\n');
  const hash = createHash('sha1');
  for (let megabyte = 0; megabyte < 45; megabyte++) {
    line.writeUInt32BE(megabyte);
    await handle.write(line);
    hash.update(line);
  }
  await handle.close();
  const sent = await upload();
  expect(sent).toMatchObject({ value: { filesize: 45_000_000, checksum: { value: hash.digest('hex') } } });
  expect(udata.writes()).toHaveLength(4);
  expect(udata.state.chunks.size).toBe(0);
});

test('what something in front finds too large goes in pieces, once', async () => {
  await writeFile(path, CONTENT);
  udata.faults.inject('F6.html', POST);
  expect(await upload()).toMatchObject({ value: { checksum: { value: sha1(CONTENT) } } });
  udata.faults.inject('F6.html', { ...POST, times: 9 });
  await expect(upload()).rejects.toThrow('413');
});

test('after a piece that failed, all start again under another name', async () => {
  await writeFile(path, CONTENT);
  udata.faults.inject('F6.json', POST);
  udata.faults.inject('F15.chunk', { ...POST, nth: 3 });
  expect(await upload()).toMatchObject({ value: { checksum: { value: sha1(CONTENT) } } });
  expect(udata.faults.struck).toEqual(['F6.json', 'F15.chunk']);
});

test('a piece whose answer was lost is not sent again under the same name', async () => {
  await writeFile(path, CONTENT);
  udata.faults.inject('F6.json', POST);
  udata.faults.inject('F12.reset.done', { ...POST, nth: 2 });
  expect(await upload()).toMatchObject({ value: { checksum: { value: sha1(CONTENT) } } });
});

test('pieces that were not joined for sure are for the caller to look at', async () => {
  await writeFile(path, CONTENT);
  udata.faults.inject('F6.json', POST);
  udata.faults.inject('F15.combine', { ...POST, nth: 4 });
  expect(await upload()).toMatchObject({ kind: 'unknown' });
});
