import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decode } from 'html-entities';
import { HOSTILE, type PagesServer, startPagesServer } from './pagesServer.ts';

const KINDS = [
  ['/startups', 'startup'],
  ['/services', 'service'],
  ['/entites', 'entity'],
  ['/missions', 'mission'],
] as const;

/** The start of addresses that no page of records serves: files, and the API. */
const OTHER_ROUTES = /^\/(?:exports|d|api|graphql|explorer|schema)(?:[/?.]|$)/;

describe('The pages of records', () => {
  let served: PagesServer;
  beforeAll(async () => {
    served = await startPagesServer();
    await served.release();
  });
  afterAll(() => served.close());

  it.each(KINDS)('%s has a page for every record, with its name', async (path, table) => {
    const { rows } = await served.database.pool.query<{ slug: string; name: string }>(
      `SELECT slug, name FROM ${table}`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { slug, name } of rows) {
      const { status, text } = await served.get(`${path}/${encodeURIComponent(slug)}`);
      expect([slug, status]).toEqual([slug, 200]);
      expect(plain(/<h1>(.*?)(?: <span[^>]*>[^<]*<\/span>)?<\/h1>/s.exec(text)?.[1] ?? '')).toBe(plain(name));
    }
  });

  it('link to pages that exist, from the home page on', async () => {
    const [seen, queue] = [new Set(['/']), ['/']];
    for (let path = queue.pop(); path !== undefined && seen.size < MAXIMUM_PAGES; path = queue.pop()) {
      const { status, text } = await served.get(path);
      expect([path, status]).toEqual([path, 200]);
      for (const [, href = ''] of text.matchAll(/<a [^>]*?href="([^"#]+)[^"]*"/g)) {
        const to = decode(href).replace('https://registre.example', '');
        if (!to.startsWith('/') || seen.has(to) || OTHER_ROUTES.test(to) || text.includes('<feed')) continue;
        seen.add(to);
        queue.push(to);
      }
    }
    expect(seen.size).toBeGreaterThan(40);
  });

  it('show hostile names as text', async () => {
    for (const at of HOSTILE.keys()) {
      const { text } = await served.get(`/startups/0-hostile-${at}`);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toMatch(/<img src=x|<svg onload/);
      expect(text).toContain('<h1>');
    }
  });

  it.each(KINDS)('%s suggests records for an unknown slug', async (path, _table) => {
    const { status, text } = await served.get(`${path}/la-bonne`);
    expect(status).toBe(404);
    expect(text).toContain('Fiche introuvable');
  });

  it('redirect a former slug to the record', async () => {
    const { pool } = served.database;
    const { rows } = await pool.query('SELECT id, slug FROM startup WHERE slug NOT LIKE $1 ORDER BY slug LIMIT 1', [
      '0-%',
    ]);
    await pool.query("INSERT INTO startup_former_slug (slug, startup_id) VALUES ('ancien-nom', $1)", [rows[0]?.id]);
    const response = await fetch(`${served.origin}/startups/ancien-nom`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([301, `/startups/${rows[0]?.slug}`]);
  });

  it.each([
    ['?au=hier', 'n’est pas un jour'],
    ['?au=2999-01-01', 'est en dehors'],
    ['?au=1899-12-31', 'n’est pas un jour'],
  ])('explain the day %s', async (search, sentence) => {
    const { rows } = await served.database.pool.query('SELECT slug FROM startup ORDER BY slug DESC LIMIT 1');
    const { status, text } = await served.get(`/startups/${rows[0]?.slug}${search}`);
    expect(status).toBe(400);
    expect(text).toContain(sentence);
  });

  it('have a feed of their changes in Atom', async () => {
    const { rows } = await served.database.pool.query('SELECT slug FROM startup ORDER BY slug DESC LIMIT 1');
    const { headers, text } = await served.get(`/startups/${rows[0]?.slug}.atom`);
    expect(headers.get('content-type')).toContain('application/atom+xml');
    expect(text).toContain(
      `<link rel="alternate" type="text/html" hreflang="fr" href="https://registre.example/startups/${rows[0]?.slug}"/>`,
    );
  });
});

const MAXIMUM_PAGES = 400;

/** A text with simple spaces. */
function plain(text: string): string {
  return decode(text).replaceAll('\u00a0', ' ');
}
