import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { bundleExplorer } from '../../tools/explorer/bundleExplorer.ts';
import { type ReferenceServer, startReferenceServer } from '../examples/referenceServer.ts';
import { aDatabase } from '../support/databases.ts';
import { inChromium, launchChromium, until } from './chromium.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const DESKTOP = { width: 1280, height: 900 };

inChromium('the explorer', () => {
  let served: ReferenceServer;
  let browser: Browser;
  beforeAll(async () => {
    await bundleExplorer();
    served = await startReferenceServer(aDatabase().open);
    browser = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  /** Opens a path. Fails on a request to another origin, a violation of the policy, or an error in the console. */
  async function on(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: DESKTOP, ...options });
    try {
      const page = await context.newPage();
      const wrong: string[] = [];
      context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(`${served.origin}/`) && !url.startsWith('data:')) wrong.push(`requested ${url}`);
      });
      page.on('console', (message) => {
        // Browsers request this file themselves when the response is JSON.
        if (!message.location().url.endsWith('/favicon.ico')) wrong.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => wrong.push(String(error)));
      await page.goto(`${served.origin}${path}`);
      await look(page);
      expect(wrong).toEqual([]);
    } finally {
      await context.close();
    }
  }

  it.each([
    ['in light mode', { colorScheme: 'light' }],
    ['in dark mode', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 390, height: 800 } }],
  ] as const)('opens an example, with its variables, and runs it, %s', async (_when, options) => {
    await on('/graphql?example=services-par-statut', options, async (page) => {
      await until(page, textOf('operation.graphql', 'includes("ServicesParStatut")'));
      await until(page, textOf('variables.json', 'includes("LIVE")'));
      await executeUntil(page, 'Légifrance');
    });
  });

  it('shows the documentation of the schema', async () => {
    await on('/explorer', {}, async (page) => {
      await page.getByRole('button', { name: 'Afficher la documentation' }).click();
      await page.getByRole('link', { name: 'Query', exact: true }).first().click();
      await page.getByText('The statistics of the startups that had started by a day').first().waitFor();
    });
  });

  it('opens another example in a new tab, without loading a page', async () => {
    await on('/explorer?example=services-par-statut', {}, async (page) => {
      await page.getByRole('button', { name: /Ctrl-Enter/ }).waitFor();
      await until(page, textOf('operation.graphql', 'includes("ServicesParStatut")'));
      await page.getByLabel('Exemples').selectOption('chiffres-cles');
      await page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
      await until(page, textOf('operation.graphql', 'includes("ChiffresCles")'));
      expect(await page.locator('.graphiql-tab').count()).toBe(2);
      expect(new URL(page.url()).search).toBe('?example=chiffres-cles');
      await executeUntil(page, 'servicesOuverts');
    });
  });

  it('reports an unknown field, from a worker', async () => {
    await on('/explorer?example=chiffres-cles', {}, async (page) => {
      await until(page, textOf('operation.graphql', 'includes("ChiffresCles")'));
      await page.evaluate(`${modelOf('operation.graphql')}.setValue('{ startups { nodes { nom } } }')`);
      await until(page, `__MONACO.editor.getModelMarkers({}).some(({ message }) => message.includes('nom'))`);
    });
  });

  it('opens the query of a link to the API, its variables and its operation', async () => {
    const query = 'query A { register { version } } query B($s: String!) { search(text: $s) { nombre: totalCount } }';
    const parameters = new URLSearchParams({ query, variables: '{"s":"aides"}', operationName: 'B' });
    await on(`/graphql?${parameters}`, {}, async (page) => {
      await until(page, textOf('operation.graphql', 'startsWith("query A {\\n  register {")'));
      await until(page, textOf('variables.json', 'includes("aides")'));
      await page.getByRole('link', { name: 'Aller à l’éditeur' }).press('Enter');
      await executeUntil(page, 'nombre', () => page.keyboard.press('Control+Enter'));
    });
  });

  it.each(['light', 'dark'] as const)('shows the text of the completions, in %s mode', async (colorScheme) => {
    await on('/explorer?query=%7B__typename%7D', { colorScheme }, async (page) => {
      await page.locator('.graphiql-query-editor .view-lines').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('{ sta', { delay: 20 });
      const row = page.locator('.suggest-widget .monaco-list-row[aria-label="statistics"]');
      await row.waitFor();
      // Typing on must not change what is looked at.
      await page.waitForTimeout(300);
      const inks = await inkOf(page, row);
      expect(inks.share).toBeGreaterThan(0.01);
      expect(inks.contrast).toBeGreaterThan(4.5);
    });
  });

  it('keeps the rules of the site out of the editor', async () => {
    await on('/explorer?query=%7B__typename%7D', {}, async (page) => {
      await page.getByRole('button', { name: 'Afficher la documentation' }).click();
      await page.getByRole('link', { name: 'Query', exact: true }).first().waitFor();
      await page.locator('.graphiql-query-editor .view-lines').click();
      await page.keyboard.type('{ sta', { delay: 20 });
      await page.locator('.suggest-widget .monaco-list-row').first().waitFor();
      expect(await page.evaluate<number>('document.querySelectorAll("#graphiql *").length')).toBeGreaterThan(500);
      expect(await page.evaluate(RULES_IN_EDITOR)).toEqual([]);
    });
  });

  it('reaches the editor by its skip link, and leaves it by Escape', async () => {
    await on('/explorer?query=%7B__typename%7D', {}, async (page) => {
      await page.locator('.graphiql-query-editor .view-lines').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Aller à l’éditeur');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('# Texte');
      await until(page, textOf('operation.graphql', 'includes("# Texte")'));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.ariaLabel')).toMatch(/Ctrl-Enter/);
      expect(await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    });
  });

  it.each([320, 390, 768, 2000])('is no wider than a screen of %d pixels', async (width) => {
    await on('/explorer?query=%7B__typename%7D', { viewport: { width, height: 800 } }, async (page) => {
      await page.locator('.graphiql-query-editor .view-lines').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    });
  });

  it('links to the responses without scripts', async () => {
    await on('/explorer', { javaScriptEnabled: false }, async (page) => {
      const answer = page.waitForResponse((response) => response.url().includes('/graphql?query='));
      await page.getByRole('link', { name: 'Quels services sont ouverts' }).click();
      expect(await (await answer).json()).toMatchObject({ data: { services: { totalCount: 5 } } });
    });
  });

  it.each(['light', 'dark'] as const)('is accessible, in %s mode', async (colorScheme) => {
    await on('/explorer', { colorScheme, bypassCSP: true }, async (page) => {
      await page.getByRole('button', { name: /Ctrl-Enter/ }).waitFor();
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate<AxeResults>(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
      );
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]))).toEqual([]);
    });
  });
});

