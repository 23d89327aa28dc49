import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { decode } from 'html-entities';
import type { PoolClient } from 'pg';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { change } from '../../src/register/change.ts';
import { createExportsDirectory, removeDirectories } from '../publishing/populatedRegister.ts';
import { aMembership, anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { WITHOUT_CHECKS } from '../support/withoutChecks.ts';
import { createPagesApp } from './pagesServer.ts';

const EXECUTABLE = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
const PUBLIC_URL = 'https://registre.example/registre';
/** Texts that could break XML, and characters that XML cannot represent. */
const HOSTILE = `</title><script>alert("1")</script>]]>&amp;<!-- ' \u0001\u000b\u001f\uffff é 🦊`;

/** Parses a feed with the XML parser of a browser. */
interface Parsed {
  error: string | null;
  root: string;
  feed: string[];
  entries: string[][];
  ids: string[];
  instants: string[];
}

const PARSE = `(text) => {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  const feed = parsed.documentElement;
  const childrenOf = (element) => [...element.children].map(({ localName }) => localName);
  const textsOf = (name) => [...feed.querySelectorAll(name)].map(({ textContent }) => textContent);
  return {
    error: parsed.querySelector('parsererror')?.textContent ?? null,
    root: feed.namespaceURI + ' ' + feed.localName,
    feed: childrenOf(feed),
    entries: [...feed.querySelectorAll('entry')].map(childrenOf),
    ids: textsOf('id'),
    instants: textsOf('updated'),
  };
}`;

onEachDatabase('the feed of changes as Atom', (open) => {
  let register: TestRegister;
  let app: FastifyInstance;
  let start: number;

  beforeAll(async () => {
    register = await openRegister(open);
    const directory = await createExportsDirectory();
    app = await createPagesApp({ pool: register.pool, publicUrl: PUBLIC_URL, directory });
    start = (await register.pool.query('SELECT version FROM register')).rows[0].version;
    await register.load(
      aSource({
        entities: Array.from({ length: 30 }, (_, at) => anEntity(`e${at}`)),
        startups: [aStartup('une', { phases: [aPhase('INVESTIGATION', '2020-01-01')] })],
        services: [aService('site', { startups: ['une'] })],
        memberships: [aMembership('ada', 'une')],
      }),
    );
    // Rows of a former version may hold such texts.
    await register.pool.query(WITHOUT_CHECKS);
    await edit("UPDATE startup SET pitch = $1, accessibility = 'FULL'", [HOSTILE]);
    await edit("UPDATE startup SET updated_at = '2000-01-01Z'");
    await edit("UPDATE entity SET name = 'Autre' WHERE slug IN ('e1', 'e2')");
    await edit('DELETE FROM service_startup');
    await edit('DELETE FROM service');
    await edit("UPDATE startup SET pitch = repeat('long ', 1900)");
  });
  afterAll(async () => {
    await app.close();
    await register.close();
    await removeDirectories();
  });

  function edit(statement: string, values: unknown[] = []): Promise<unknown> {
    return change(register.dataSource, { actor: 'jeton-secret', command: 'canari' }, async (client: PoolClient) => {
      await client.query(statement, values);
      return { wrote: true, result: null };
    });
  }

  const get = (headers: Record<string, string> = {}, url = '/changements.atom') => app.inject({ url, headers });

  function entriesIn(text: string): { title: string; id: string; content: string }[] {
    return [...text.matchAll(/<entry>([\s\S]*?)<\/entry>/g)].map(([, entry = '']) => ({
      title: decode(/<title>(.*?)<\/title>/.exec(entry)?.[1] ?? '').replaceAll('\u00a0', ' '),
      id: /<id>(.*?)<\/id>/.exec(entry)?.[1] ?? '',
      content: decode(/<content type="html">([\s\S]*?)<\/content>/.exec(entry)?.[1] ?? '').replaceAll('\u00a0', ' '),
    }));
  }

  it('has an entry for each version with public changes, the latest first', async () => {
    const { statusCode, headers, body } = await get();
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(entriesIn(body).map(({ title, id }) => [title, id])).toEqual(
      [
        [7, '1 fiche modifiée'],
        [6, '1 fiche supprimée'],
        [5, '1 fiche modifiée'],
        [4, '2 fiches modifiées'],
        [2, '1 fiche modifiée'],
        [1, '32 fiches créées'],
      ].map(([at, counts]) => [
        `Version ${start + Number(at)} : ${counts}`,
        `${PUBLIC_URL}/changements#v${start + Number(at)}`,
      ]),
    );
  });

  it('describes changes in French', async () => {
    const [, removed, link, updated, startup] = entriesIn((await get()).body);
    expect(removed?.content).toContain(
      '<li>Service « site » supprimé ; identifiant : site ; nom : Service site ; statut : Ouvert</li>',
    );
    expect(link?.content).toBe(
      '<ul><li>Service « site » : startup d’origine retirée ; startup : une ; rang : 0</li></ul>',
    );
    expect(updated?.content).toContain('<li>Entité « e1 » modifiée ; nom : Entité e1 → Autre</li>');
    expect(decode(startup?.content ?? '')).toContain('conformité RGAA : (vide) → Totalement conforme');
  });

  it('limits entries to twenty changes, and shortens long values', async () => {
    const entries = entriesIn((await get()).body);
    const [long] = entries;
    const load = entries.at(-1);
    expect(load?.content.match(/<li>/g)).toHaveLength(20);
    expect(load?.content).toMatch(/<p>Et 14 autres changements\.<\/p>$/);
    expect(long?.content.length).toBeLessThan(1000);
  });

  it('escapes texts, and replaces characters that XML cannot represent', async () => {
    const { body } = await get();
    expect(body).not.toContain('<script');
    expect(body).not.toContain(']]>');
    for (const character of ['\u0001', '\u000b', '\u001f', '\uffff']) expect(body).not.toContain(character);
    const html = entriesIn(body).find(({ content }) => content.includes('🦊'))?.content ?? '';
    expect(html).not.toContain('<script');
    expect(decode(html)).toContain(`</title><script>alert("1")</script>]]>&amp;<!-- ' \ufffd\ufffd\ufffd\ufffd é 🦊`);
  });

  it('contains neither authors nor members of teams', async () => {
    const { body } = await get();
    for (const secret of ['jeton-secret', 'canari', 'membership', 'search_text', 'search_document'])
      expect(body).not.toContain(secret);
  });

  it('is 304 until the register changes', async () => {
    const { headers, body } = await get();
    const etag = String(headers.etag);
    const again = await get({ 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await edit("UPDATE entity SET name = 'Encore' WHERE slug = 'e3'");
    const later = await get({ 'if-none-match': etag });
    expect(later.statusCode).toBe(200);
    expect(later.headers.etag).not.toBe(etag);
    expect(later.body).not.toBe(body);
  });

  it('is linked in the head of every page', async () => {
    for (const url of ['/', '/donnees', '/donnees/absent', '/changements']) {
      expect((await get({}, url)).body).toMatch(
        /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="\/registre\/changements\.atom">/,
      );
    }
  });

  describe('as a page', () => {
    const page = async (search = '') => {
      const { statusCode, body } = await get({}, `/changements${search}`);
      return { statusCode, body, text: decode(body).replaceAll('\u00a0', ' ') };
    };

    it('lists changed records by version, with their names, links and values before and after', async () => {
      const { statusCode, body, text } = await page();
      expect(statusCode).toBe(200);
      expect(body).toContain(`<h2 id="v${start + 2}">`);
      expect(body).not.toContain('<script');
      expect(text).toContain('<li>Nom : <del>Entité e1</del> <ins>Autre</ins></li>');
      expect(text).toContain('<a href="/registre/startups/une">Startup une</a>');
      // The service no longer exists: its page would be missing.
      expect(text).toContain('Fiche supprimée : Service site.');
      expect(text).toContain('<li>Startup d’origine retirée : <del>une</del></li>');
      for (const secret of ['jeton-secret', 'canari']) expect(body).not.toContain(secret);
    });

    it('selects the kind of record, the version and the day', async () => {
      const services = await page('?type=service');
      expect(services.text).toContain('<h3>Services</h3>');
      expect(services.text).not.toContain('<h3>Startups d’État</h3>');
      const version = await page(`?version=${start + 2}`);
      expect([...version.body.matchAll(/<h2 id="v(\d+)">/g)].map(([, each]) => Number(each))).toEqual([start + 2]);
      const { rows } = await register.pool.query<{ day: string }>(
        "SELECT (recorded_at AT TIME ZONE 'Europe/Paris')::date::text AS day FROM journal ORDER BY version DESC LIMIT 1",
      );
      expect((await page(`?jour=${rows[0]?.day}`)).body).toContain('<h2 id="v');
      expect((await page('?jour=2013-01-01')).text).toContain('Aucun changement ne correspond');
    });

    it('has pages that together list each changed record once', async () => {
      const names: string[] = [];
      for (let at = 1; ; at++) {
        const { statusCode, text } = await page(`?version=${start + 1}&page=${at}`);
        if (statusCode === 404) break;
        const found = text.matchAll(/href="\/registre\/(?:entites|startups)\/([^"]+)"|Service site/g);
        names.push(...[...found].map(([whole, slug = whole]) => slug));
      }
      expect(new Set(names).size).toBe(names.length);
      expect(names).toHaveLength(32);
    });

    it.each([
      ['?type=avion', 400, 'Les valeurs sont : startup, service, entite, mission'],
      ['?jour=hier', 400, '« hier » n’est pas un jour'],
      ['?version=dix', 400, '« dix » n’est pas une version'],
      ['?couleur=rouge', 400, 'Le filtre « couleur » n’existe pas'],
      ['?page=0', 400, '« 0 » n’est pas un numéro de page'],
      ['?page=99', 404, 'La page 99 n’existe pas'],
    ])('explains %s', async (search, status, sentence) => {
      const { statusCode, text } = await page(search);
      expect([statusCode, text]).toEqual([status, expect.stringContaining(sentence)]);
    });
  });

  if (existsSync(EXECUTABLE)) inChromium();
  else it.skip(`is read by an XML parser: there is none at ${EXECUTABLE} (set CHROMIUM_PATH)`, () => {});

  function inChromium(): void {
    let browser: Browser;
    let page: Page;
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: EXECUTABLE,
        args: ['--headless', '--no-sandbox', '--disable-gpu'],
      });
      page = await browser.newPage();
    });
    afterAll(() => browser.close());

    it('is well-formed XML with the elements that RFC 4287 requires', async () => {
      const read = await page.evaluate<Parsed>(`(${PARSE})(${JSON.stringify((await get()).body)})`);
      expect(read.error).toBeNull();
      expect(read.root).toBe('http://www.w3.org/2005/Atom feed');
      expect(read.feed).toEqual(expect.arrayContaining(['id', 'title', 'updated', 'author', 'link', 'entry']));
      for (const entry of read.entries)
        expect(entry).toEqual(expect.arrayContaining(['id', 'title', 'updated', 'link', 'content']));
      expect(new Set(read.ids).size).toBe(read.ids.length);
      for (const instant of read.instants) expect(instant).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    });
  }
});
