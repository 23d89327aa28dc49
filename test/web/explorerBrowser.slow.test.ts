import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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
    await on('/graphql', {}, async (page) => {
      await page.getByRole('link', { name: 'Query', exact: true }).first().click();
      await page.getByText('The statistics of the startups that had started by a day').first().waitFor();
    });
  });

  it('opens another example in a new tab, without loading a page', async () => {
    await on('/graphql?example=services-par-statut', {}, async (page) => {
      await page.getByRole('button', { name: /Execute query/ }).waitFor();
      await until(page, textOf('operation.graphql', 'includes("ServicesParStatut")'));
      await page.getByLabel('Exemples').selectOption('chiffres-cles');
      await page.getByRole('button', { name: 'Ouvrir' }).click();
      await until(page, textOf('operation.graphql', 'includes("ChiffresCles")'));
      expect(await page.locator('.graphiql-tab').count()).toBe(2);
      expect(new URL(page.url()).search).toBe('?example=chiffres-cles');
      await executeUntil(page, 'servicesOuverts');
    });
  });

  it('reports an unknown field, from a worker', async () => {
    await on('/graphql?example=chiffres-cles', {}, async (page) => {
      await until(page, textOf('operation.graphql', 'includes("ChiffresCles")'));
      await page.evaluate(`${modelOf('operation.graphql')}.setValue('{ startups { nodes { nom } } }')`);
      await until(page, `__MONACO.editor.getModelMarkers({}).some(({ message }) => message.includes('nom'))`);
    });
  });

  it('links to the responses without scripts', async () => {
    await on('/graphql', { javaScriptEnabled: false }, async (page) => {
      const answer = page.waitForResponse((response) => response.url().includes('/graphql?query='));
      await page.getByRole('link', { name: 'Quels services sont ouverts' }).click();
      expect(await (await answer).json()).toMatchObject({ data: { services: { totalCount: 5 } } });
    });
  });

  it('is accessible outside the editor', async () => {
    await on('/graphql', { bypassCSP: true }, async (page) => {
      await page.getByRole('button', { name: /Execute query/ }).waitFor();
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate<AxeResults>(
        `axe.run({ exclude: '#graphiql' }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })`,
      );
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]))).toEqual([]);
    });
  });
});

/** Polls from the test: the policy of the page forbids evaluated code. */
/**
 * Executes the query until the response contains a text. GraphiQL parses the query of a new tab after a delay: an earlier
 * click may have no effect on a slow machine.
 */
async function executeUntil(page: Page, text: string): Promise<void> {
  do {
    await page.getByRole('button', { name: /Execute query/ }).click();
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
