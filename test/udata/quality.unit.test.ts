import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startUdata, type Udata } from '../support/udata/startUdata.ts';
import { aDataset, aFile, anUpload, send } from './client.ts';

const DAY = 24 * 3600 * 1000;
let udata: Udata;
let time: number;
beforeEach(async () => {
  time = Date.parse('2026-11-23T10:00:00Z');
  udata = await startUdata({ clock: () => time, search: true });
});
afterEach(() => udata.close());

const read = async ({ id }: { id: string }) => (await send(udata, 'GET', `/api/1/datasets/${id}/`)).body;

test('a complete dataset scores 1: nine points of nine', async () => {
  const dataset = await aDataset(udata);
  expect(dataset.quality.score).toBe(6 / 9);
  const { id } = await anUpload(udata, dataset, 'startups.csv', 'a,b\n');
  expect((await read(dataset)).quality).toMatchObject({
    has_resources: true,
    resources_documentation: false,
    score: 8 / 9,
  });
  await send(udata, 'PUT', `/api/1/datasets/${dataset.id}/resources/${id}/`, { json: { description: 'Une ligne…' } });
  expect((await read(dataset)).quality.score).toBe(1);
});

test('a description of 100 characters is too short, one of 101 is not', async () => {
  const of = async (length: number) => (await aDataset(udata, { description: 'd'.repeat(length) })).quality;
  expect((await of(100)).dataset_description_quality).toBe(false);
  expect((await of(101)).dataset_description_quality).toBe(true);
});

test('an explicit « notspecified » is a licence, an unknown one is none, and both look alike', async () => {
  const explicit = await aDataset(udata, { license: 'notspecified' });
  const unknown = await aDataset(udata, { license: 'etalab-2.0' });
  expect([explicit.license, unknown.license]).toEqual(['notspecified', 'notspecified']);
  expect([explicit.quality.license, unknown.quality.license]).toEqual([true, false]);
});

test('weekly data are late after eight days and a bit; irregular ones never are', async () => {
  const weekly = await aDataset(udata);
  const irregular = await aDataset(udata, { frequency: 'irregular' });
  const inTime = async (dataset: { id: string }) => (await read(dataset)).quality.update_fulfilled_in_time;
  time += 8 * DAY;
  expect(await inTime(weekly)).toBe(true);
  time += 1000;
  expect(await inTime(weekly)).toBe(false);
  expect(await inTime(irregular)).toBe(true);
});

test('closed formats alone give no open format; a dead remote address costs its point after a tick', async () => {
  const dataset = await aDataset(udata);
  const path = `/api/1/datasets/${dataset.id}/resources/`;
  const remote = { title: 'Remote', url: 'https://x.gouv.fr/a.xlsx', filetype: 'remote', format: 'XLSX ' };
  const { body } = await send(udata, 'POST', path, { json: remote });
  expect(body).toMatchObject({ type: 'other', format: 'xlsx' });
  expect((await read(dataset)).quality).toMatchObject({ has_open_format: false, all_resources_available: true });
  udata.state.deadUrls.add(remote.url);
  udata.tick('hydra');
  expect((await read(dataset)).quality.all_resources_available).toBe(false);
});

test('the crawler parses a file once, however often it runs', async () => {
  const { id } = await anUpload(udata, await aDataset(udata), 'a.csv', 'a,b\n1,2\n');
  const profileAfterTick = () => {
    udata.tick('hydra');
    return udata.state.tables.get(id)?.profile;
  };
  const profile = profileAfterTick();
  expect(profile).toMatchObject({ header: ['a', 'b'], total_lines: 1 });
  expect(profileAfterTick()).toBe(profile);
});

test('bookkeeping in v2 extras bumps no date; metadata of a resource makes the dataset look fresh', async () => {
  const dataset = await aDataset(udata);
  const { id } = await anUpload(udata, dataset, 'a.csv', 'a');
  const before = await read(dataset);
  time += DAY;
  const extras = `/api/2/datasets/${dataset.id}/resources/${id}/extras/`;
  await send(udata, 'PUT', extras, { json: { 'betagouv:sha256': 'ab', 'gone:key': null } });
  expect((await read(dataset)).last_update).toBe(before.last_update);
  expect((await send(udata, 'DELETE', extras, { json: ['unknown'] })).status).toBe(404);
  await send(udata, 'PUT', `/api/1/datasets/${dataset.id}/resources/${id}/`, { json: { title: 'A' } });
  expect((await read(dataset)).last_update > before.last_update).toBe(true);
});

test('what happens later happens at a tick: the index, the badges, the purge', async () => {
  const dataset = await aDataset(udata, { tags: ['hvd', 'numerique'] });
  const total = async () => (await send(udata, 'GET', '/api/2/datasets/search/?q=startups')).body.total;
  expect(await total()).toBe(0);
  udata.seeded.organization.badges.push('public-service', 'certified');
  udata.tick();
  expect(await total()).toBe(1);
  expect((await read(dataset)).badges).toEqual([{ kind: 'hvd' }]);

  await send(udata, 'DELETE', `/api/1/datasets/${dataset.id}/`);
  const anonymous = async () => (await send(udata, 'GET', `/api/1/datasets/${dataset.id}/`, { as: null })).status;
  expect(await anonymous()).toBe(410);
  const late = aFile('late.csv', 'a');
  expect((await send(udata, 'POST', `/api/1/datasets/${dataset.id}/upload/`, { form: late })).status).toBe(201);
  udata.tick('purge');
  expect(await anonymous()).toBe(404);
});
