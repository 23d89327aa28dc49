import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startUdata, type Udata } from '../support/udata/startUdata.ts';
import { aDataset, anUpload, send, wholeForm } from './client.ts';

let udata: Udata;
beforeEach(async () => {
  udata = await startUdata({ search: true });
});
afterEach(() => udata.close());

const at = ({ id }: { id: string }) => `/api/1/datasets/${id}/`;

describe('PUT is neither a replacement nor a merge', () => {
  test('a key that is absent wipes tags and temporal coverage, and keeps everything else', async () => {
    const dataset = await aDataset(udata, { private: true, extras: { 'betagouv:key': 'startups' } });
    const { body } = await send(udata, 'PUT', at(dataset), { json: { acronym: 'SE' } });
    expect(body).toMatchObject({ tags: [], temporal_coverage: null, private: true, license: 'lov2', acronym: 'SE' });
    expect(body.extras).toEqual({ 'betagouv:key': 'startups' });
  });

  test('an empty body keeps all, and still bumps the date', async () => {
    const dataset = await aDataset(udata);
    const { body } = await send(udata, 'PUT', at(dataset), { json: {} });
    expect(body).toMatchObject({ tags: dataset.tags, temporal_coverage: dataset.temporal_coverage });
    expect(body.last_modified > dataset.last_modified).toBe(true);
  });

  test.each([
    ['private: null publishes', { private: null }, { private: false }],
    ['license: null clears', { license: null }, { license: 'notspecified' }],
    ['a licence in capitals is dropped', { license: 'LOV2' }, { license: 'notspecified' }],
    ['a licence given as an object is dropped', { license: { id: 'lov2' } }, { license: 'notspecified' }],
    ['a restricted access drops the licence', { access_type: 'restricted' }, { license: 'notspecified' }],
    ['spatial: null is ignored', { spatial: null }, { spatial: { zones: ['country:fr'], granularity: 'country' } }],
    ['extras are replaced as a whole', { extras: { b: 1 } }, { extras: { b: 1 } }],
    ['a legacy frequency is taken for its new name', { frequency: 'biannual' }, { frequency: 'semiannual' }],
    ['frequency: null means unknown', { frequency: null }, { frequency: 'unknown' }],
    ['a lone tag is split on its commas', { tags: ['abc,Été 2026'] }, { tags: ['abc', 'ete-2026'] }],
    [
      'id, slug, harvest and unknown keys are ignored',
      { slug: 'x', harvest: {}, y: 1 },
      { slug: 'startups-detat', harvest: null },
    ],
  ])('%s', async (_situation, sent, expected) => {
    const dataset = await aDataset(udata, { private: true, extras: { a: 1 } });
    const { status, body } = await send(udata, 'PUT', at(dataset), { json: sent });
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
  });

  test.each([
    ['title: null', { title: null }, { errors: { title: ['Ce champ est requis.'] } }],
    ['resources: null', { resources: null }, { errors: {} }],
    ['access_audiences: null', { access_audiences: null }, { errors: {} }],
    ['a null extra', { extras: { a: null } }, { errors: { extras: { a: expect.any(String) } } }],
    ['an acronym beyond 128 characters', { acronym: 'a'.repeat(129) }, { message: expect.any(String) }],
    ['an undefined custom extra', { extras: { 'custom:x': 1 } }, { message: expect.any(String) }],
  ])('%s is rejected', async (_situation, sent, expected) => {
    const dataset = await aDataset(udata);
    const { status, body } = await send(udata, 'PUT', at(dataset), { json: sent });
    expect(status).toBe(400);
    expect(body).toEqual(expected);
  });

  test('a list of resources deletes the others; naming oneself as owner takes the dataset away', async () => {
    const dataset = await aDataset(udata);
    await anUpload(udata, dataset, 'a.csv', 'a');
    const kept = await anUpload(udata, dataset, 'b.csv', 'b');
    const sent = await send(udata, 'PUT', at(dataset), { json: { resources: [{ id: kept.id }] } });
    expect(sent.body.resources.map(({ id }) => id)).toEqual([kept.id]);

    const me = await send(udata, 'GET', '/api/1/me/');
    const { body } = await send(udata, 'PUT', at(dataset), { json: { owner: me.body.id } });
    expect(body).toMatchObject({ organization: null, owner: { id: me.body.id } });
    expect((await send(udata, 'PUT', at(dataset), { json: { owner: null, organization: null } })).status).toBe(500);
  });

  test('the body of a GET can be sent back', async () => {
    const dataset = await aDataset(udata);
    const { resources: _resources, ...read } = (await send(udata, 'GET', at(dataset))).body;
    const { status, body } = await send(udata, 'PUT', at(dataset), { json: read });
    expect(status).toBe(200);
    expect(body.organization.id).toBe(udata.organizationId);
  });
});

