import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import configuration from '../../examples/page/codegen.ts';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { aDatabase } from '../support/databases.ts';
import { listen } from '../support/listen.ts';
import { inChromium, launchChromium } from '../web/chromium.ts';
import { generateTypes } from './codegen.ts';
import { type ReferenceServer, startReferenceServer, WRITTEN_ORIGIN } from './referenceServer.ts';

const run = promisify(execFile);
const PAGE = join(packageRoot, 'examples', 'page');
const source = readFileSync(join(PAGE, 'src/page.ts'), 'utf8');
const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

/** The page in a folder of its own, with generated types, and the address of a real register. */
let folder: string;
let served: ReferenceServer;
beforeAll(async () => {
  served = await startReferenceServer(aDatabase().open);
  // Below node_modules, so that TypeScript finds the types that the generated code imports.
  const cache = join(packageRoot, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'page-'));
  for (const file of ['index.html', 'tsconfig.json', 'src/page.ts']) cpSync(join(PAGE, file), join(folder, file));
  writeFileSync(join(folder, 'src/page.ts'), source.replaceAll(WRITTEN_ORIGIN, served.origin));
  const sdl = await (await fetch(`${served.origin}/schema.graphql`)).text();
  const documents = [...source.matchAll(/graphql\(`([^`]*)`\)/g)].map(([, text = '']) => ({ file: 'page.ts', text }));
  mkdirSync(join(folder, 'src/gql'));
  for (const [file, text] of Object.entries(await generateTypes(configuration, sdl, documents))) {
    writeFileSync(join(folder, 'src/gql', file), text);
  }
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the example of a web page', () => {
  test('is shown in the README', () => {
    expect(readme).toContain(`\`\`\`ts\n${source}\`\`\``);
  });

  test('compiles with the types that codegen generates from the served schema', async () => {
    await run(process.execPath, [join(packageRoot, 'node_modules/typescript/bin/tsc'), '-p', folder]);
  });
});

inChromium('the example of a web page, served from another origin,', () => {
  let pages: Server;
  let origin: string;
  beforeAll(async () => {
    const script = join(folder, 'page.js');
    await build({ entryPoints: [join(folder, 'src/page.ts')], outfile: script, bundle: true, format: 'esm' });
    const html = readFileSync(join(folder, 'index.html'), 'utf8').replace('src/page.ts', 'page.js');
    pages = createServer(({ url }, response) => {
      const isScript = url === '/page.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(isScript ? readFileSync(script) : html);
    });
    origin = await listen(pages);
  });
  afterAll(() => new Promise((resolve) => pages.close(resolve)));

  test('lists what the README shows', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${origin}/`);
      await page.locator('li').first().waitFor();
      const [, shown = ''] = /^The page lists:\n\n```text\n(.*?)\n```$/ms.exec(readme) ?? [];
      expect(await page.locator('li').allTextContents()).toEqual(shown.split('\n'));
    } finally {
      await browser.close();
    }
  });
});
