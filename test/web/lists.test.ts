import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PagesServer, startPagesServer } from './pagesServer.ts';

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