/** The share of the pixels of a row of text that differ from its background, and their greatest contrast to it. */
async function inkOf(page: Page, row: Locator): Promise<{ share: number; contrast: number }> {
  const box = await row.boundingBox();
  if (!box) throw new Error('The row is not displayed.');
  // The first pixels show the icon.
  const clip = { ...box, x: box.x + 22, width: box.width / 2 };
  const image = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(`(${MEASURE_INK})(${JSON.stringify(image)})`);
}

/** Polls from the test: the policy of the page forbids evaluated code. */
/**
 * Executes the query until the response contains a text. GraphiQL parses the query of a new tab after a delay: an earlier
 * click may have no effect on a slow machine.
 */
async function executeUntil(
  page: Page,
  text: string,
  execute = () => page.getByRole('button', { name: /Ctrl-Enter/ }).click(),
): Promise<void> {
  do {
    await execute();
    await page.waitForTimeout(300);
  } while (!(await page.evaluate<boolean>(textOf('response.json', `includes(${JSON.stringify(text)})`))));
}

// The code that runs in the page is a string: the types of the DOM are not available here.
function modelOf(file: string): string {
  return `globalThis.__MONACO?.editor.getModels().find(({ uri }) => uri.path.endsWith('${file}'))`;
}

function textOf(file: string, then: string): string {
  return `${modelOf(file)}?.getValue().${then}`;
}

const MEASURE_INK = `async (base64) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + base64;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  const colours = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 3).join();
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  // Relative luminance and contrast of WCAG.
  const luminance = (colour) => colour.split(',').map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const [[background]] = [...colours].sort(([, a], [, b]) => b - a);
  const contrasts = [...colours].map(([colour, count]) => {
    const [dark, light] = [luminance(colour), luminance(background)].sort((a, b) => a - b);
    return { count, contrast: (light + 0.05) / (dark + 0.05) };
  });
  const ink = contrasts.filter(({ contrast }) => contrast > 3).reduce((sum, { count }) => sum + count, 0);
  return { share: ink / (data.length / 4), contrast: Math.max(...contrasts.map(({ contrast }) => contrast)) };
}`;

/** The selectors of the site's style sheet that match an element of the editor or of its dialogs, which are children of the body. */
const RULES_IN_EDITOR = `(() => {
  const rulesOf = (list) => [...list].flatMap((rule) => ('selectorText' in rule ? [rule] : rulesOf(rule.cssRules ?? [])));
  const site = document.querySelector('head style').sheet;
  const elements = document.querySelectorAll('#graphiql, #graphiql *, body > :not(.site, main), body > :not(.site, main) *');
  return rulesOf(site.cssRules).map(({ selectorText }) => selectorText.replaceAll(/::?(?:before|hover|focus(?:-visible)?)/g, ''))
    .filter((selector) => [...elements].some((element) => element.matches(selector)));
})()`;
