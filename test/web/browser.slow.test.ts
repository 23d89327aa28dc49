import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { CLIENT_HEADERS } from '../server/clientHeaders.ts';
import { listen } from '../support/listen.ts';
import { inChromium, launchChromium, until } from './chromium.ts';
import type { PagesServer } from './pagesServer.ts';
import { HOSTILE, startPagesServer } from './pagesServer.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PATHS = [
  '/',
  '/donnees',
  ...CATALOGUE.map(({ slug }) => `/donnees/${slug}`),
  '/donnees/absent',
  '/api/v2.7',
  '/startups',
  '/startups/mes-aides',
  '/entites',
  '/entites/dinsic',
  '/chiffres',
  '/chiffres/startups-actives',
  '/recherche?q=aide',
  '/contact',
];
const PHONE = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 900 };

inChromium('the pages', thePages);

function thePages(): void {
  let served: PagesServer;
  let browser: Browser;

  beforeAll(async () => {
    served = await startPagesServer('http://registre.example');
    await served.release();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  /** Opens a page, runs the checks, and fails if the page requested another host or ran a script. */
  async function on(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(`${served.origin}/`) && !url.startsWith('data:')) wrong.push(`requested ${url}`);
      });
      page.on('dialog', (dialog) => {
        wrong.push(`said ${dialog.message()}`);
        return dialog.dismiss();
      });
      page.on('console', (message) => {
        // Chromium logs this for any error response, such as the 404 page.
        if (!message.text().startsWith('Failed to load resource')) wrong.push(message.text());
      });
      page.on('pageerror', (error) => wrong.push(String(error)));
      await page.goto(`${served.origin}${path}`);
      await look(page);
      expect(wrong).toEqual([]);
    } finally {
      await context.close();
    }
  }

  describe.each(PATHS)('%s', (path) => {
    it.each([
      ['in light mode, on a phone', { viewport: PHONE, colorScheme: 'light' }],
      ['in dark mode, on a desktop', { viewport: DESKTOP, colorScheme: 'dark' }],
    ] as const)('is accessible and no wider than the screen, %s', async (_when, options) => {
      // The content security policy of the page also forbids the script of axe.
      await on(path, { ...options, bypassCSP: true }, async (page) => {
        await page.addScriptTag({ path: AXE });
        const { violations, passes } = await page.evaluate<AxeResults>(
          `axe.run(document, ${JSON.stringify({ runOnly: RULES })})`,
        );
        expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]))).toEqual([]);
        expect(passes.length).toBeGreaterThan(15);
        const scrollWidth = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(scrollWidth).toBeLessThanOrEqual(options.viewport.width);
      });
    });

    it('is operable by keyboard, in order and with a visible focus', async () => {
      await on(path, { viewport: DESKTOP, reducedMotion: 'reduce' }, async (page) => {
        await page.evaluate(MARK);
        const count = await page.evaluate<number>('window.reachable.length');
        const reached: Focus[] = [];
        for (let at = 0; at < count; at++) {
          await page.keyboard.press('Tab');
          const focus = await page.evaluate<Focus>(FOCUS);
          // Tab moves between the day, the month and the year inside a field for a date.
          if (focus.at === reached.at(-1)?.at) at--;
          else reached.push(focus);
        }
        expect(reached[0]?.text).toBe('Aller au contenu');
        expect(reached.map(({ at }) => at)).toEqual([...reached.keys()]);
        expect(reached.filter(({ isSeen }) => !isSeen)).toEqual([]);
      });
    });
  });

  it('shows hostile texts as text', async () => {
    await on('/donnees/startups', { viewport: DESKTOP }, async (page) => {
      for (const text of HOSTILE) expect(await page.getByText(text, { exact: true }).count()).toBeGreaterThan(0);
      const elements =
        'document.querySelectorAll("main :is(script, img, svg, style, form), [onload], [onerror]").length';
      expect(await page.evaluate<number>(elements)).toBe(0);
    });
  });

  it('scrolls a wide table on a phone with the arrow keys', async () => {
    await on('/donnees/startups', { viewport: PHONE, reducedMotion: 'reduce' }, async (page) => {
      const table = page.getByRole('region', { name: 'Premières lignes de startups' });
      await table.focus();
      await page.keyboard.press('ArrowRight');
      await until(page, 'document.activeElement.scrollLeft > 0');
    });
  });

  it('lets a page of another origin send the headers of every client, and read those of the response', async () => {
    const other = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<!doctype html>'),
    );
    const origin = await listen(other);
    const page = await browser.newPage();
    try {
      await page.goto(origin);
      const failed = await page.evaluate<unknown[]>(
        `(${FETCH_ALL})(${JSON.stringify(served.origin)}, ${JSON.stringify(CLIENT_HEADERS)})`,
      );
      expect(failed).toEqual([]);
    } finally {
      await page.close();
      other.close();
    }
  });

  it('suggests names in the search box of a list', async () => {
    await on('/startups', {}, async (page) => {
      await page.locator('#q').pressSequentially('mes');
      const first = page.locator('datalist option').first();
      await first.waitFor({ state: 'attached' });
      expect(await first.textContent()).toBe('Mes Aides');
    });
  });

  it('submits the query of the form without scripts', async () => {
    await on('/', { javaScriptEnabled: false }, async (page) => {
      const answer = page.waitForResponse((response) => response.url().includes('/graphql?'));
      await page.getByRole('button', { name: 'Interroger' }).click();
      expect(await (await answer).json()).toMatchObject({ data: { startups: { nodes: expect.any(Array) } } });
      await page.goBack();
      await page.getByRole('button', { name: 'Ouvrir dans l’explorateur' }).click();
      await page.getByRole('heading', { name: 'Explorer le registre' }).waitFor();
      expect(new URL(page.url()).searchParams.get('query')).toContain('startups(first: 5)');
    });
  });
}

