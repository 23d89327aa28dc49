import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { createExportsDirectory, removeDirectories } from '../publishing/populatedRegister.ts';
import { anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { aDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { createPagesApp, type PagesServer, startPagesServer } from './pagesServer.ts';

const LISTS = ['/startups', '/services', '/entites', '/incubateurs', '/missions'];

describe('The pages that list records', () => {
  let served: PagesServer;
  beforeAll(async () => {
    served = await startPagesServer();
  });
  afterAll(() => served.close());

  describe.each(LISTS)('%s', (path) => {
    it('gives each item once, page by page, as many as it counts', async () => {
      const [first] = [await itemsOf(path)];
      const items = [...first.items];
      for (let page = 2; page <= first.pages; page++) items.push(...(await itemsOf(`${path}?page=${page}`)).items);
      expect(items).toHaveLength(first.total);
      expect(new Set(items).size).toBe(items.length);
    });

    it('lists as many items under each filter as the filter counts', async () => {
      const { text } = await served.get(path);
      const links = [
        ...text.matchAll(/<a href="([^"]+)" rel="nofollow">[^<]+<span class="muted">([\d\u202f]+)<\/span>/g),
      ];
      expect(links.length).toBeGreaterThan(0);
      for (const [, href = '', count = ''] of links) {
        expect([href, (await itemsOf(href.replaceAll('&amp;', '&'))).total]).toEqual([
          href,
          Number(count.replace(/\D/g, '')),
        ]);
      }
    });

    it('links to the same rows as CSV and JSON', async () => {
      const { text } = await served.get(path);
      const [, csv = ''] = /href="([^"]+)" rel="nofollow">en CSV/.exec(text) ?? [];
      const file = await served.get(csv.replaceAll('&amp;', '&'));
      expect(file.status).toBe(200);
      expect(file.headers.get('content-type')).toContain('text/csv');
      const json = await served.get(csv.replaceAll('&amp;', '&').replace('.csv?', '.json?'));
      expect(JSON.parse(json.text)).toHaveLength((await itemsOf(path)).total);
    });

    it.each([
      ['?couleur=rouge', 400, 'Le filtre « couleur » n’existe pas'],
      ['?tri=couleur', 400, 'L’ordre « couleur » n’existe pas'],
      ['?page=0', 400, '« 0 » n’est pas un numéro de page'],
      ['?page=4999', 404, 'La page 4999 n’existe pas'],
      ['?q=%00', 400, 'un caractère qui ne peut pas être cherché'],
      [`?q=${'a'.repeat(201)}`, 400, 'au plus 200 caractères'],
      ['?q=aucunesuchword&utm_source=x', 200, 'Aucun résultat'],
    ])('explains %s', async (search, status, sentence) => {
      const page = await served.get(`${path}${search}`);
      expect(page.status).toBe(status);
      expect(page.text.replaceAll(/\u00a0|&nbsp;/g, ' ')).toContain(sentence);
    });
  });

  it('answers 304 while the register does not change', async () => {
    const { headers } = await served.get('/startups');
    const again = await served.get('/startups', { 'if-none-match': headers.get('etag') ?? '' });
    expect([headers.get('etag'), again.status]).toEqual([expect.any(String), 304]);
  });

  async function itemsOf(path: string) {
    const { text, status } = await served.get(path);
    expect([path, status]).toEqual([path, 200]);
    const [, count = '', pages = '1'] =
      /role="status">([\d\u202f]+)\u00a0[^<]*?(?:, page \d+ sur (\d+))?<\/p>/.exec(text) ?? [];
    const items = [...text.matchAll(/<h2><a href="([^"]+)"/g)].map(([, href]) => href);
    return { total: Number(count.replace(/\D/g, '')), pages: Number(pages), items };
  }
});

describe('The pages of a growing register', () => {
  let register: TestRegister;
  let app: FastifyInstance;
  beforeAll(async () => {
    register = await openRegister(aDatabase().open);
    const directory = await createExportsDirectory();
    app = await createPagesApp({ pool: register.pool, publicUrl: 'https://registre.example', directory });
  });
  afterAll(async () => {
    await app.close();
    await register.close();
    await removeDirectories();
  });

  it('answer 200 while it is empty', async () => {
    for (const url of ['/', '/recherche', '/chiffres', '/chiffres/equipes', '/changements', '/sitemap.xml', ...LISTS])
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200]);
  });

  it('execute as many SQL statements for 19 rows as for 2', async () => {
    const urls = [...LISTS, '/', '/recherche?q=startup', '/startups/s0', '/services/v0', '/entites/e0', '/sitemap.xml'];
    const counted: (readonly [url: string, statements: number])[][] = [];
    // The first requests also open the connections.
    for (const rows of [1, 2, 19]) {
      await register.load(sourceOf(rows));
      const counts: (readonly [string, number])[] = [];
      for (const url of urls) {
        const query = jest.spyOn(Client.prototype, 'query');
        expect([url, (await app.inject(url)).statusCode]).toEqual([url, 200]);
        counts.push([url, query.mock.calls.length]);
        query.mockRestore();
      }
      counted.push(counts);
    }
    expect(counted[2]).toEqual(counted[1]);
    for (const [, statements] of counted[2] ?? []) expect(statements).toBeGreaterThan(0);
  });
});

/** As many entities, startups and services. */
function sourceOf(rows: number) {
  const numbers = Array.from({ length: rows }, (_, at) => at);
  return aSource({
    entities: numbers.map((at) => anEntity(`e${at}`)),
    startups: numbers.map((at) => aStartup(`s${at}`, { phases: [aPhase('INVESTIGATION', '2020-01-01')] })),
    services: numbers.map((at) => aService(`v${at}`, { startups: [`s${at}`] })),
  });
}
