import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decode } from 'html-entities';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import type { PageResponse, PagesServer } from './pagesServer.ts';
import { HOSTILE, startPagesServer } from './pagesServer.ts';

describe('the pages', () => {
  let served: PagesServer;
  let unpublished: PageResponse[];
  let first: string;
  let name: string;

  beforeAll(async () => {
    served = await startPagesServer();
    unpublished = [await served.get('/'), await served.get('/donnees'), await served.get('/donnees/startups')];
    first = await served.release();
    await served.database.pool.query("UPDATE register SET version = 3, updated_at = '2026-11-24T10:00:00Z'");
    name = await served.release();
    await writeFile(join(served.directory, name, 'NOUVEAUTES.md'), NEWS);
  });
  afterAll(() => served.close());

  const PATHS = ['/', '/donnees', ...CATALOGUE.map(({ slug }) => `/donnees/${slug}`)];

  it('state that nothing was published before the first release', () => {
    expect(unpublished.map(({ status }) => status)).toEqual([200, 200, 404]);
    for (const { text } of unpublished.slice(0, 2)) expect(text).toContain('Aucune version n’a encore été publiée.');
  });

  describe('the home page', () => {
    it('presents the register, and links to each dataset', async () => {
      const { status, headers, text } = await served.get('/');
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(text).toMatch(/^<!doctype html>\n<html lang="fr">/);
      expect(text).toContain('<strong>6</strong> entités');
      expect(text).toContain('Version 3 du registre');
      for (const { slug } of CATALOGUE) expect(text).toContain(`href="/donnees/${slug}"`);
    });

    it('submits queries without scripts, which the API answers', async () => {
      const { text } = await served.get('/');
      expect(text).toContain('<form action="/graphql">');
      expect(text).not.toContain('<script');
      const written = /<textarea[^>]*>([^<]*)</.exec(text)?.[1] ?? '';
      const path = `/graphql?query=${encodeURIComponent(decode(written))}&format=json`;
      const answer = JSON.parse((await served.get(path, { accept: 'text/html, */*;q=0.8' })).text);
      expect(answer).toEqual({ data: expect.any(Object), extensions: expect.anything() });
    });

    it('links to examples in the explorer', async () => {
      const { text } = await served.get('/');
      const links = [...text.matchAll(/href="(\/explorer\?[^"]+)"/g)].map(([, href = '']) => decode(href));
      expect(links).toHaveLength(4);
      for (const path of links) expect((await served.get(path)).status).toBe(200);
    });
  });

  it('have less than 60 kB compressed', async () => {
    for (const path of PATHS) {
      const { text } = await served.get(path);
      expect([path, Math.max(60_000, gzipSync(text).length)]).toEqual([path, 60_000]);
    }
  });

  describe('the page of a dataset', () => {
    it('has every table with its columns, types and examples', async () => {
      for (const { slug, tables } of CATALOGUE) {
        const text = decode((await served.get(`/donnees/${slug}`)).text);
        for (const table of tables) {
          expect(text).toContain(`id="table-${table.name}"`);
          for (const { name } of table.columns) expect(text).toContain(`<code>${name}</code></th><td>`);
        }
      }
      const { text } = await served.get('/donnees/startups');
      expect(text).toContain('<td>booléen</td>');
      expect(text).toContain('<div class="cell">mes-aides</div></td><td>oui</td>');
      expect(text).toContain(
        '<summary>9\u00a0codes</summary><ul><li><code>investigation</code>&nbsp;: Investigation. L’équipe vérifie',
      );
      expect(text).toContain('<a href="/donnees/entites#table-entites"><code>entites.identifiant</code></a>');
    });

    it('has each file with its actual size and checksum', async () => {
      const { text } = await served.get('/donnees/entites');
      for (const file of ['entites.csv', 'entites.json', 'entites.schema.json', 'identifiants.csv', 'README.md']) {
        const bytes = await readFile(join(served.directory, name, 'entites', file));
        expect(text).toContain(`<a href="/exports/latest/entites/${file}">${file}</a>`);
        if (file !== 'README.md') expect(text).toContain(createHash('sha256').update(bytes).digest('hex'));
      }
      expect(text).toMatch(/entites\.csv<\/a> <span class="muted">CSV, (\d{3}\u00a0octets|1,\d\u00a0Ko)</);
    });

    it('has the first rows only', async () => {
      const { text } = await served.get('/donnees/startups');
      expect(text).toContain('<div class="cell">0-hostile-0</div>');
      expect(text).toContain('<div class="cell">0-hostile-4</div>');
      expect(text).not.toContain('=HYPERLINK');
    });

    it('has its licence, its releases and its changes', async () => {
      const { text } = await served.get('/donnees/startups');
      expect(text).toContain('rel="license" href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/"');
      expect(text).toContain('irrégulière');
      for (const release of [first, name]) {
        expect(text).toContain(`href="/exports/${release}/startups/phases.csv"`);
      }
      expect(text).toContain(
        '<h2 id="changements">Changements récents</h2>\n<ul><li>Startups d’État : 1 ligne ajoutée</li></ul>',
      );
      expect(text).toContain('href="/donnees#nouveautes"');
    });

    it('has the changes of every dataset on the page of all datasets', async () => {
      const { text } = await served.get('/donnees');
      expect(text).toContain('<p>Depuis la version 1.</p>');
      expect(text).toContain('<ul><li>Startups d’État : 1 ligne ajoutée</li><li>Entités : 2 lignes retirées</li></ul>');
      expect(text).toContain('<h3>Startups d’État apparues (1)</h3><ul><li>&lt;b&gt;x&lt;/b&gt; (a_b)</li></ul>');
    });

    it('says where the dataset is published and since when, as does the page of all datasets', async () => {
      const { pool } = served.database;
      const page = 'https://www.data.gouv.fr/datasets/startups-d-etat';
      await pool.query(
        `INSERT INTO publication (platform, release_name, register_version, outcome, finished_at, report)
         VALUES ('https://www.data.gouv.fr', 'x', 1, 'PUBLISHED', now(), $1)`,
        [{ datasets: [{ dataset: 'startups', outcome: 'UPDATED', page }] }],
      );
      await pool.query(`INSERT INTO publication_step (publication_id, position, dataset, kind, outcome, taken_at)
        SELECT id, 0, 'startups', 'update', 'DONE', '2026-11-24 23:30Z' FROM publication`);
      expect((await served.get('/donnees/startups')).text).not.toContain('Publié sur');
      await pool.query(
        `INSERT INTO published_dataset (platform, dataset) VALUES ('https://www.data.gouv.fr', 'startups')`,
      );
      const shown = `<a href="${page}">data.gouv.fr</a> le <time datetime="2026-11-24T23:30:00.000Z">25 novembre 2026</time>`;
      const { text } = await served.get('/donnees/startups');
      expect(text).toContain(`<dt>Publié sur</dt><dd>${shown}</dd>`);
      expect(text).toContain(`"sameAs":["${page}"]`);
      expect((await served.get('/donnees')).text.split(`Publié sur ${shown}`)).toHaveLength(2);
      expect((await served.get('/donnees/entites')).text).not.toContain('Publié sur');
    });

    it('describes the dataset to search engines in JSON-LD', async () => {
      const { text } = await served.get('/donnees/startups');
      const found: unknown = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '');
      expect(found).toMatchObject({
        '@context': 'https://schema.org',
        '@type': 'Dataset',
        '@id': 'https://registre.example/donnees/startups',
        license: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
        keywords: expect.arrayContaining(['startups-d-etat']),
        version: name,
        distribution: expect.arrayContaining([
          expect.objectContaining({
            encodingFormat: 'text/csv',
            contentUrl: 'https://registre.example/exports/latest/startups/startups.csv',
            sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          }),
        ]),
      });
    });
  });

  describe('hostile texts of the register', () => {
    it('are shown as text', async () => {
      const { text } = await served.get('/donnees/startups');
      for (const hostile of HOSTILE) {
        expect(decode(text)).toContain(hostile);
        if (/[<"']/.test(hostile)) expect(text).not.toContain(hostile);
      }
      expect(text).not.toMatch(/<(img|svg|iframe|object|embed)\b/i);
      expect(text).not.toMatch(/<[^>]*\s(on\w+)=/i);
      expect(text).not.toMatch(/(href|src|action)="\s*javascript:/i);
      expect(text.match(/<script/g)).toHaveLength(1);
    });

    it('of the URL are shown as text', async () => {
      const { status, text } = await served.get(`/donnees/${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
      expect(status).toBe(404);
      expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(text).not.toContain('<img');
    });
  });

  describe('the headers', () => {
    it.each(PATHS)('of %s forbid loading anything else', async (path) => {
      const { headers, text } = await served.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toContain('unsafe');
      const inline = [...text.matchAll(/<(?:style|script type="application\/ld\+json")>(.*?)<\/(?:style|script)>/gs)];
      expect(inline.length).toBe(path === '/' ? 1 : 2);
      for (const [, content = ''] of inline) {
        expect(policy).toContain(`'sha256-${createHash('sha256').update(content).digest('base64')}'`);
      }
      expect(text).not.toMatch(/<[^>]*\sstyle=/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d+/);
    });

    it('contain the licence, the canonical address and the files', async () => {
      const link = (await served.get('/donnees/startups')).headers.get('link') ?? '';
      expect(link).toContain('<https://www.etalab.gouv.fr/licence-ouverte-open-licence/>; rel="license"');
      expect(link).toContain('<https://registre.example/donnees/startups>; rel="canonical"');
      expect(link).toContain(
        '<https://registre.example/exports/latest/startups/startups.csv>; rel="alternate"; type="text/csv"',
      );
    });

    it('allow 304 until the register changes', async () => {
      for (const path of PATHS) {
        const { headers } = await served.get(path);
        expect(headers.get('cache-control')).toBe('public, max-age=60');
        const etag = headers.get('etag') ?? '';
        const again = await served.get(path, { 'if-none-match': etag });
        expect(again).toMatchObject({ status: 304, text: '' });
        expect(again.headers.get('etag')).toBe(etag);
        expect((await served.get(path, { 'if-none-match': '"other"' })).status).toBe(200);
      }
      const etag = (await served.get('/')).headers.get('etag') ?? '';
      await served.database.pool.query('UPDATE register SET version = 4');
      expect((await served.get('/', { 'if-none-match': etag })).status).toBe(200);
    });

    it('of a request do not change the page', async () => {
      for (const path of ['/', '/donnees/startups', '/donnees/absent']) {
        const { text } = await served.get(path);
        const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'ftp' };
        expect(await forging(`${served.origin}${path}`, { ...forged, 'x-original-url': '/evil' })).toBe(text);
      }
    });
  });

  it('answers HEAD like GET, without the body', async () => {
    const response = await fetch(`${served.origin}/donnees/startups`, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBe((await served.get('/donnees/startups')).headers.get('etag'));
    expect(await response.text()).toBe('');
  });

  it.each(['/donnees/absent', '/donnees/startups/phases', '/donnees/..%2f..%2fetc', '/donnees/constructor'])(
    'answers 404 with a French page at %s',
    async (path) => {
      const { status, headers, text } = await served.get(path);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(text).toContain('<h1>Page introuvable</h1>');
      expect(text).toContain('href="/donnees/startups"');
      expect(text).not.toContain('rel="canonical"');
    },
  );

  it('accepts a trailing slash', async () => {
    for (const path of ['/donnees', '/donnees/startups']) {
      expect((await served.get(`${path}/`)).text).toBe((await served.get(path)).text);
    }
  });

  it('answers with a French error page without details when a release can’t be read', async () => {
    const schema = join(served.directory, name, 'entites/entites.schema.json');
    await rename(schema, `${schema}.aside`);
    await writeFile(schema, '{"fields": "secret"}');
    try {
      const { status, headers, text } = await served.get('/donnees/entites');
      expect(status).toBe(500);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(text).toContain('<h1>Erreur du serveur</h1>');
      expect(text).not.toContain('secret');
      expect(text).not.toContain(served.directory);
    } finally {
      await rename(`${schema}.aside`, schema);
    }
  });
});

it('links below the path of PUBLIC_URL', async () => {
  const served = await startPagesServer('http://outils.example/registre');
  try {
    await served.release();
    const { headers, text } = await served.get('/donnees/startups');
    expect(text).toContain('href="/registre/exports/latest/startups/startups.csv"');
    expect(text).toContain('<link rel="canonical" href="http://outils.example/registre/donnees/startups">');
    for (const [, href] of text.matchAll(/<a [^>]*href="(\/[^"]*)"/g)) expect(href).toMatch(/^\/registre\//);
    expect(headers.get('strict-transport-security')).toBeNull();
  } finally {
    await served.close();
  }
});

const NEWS = `# Nouveautés de la version 2

Depuis la version 1.

- Startups d’État : 1 ligne ajoutée
- Entités : 2 lignes retirées

## Startups d’État apparues (1)

- \\<b\\>x\\</b\\> (a\\_b)
`;

/** The response to headers that fetch does not allow. */
function forging(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
}