describe('names and visibility', () => {
  test('a new title gives a new slug; the old ones lead to it, for reads and writes', async () => {
    const dataset = await aDataset(udata);
    await send(udata, 'PUT', at(dataset), { json: wholeForm(udata, { title: 'Produits' }) });
    await send(udata, 'PUT', at(dataset), { json: wholeForm(udata, { title: 'Services' }) });
    for (const method of ['GET', 'PUT'])
      for (const slug of ['startups-detat', 'produits', 'SERVICES']) {
        const { status, headers } = await send(udata, method, `/api/1/datasets/${slug}/`);
        expect([status, headers.get('location')]).toEqual([308, '/api/1/datasets/services/']);
      }
  });

  test('what is private is unknown to others, what is deleted is gone, what is archived is only unlisted', async () => {
    const hidden = await aDataset(udata, { title: 'Brouillon', private: true });
    const archived = await aDataset(udata, { title: 'Ancien', archived: '2026-01-01' });
    const deleted = await aDataset(udata, { title: 'Retiré' });
    await send(udata, 'DELETE', at(deleted));
    const seenBy = async (as: 'editor' | null) => {
      const statuses = [];
      for (const dataset of [hidden, archived, deleted])
        statuses.push((await send(udata, 'GET', at(dataset), { as })).status);
      return [...statuses, (await send(udata, 'GET', '/api/1/datasets/', { as })).body.total];
    };
    expect(await seenBy(null)).toEqual([404, 200, 410, 0]);
    expect(await seenBy('editor')).toEqual([200, 200, 200, 3]);
  });

  test('a partial editor edits what was assigned to them, and nothing else', async () => {
    const theirs = await send(udata, 'POST', '/api/1/datasets/', { as: 'partial', json: wholeForm(udata) });
    const other = await aDataset(udata);
    const json = wholeForm(udata, { acronym: 'X' });
    expect((await send(udata, 'PUT', at(theirs.body), { as: 'partial', json })).status).toBe(200);
    expect((await send(udata, 'PUT', at(other), { as: 'partial', json })).status).toBe(403);
  });

  test('read-only mode closes creations and leaves PUT open', async () => {
    const dataset = await aDataset(udata);
    udata.state.readOnly = true;
    expect((await send(udata, 'POST', '/api/1/datasets/', { json: wholeForm(udata) })).status).toBe(423);
    expect((await send(udata, 'PUT', at(dataset), { json: {} })).status).toBe(200);
  });
});

describe('transport', () => {
  test('a session cookie makes the key unread, which is why no cookie may be kept', async () => {
    const first = await send(udata, 'GET', '/api/1/me/');
    const cookie = `${first.headers.get('set-cookie')}`.split(';')[0] ?? '';
    const headers = { 'X-API-KEY': 'garbage', cookie };
    expect((await send(udata, 'GET', '/api/1/me/', { as: null, headers })).status).toBe(200);
    expect((await send(udata, 'GET', '/api/1/me/', { as: null, headers: { 'X-API-KEY': 'garbage' } })).status).toBe(
      401,
    );
  });

  test('a mask without message hides the reason of an error', async () => {
    const dataset = await aDataset(udata);
    const form = new FormData();
    form.append('x', 'y');
    const path = `${at(dataset)}upload/`;
    expect((await send(udata, 'POST', path, { form, headers: { 'X-Fields': 'id' } })).body).toEqual({ message: '' });
  });

  test('an unknown route returns error and status, or a page if the client accepts HTML', async () => {
    expect((await send(udata, 'GET', '/api/1/nowhere/')).body).toMatchObject({ status: 404 });
    const headers = { Accept: 'text/html' };
    expect((await send(udata, 'GET', '/api/1/nowhere/', { headers })).headers.get('content-type')).toContain(
      'text/html',
    );
  });

  test('messages follow the requested language', async () => {
    const path = '/api/1/datasets/?lang=en';
    const { body } = await send(udata, 'POST', path, { json: { description: 'd' } });
    expect(body).toEqual({ errors: { title: ['This field is required.'] } });
  });

  test('API v1 sorts its keys in ASCII; no answer has an ETag', async () => {
    const dataset = await aDataset(udata);
    const { text, headers } = await send(udata, 'GET', at(dataset), { headers: { 'X-Fields': 'title,id' } });
    expect(text).toBe(`{"id":"${dataset.id}","title":"Startups d'\\u00e9tat"}`.replace('\\u00e9', '\\u00c9'));
    expect([headers.get('etag'), headers.get('vary')]).toEqual([null, 'Origin, Cookie']);
  });

  test('a write answers microseconds, a later read milliseconds', async () => {
    const written = await aDataset(udata);
    const { body } = await send(udata, 'GET', at(written));
    expect(body.created_at).toBe(`${written.created_at.slice(0, 23)}000+00:00`);
    expect(written.created_at).not.toBe(body.created_at);
  });

  test('pages follow each other, and there is nothing beyond the last', async () => {
    for (const title of ['Un', 'Deux', 'Trois']) await aDataset(udata, { title });
    const first = await send(udata, 'GET', `/api/1/datasets/?organization=${udata.organizationId}&page_size=2`);
    expect(first.body.data.map(({ title }) => title)).toEqual(['Trois', 'Deux']);
    const next = await send(udata, 'GET', `${first.body.next_page}`.slice(udata.url.length));
    expect([next.body.data.length, next.body.next_page]).toEqual([1, null]);
    expect((await send(udata, 'GET', '/api/1/datasets/?page=9')).status).toBe(404);
  });
});

test('the site has its feed size and keywords, and a licence its other titles and URLs', async () => {
  const site = await send(udata, 'GET', '/api/1/site/');
  expect(Object.keys(site.body)).toEqual(['feed_size', 'id', 'keywords', 'metrics', 'title', 'version']);
  const licences: unknown = JSON.parse((await send(udata, 'GET', '/api/1/datasets/licenses/')).text);
  expect(licences).toContainEqual({
    alternate_titles: ['Licence Ouverte 2.0', 'etalab-2.0'],
    alternate_urls: ['https://spdx.org/licenses/etalab-2.0.html'],
    flags: [],
    id: 'lov2',
    maintainer: null,
    title: 'Licence Ouverte / Open Licence version 2.0',
    url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
  });
});
