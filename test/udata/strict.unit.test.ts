import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startUdata, type Udata } from '../support/udata/startUdata.ts';
import { aDataset, aFile, anUpload, type RequestOptions, send, wholeForm } from './client.ts';

let udata: Udata;
let dataset: { id: string };
let resource: { id: string };
const time = Date.parse('2026-11-23T10:00:00Z');
beforeEach(async () => {
  udata = await startUdata({ strict: true, clock: () => time });
  dataset = await aDataset(udata);
  resource = await anUpload(udata, dataset, 'a.csv', 'a');
});
afterEach(() => udata.close());

const without = (key: string) =>
  Object.fromEntries(Object.entries(wholeForm(udata, { acronym: 'X' })).filter(([name]) => name !== key));

describe('strict mode rejects, with 599 and a reason,', () => {
  const put = (json: unknown): [string, string, RequestOptions] => ['PUT', `/api/1/datasets/${dataset.id}/`, { json }];
  const upload = (name: string, content: string): [string, string, RequestOptions] => [
    'POST',
    `/api/1/datasets/${dataset.id}/upload/`,
    { form: aFile(name, content) },
  ];

  test.each<[string, () => [string, string, RequestOptions]]>([
    ['a PUT without tags', () => put(without('tags'))],
    ['a PUT without temporal coverage', () => put(without('temporal_coverage'))],
    ['a PUT without private', () => put(without('private'))],
    ['a PUT with resources', () => put(wholeForm(udata, { resources: [] }))],
    ['a PUT with an owner', () => put(wholeForm(udata, { owner: 'me' }))],
    ['a PUT that changes nothing', () => put(wholeForm(udata))],
    ['an unknown licence', () => put(wholeForm(udata, { license: 'etalab-2.0' }))],
    ['a creation without organization', () => ['POST', '/api/1/datasets/', { json: without('organization') }]],
    ['extras in a v1 PUT of a resource', () => ['PUT', one(), { json: { extras: { a: 1 } } }]],
    ['a PUT of a resource that changes nothing', () => ['PUT', one(), { json: { title: 'a.csv' } }]],
    ['the same file again', () => upload('a.csv', 'a')],
    ['one name twice in a second', () => upload('a.csv', 'b')],
    [
      'X-Fields without message on a write',
      () => ['PUT', one(), { json: { title: 'A' }, headers: { 'X-Fields': 'id' } }],
    ],
    [
      'a slug in a write',
      () => ['PUT', '/api/1/datasets/startups-detat/', { json: wholeForm(udata, { acronym: 'X' }) }],
    ],
    ['a path without its slash', () => ['GET', `/api/1/datasets/${dataset.id}`, {}]],
    ['a kept cookie', () => ['GET', '/api/1/me/', { headers: { cookie: 'session=1' } }]],
    ['PATCH', () => ['PATCH', `/api/1/datasets/${dataset.id}/`, { json: {} }]],
  ])('%s', async (_situation, calling) => {
    const { status, body } = await send(udata, ...calling());
    expect(status).toBe(599);
    expect(udata.violations.map((reason) => `strict mode: ${reason}`)).toEqual([body.message]);
    udata.violations.length = 0;
  });

  const one = () => `/api/1/datasets/${dataset.id}/resources/${resource.id}/`;
});

test('what a careful publisher sends passes', async () => {
  const changed = await send(udata, 'PUT', `/api/1/datasets/${dataset.id}/`, {
    json: wholeForm(udata, { acronym: 'X' }),
  });
  expect(changed.status).toBe(200);
  expect(udata.violations).toEqual([]);
});

test('closing fails if a request was rejected, so that no test overlooks it', async () => {
  const other = await startUdata({ strict: true });
  await send(other, 'GET', '/api/1/me');
  await expect(other.close()).rejects.toThrow('trailing slash');
});
