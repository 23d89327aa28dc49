import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { type PagesServer, startPagesServer } from './pagesServer.ts';

const SLUGS = [
  'startups-actives',
  'entrees-et-sorties',
  'startups-par-domaine-ministeriel',
  'startups-par-incubateur',
  'duree-des-phases',
  'transparence',
];

describe('The figures', () => {
  let served: PagesServer;
  beforeAll(async () => {
    served = await startPagesServer();
    await served.database.pool.query(
      `INSERT INTO phase (startup_id, name, started_on, ended_on) SELECT id, 'CONSTRUCTION', date '2020-03-01', date '2021-03-01' FROM startup WHERE slug LIKE '0-hostile-%'`,
    );
  });
  afterAll(() => served.close());

  it('are listed with their findings', async () => {
    const { status, text } = await served.get('/chiffres');
    expect(status).toBe(200);
    for (const slug of SLUGS) expect(text).toContain(`src="/chiffres/${slug}.svg?version=`);
  });

  it.each(SLUGS)('%s has a page, an image, a table, and a badge', async (slug) => {
    const page = await served.get(`/chiffres/${slug}`);
    const image = await served.get(`/chiffres/${slug}.svg`);
    const csv = await served.get(`/chiffres/${slug}.csv`);
    const badge = await served.get(`/chiffres/${slug}-badge.svg`);
    const png = await fetch(`${served.origin}/chiffres/${slug}.png`);
    expect([page, image, csv, badge, png].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(
      Buffer.from(await png.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(image.headers.get('content-type')).toContain('image/svg+xml');
    const rows = parse(csv.text);
    expect(rows.length).toBeGreaterThan(1);
    const cells = [...page.text.matchAll(/<tr><th scope="row">/g)];
    expect(cells).toHaveLength(rows.length - 1);
    for (const text of [image.text, badge.text])
      expect(text.match(/<svg/g)?.length).toBe(text.match(/<\/svg>/g)?.length);
    expect(image.text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('count the active startups that the API counts, at the end of every quarter', async () => {
    const { text } = await served.get('/chiffres/startups-actives.csv');
    const [, ...rows] = parse(text);
    for (const [day, active] of rows) {
      const query = `{ statistics(on: "${day}") { activeStartups } }`;
      const response = await served.get(`/graphql?${new URLSearchParams({ query })}`);
      expect([day, JSON.parse(response.text).data.statistics.activeStartups]).toEqual([day, Number(active)]);
    }
  });

  it('stay the same at a version, whatever changes later', async () => {
    const { rows } = await served.database.pool.query('SELECT version FROM register');
    const path = `/chiffres/startups-actives.svg?version=${rows[0].version}`;
    const before = await served.get(path);
    await served.database.pool.query(
      `DELETE FROM phase WHERE startup_id IN (SELECT id FROM startup WHERE slug LIKE '0-hostile-%')`,
    );
    expect((await served.get(path)).text).toBe(before.text);
  });

  it.each([
    ['/chiffres/inconnue', 'Cette figure n’existe pas'],
    ['/chiffres/inconnue.svg', 'Cette figure n’existe pas'],
    ['/chiffres/startups-actives?version=0', 'Le registre a les versions 1 à'],
    ['/chiffres/startups-actives.svg?version=1e3', 'Le registre a les versions 1 à'],
  ])('explain %s', async (path, sentence) => {
    const { status, text } = await served.get(path);
    expect(status).toBe(404);
    expect(text).toContain(sentence);
  });
});
