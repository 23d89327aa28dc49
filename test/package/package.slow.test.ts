import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CheckoutCopy, checkoutCopy, environment, waitForExit } from './checkoutCopy.ts';

/** A dependency stands for the registry that the others come from. */
const registry = spawnSync('npm', ['view', 'commander', 'name'], { env: environment(), encoding: 'utf8' });

if (registry.status === 0)
  describe('the package, installed elsewhere without development dependencies', installedElsewhere);
else test.skip('the package: not installed, there is no registry within reach', () => {});

function installedElsewhere(): void {
  let copy: CheckoutCopy;
  let place: string;
  const npm = (...args: readonly string[]) => start('npm', args, place);
  const registre = (...args: readonly string[]) => start(join(place, 'node_modules', '.bin', 'registre'), args, place);

  const isHealthy = (port: string) => {
    const check = join(place, 'node_modules', 'registre-numerique', 'deploy', 'healthcheck.js');
    return waitForExit(start(process.execPath, [check], place, port));
  };

  beforeAll(async () => {
    copy = await checkoutCopy('all');
    place = await realpath(await mkdtemp(join(tmpdir(), 'registre-installed-')));
    const packed = await waitForExit(start('npm', ['pack', '--pack-destination', place], copy.folder));
    expect(packed).toMatchObject({ code: 0, output: expect.stringContaining('registre-numerique-') });
    const tarball = readdirSync(place).find((name) => name.endsWith('.tgz')) ?? '';
    const flags = ['--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'];
    expect(await waitForExit(npm('install', ...flags, `./${tarball}`))).toMatchObject({ code: 0 });
  }, 300_000);

  afterAll(async () => {
    await copy.remove();
    await rm(place, { recursive: true, force: true });
  });

  test('leaves no temporary file in the checkout', () => {
    expect(existsSync(join(copy.folder, 'npm-shrinkwrap.json'))).toBe(false);
  });

  test('contains the program and its data, without sources, tests, source maps and tools', () => {
    const files = filesIn(join(place, 'node_modules', 'registre-numerique'));
    const top = new Set(files.map((file) => file.split('/')[0]));
    expect([...top].sort()).toEqual([
      '.env.example',
      'LICENSE',
      'README.md',
      'deploy',
      'dist',
      'examples',
      'npm-shrinkwrap.json',
      'package.json',
      'schema',
      'src',
      'tools',
    ]);
    expect(files.filter((file) => /\.(ts|map)$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.startsWith('dist/') && isBuildTool(file))).toEqual([]);
  });

  test('prints its commands and its settings', async () => {
    const { code, output } = await waitForExit(registre('--help'));
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/serve.*import.*export.*publish/s) });
    expect(output).toContain('DATABASE_URL');
  });

  test('serves the API, its explorer, its schema and a release from an empty folder, then exports', async () => {
    const server = registre('serve');
    const ending = waitForExit(server);
    const origin = await ready(server);
    const answer = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ startup(by: { slug: "mes-aides" }) { name } }' }),
    });
    expect(await answer.json()).toMatchObject({ data: { startup: { name: 'mes-aides.gouv.fr' } } });
    const page = await (await fetch(`${origin}/graphql`, { headers: { accept: 'text/html' } })).text();
    const bundle = /src="[^"]*(\/explorer\/[^"]+\.js)"/.exec(page)?.[1];
    for (const path of [bundle, '/schema.graphql', '/exports/latest/startups/startups.csv']) {
      const response = await fetch(`${origin}${path}`);
      expect(response.status).toBe(200);
      // The server waits for responses that are not read to their end.
      await response.arrayBuffer();
    }
    const { port } = new URL(origin);
    expect((await isHealthy(port)).code).toBe(0);
    server.kill('SIGTERM');
    expect((await ending).code).toBe(0);
    expect(await isHealthy(port)).toEqual({ code: 1, output: expect.stringContaining('did not answer') });
    expect(await waitForExit(registre('export', '--out', 'elsewhere'))).toMatchObject({ code: 0 });
    expect(existsSync(join(place, 'elsewhere', 'latest', 'SHA256SUMS'))).toBe(true);
  }, 120_000);
}

function start(command: string, args: readonly string[], cwd: string, port = '0') {
  return spawn(command, args, { cwd, env: { ...environment(), PORT: port }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Waits until a server is ready, and returns its address. */
async function ready(server: ReturnType<typeof start>): Promise<string> {
  let output = '';
  for await (const piece of server.stdout.iterator({ destroyOnReturn: false })) {
    output += piece;
    if (output.includes('Ready.')) break;
  }
  const [origin] = /http:\/\/localhost:\d+/.exec(output) ?? [];
  if (origin === undefined) throw new Error(`the server ended before it was ready:\n${output}`);
  return origin;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(join(folder, 'node_modules')))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function isBuildTool(file: string): boolean {
  return /\/(generate|derivedFiles|documentation|releaseSchema|schemaChanges|bundleExplorer|dumpSchema)\.js$/.test(
    file,
  );
}
