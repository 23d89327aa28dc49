import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startUdata, type Udata } from '../support/udata/startUdata.ts';
import { aDataset, aFile, anUpload, send } from './client.ts';

let udata: Udata;
let dataset: { id: string };
let time = Date.parse('2026-11-23T10:00:00Z');
beforeEach(async () => {
  udata = await startUdata({ clock: () => time });
  dataset = await aDataset(udata);
});
afterEach(() => udata.close());

const upload = (form: FormData) => send(udata, 'POST', `/api/1/datasets/${dataset.id}/upload/`, { form });
const fields = (values: Record<string, string | number>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, `${value}`);
  return form;
};
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

test('the server names, types, measures and hashes the file itself, and puts it first', async () => {
  await anUpload(udata, dataset, 'first.csv', 'a');
  const { status, body } = await upload(aFile("Startups d'État_v1.CSV", 'é,b\n'));
  expect(status).toBe(201);
  expect(body).toMatchObject({
    title: 'startups-detat-v1.csv',
    format: 'csv',
    mime: 'text/csv',
    filesize: 5,
    checksum: { type: 'sha1', value: sha1('é,b\n') },
    type: 'main',
    filetype: 'file',
    success: true,
  });
  const { resources } = (await send(udata, 'GET', `/api/1/datasets/${dataset.id}/`)).body;
  expect(resources[0]?.id).toBe(body.id);
  expect((await send(udata, 'GET', new URL(body.url).pathname)).text).toBe('é,b\n');
});

test.each([
  ['a.csv.gz', 'csv.gz', 'text/csv'],
  ['a.2026.json', 'json', 'application/json'],
  ['a.tar.gz', 'tar.gz', 'application/octet-stream'],
  ['a.2026.zip', 'zip', 'application/zip'],
  ['a.txt', 'txt', 'text/plain'],
  ['a.ttl', 'ttl', 'text/turtle'],
  ['a.ods', 'ods', 'application/vnd.oasis.opendocument.spreadsheet'],
])('%s is %s', async (name, format, mime) => {
  expect((await upload(aFile(name, 'x'))).body).toMatchObject({ format, mime });
});

test.each(['a.parquet', 'a.jsonl', 'a.md', 'a.html', 'a', '.csv'])('%s is rejected', async (name) => {
  expect((await upload(aFile(name, 'x'))).status).toBe(400);
});

test('replacing keeps the id, the description and the extras; it overwrites the title, moves the file, drops the old one', async () => {
  const { id, url } = await anUpload(udata, dataset, 'a.csv', 'old');
  const one = `/api/1/datasets/${dataset.id}/resources/${id}/`;
  await send(udata, 'PUT', one, { json: { title: 'Les startups', description: 'Une ligne…', extras: { k: 1 } } });
  time += 1000;
  const { status, body } = await send(udata, 'POST', `${one}upload/`, { form: aFile('a.csv', 'newer') });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, title: 'a.csv', description: 'Une ligne…', extras: { k: 1 }, filesize: 5 });
  expect((await send(udata, 'GET', new URL(url).pathname)).status).toBe(404);
  const { status: found, headers } = await send(udata, 'GET', `/api/1/datasets/r/${id}`, { as: null });
  expect([found, headers.get('location')]).toEqual([302, body.url]);
});

test('the same name twice within a second is a crash, and another second is none', async () => {
  await anUpload(udata, dataset, 'a.csv', 'x');
  expect((await upload(aFile('a.csv', 'y'))).status).toBe(500);
  time += 1000;
  expect((await upload(aFile('a.csv', 'y'))).status).toBe(201);
});

test('a part without a filename is no file, and is too big beyond 500 kB', async () => {
  expect((await upload(fields({ file: 'a,b' }))).body).toEqual({
    success: false,
    error: 'Missing file parameter',
    message: '',
  });
  expect((await upload(fields({ file: 'x'.repeat(600_000) }))).status).toBe(413);
});

test('a truncated multipart body stores nothing', async () => {
  const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhalf of a fi';
  const response = await fetch(`${udata.url}/api/1/datasets/${dataset.id}/upload/`, {
    method: 'POST',
    headers: { 'X-API-KEY': udata.apiKey, 'Content-Type': 'multipart/form-data; boundary=b' },
    body,
  });
  expect(response.status).toBe(400);
  expect(udata.state.files.size).toBe(0);
});

test('pieces come in any order, once each, and are joined by a last call without a file', async () => {
  const common = { uuid: 'u-1', filename: 'Gros fichier.csv', totalparts: 3 };
  const piece = (partindex: number, content: string, chunksize = content.length) =>
    upload(aFile('blob', content, { ...common, partindex, partbyteoffset: 0, chunksize }));
  expect((await piece(2, 'cc')).body).toEqual({ success: true, error: null, message: '' });
  expect((await piece(0, 'aa')).status).toBe(200);
  expect((await piece(1, 'bb', 99)).body).toMatchObject({ error: 'Chunk size mismatch' });
  expect((await piece(0, 'aa')).status).toBe(500);
  expect((await upload(fields(common))).status).toBe(500);
  expect((await piece(1, 'bb')).status).toBe(200);
  const { status, body } = await upload(fields(common));
  expect(status).toBe(201);
  expect(body).toMatchObject({ title: 'gros-fichier.csv', filesize: 6, checksum: { value: sha1('aabbcc') } });
  expect(udata.state.chunks.size).toBe(0);
});

test('the extension of a file in pieces is only checked at the end', async () => {
  const common = { uuid: 'u-2', filename: 'gros.parquet', totalparts: 2 };
  const sent = await upload(aFile('blob', 'a', { ...common, partindex: 0, partbyteoffset: 0, chunksize: 1 }));
  expect(sent.status).toBe(200);
  expect((await upload(fields(common))).status).toBe(400);
});

test('one part of one is a plain upload, under the name of the part', async () => {
  const sent = await upload(aFile('part.csv', 'a', { uuid: 'u', filename: 'other.csv', totalparts: 1, chunksize: 1 }));
  expect(sent.body.title).toBe('part.csv');
});

test('reordering wants the whole set, each once, and objects also patch', async () => {
  const a = await anUpload(udata, dataset, 'a.csv', 'a');
  const b = await anUpload(udata, dataset, 'b.csv', 'b');
  const list = `/api/1/datasets/${dataset.id}/resources/`;
  const put = (json: unknown) => send(udata, 'PUT', list, { json });
  expect((await put([a.id])).body.message).toBe('All resources must be reordered, you provided 1 out of 2');
  expect((await put([a.id, a.id])).status).toBe(400);
  const { text } = await put([{ id: a.id, title: 'A' }, b.id]);
  const reordered: { title: string }[] = JSON.parse(text);
  expect(reordered.map(({ title }) => title)).toEqual(['A', 'b.csv']);
  expect((await send(udata, 'GET', list)).status).toBe(405);
});