interface Focus {
  /** The position in the tab order. */
  readonly at: number;
  readonly text: string;
  /** Whether the element is visible, within one frame. */
  readonly isSeen: boolean;
}

// The code that runs in the page is a string: the types of the DOM are not available here.
const MARK = `window.reachable = [...document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]')]
  .filter((element) => element.checkVisibility())`;
const FOCUS = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom } = element.getBoundingClientRect();
  const isSeen = outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 && bottom > 0 && top < innerHeight;
  return { at: window.reachable.indexOf(element), text: element.textContent.trim().slice(0, 40), isSeen };
})()`;

/** Sends each header alone, and all together, and returns the requests that failed or whose response headers cannot be read. */
const FETCH_ALL = `async (origin, names) => {
  const values = {
    'content-type': 'application/json',
    'if-match': '*',
    'if-modified-since': 'Mon, 20 Nov 2000 00:00:00 GMT',
    'if-none-match': '"other"',
    range: 'bytes=0-1',
  };
  const headersOf = (some) => Object.fromEntries(some.map((name) => [name, values[name] ?? 'x']));
  const link = '/graphql?query=%7Bregister%7Bversion%7D%7D';
  const body = JSON.stringify({ query: '{ register { version } }' });
  const requests = [
    ...names.map((name) => [link, 'GET', headersOf([name])]),
    ...['GET', 'HEAD'].flatMap((method) =>
      [link, '/schema.graphql', '/api/v2.7/startups.json', '/changements.atom', '/donnees'].map((path) => [path, method, headersOf(names)]),
    ),
    ['/graphql', 'POST', headersOf(names)],
  ];
  const failed = [];
  for (const [path, method, headers] of requests) {
    try {
      const { status, headers: sent } = await fetch(origin + path, { cache: 'no-store', method, headers, body: method === 'POST' ? body : undefined });
      // The response to a POST is not cached: it has no ETag.
      if (status !== 200 || sent.get('x-request-id') === null || (sent.get('etag') === null) !== (method === 'POST')) failed.push([path, method, headers, status]);
    } catch (error) {
      failed.push([path, method, headers, String(error)]);
    }
  }
  const missing = await fetch(origin + '/nothing').then(({ status }) => status, String);
  const tooLong = await fetch(origin + '/graphql?query=' + 'a'.repeat(20_000)).then(({ status }) => status, String);
  if (missing !== 404 || tooLong !== 431) failed.push({ missing, tooLong });
  return failed;
}`;
