import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SETTINGS } from '../../src/config/settingsTable.ts';
import { runJest } from '../support/runJest.ts';
import { cacheDirectory, cachedTemplate } from './templateCache.ts';

/** Tests of everything that the environment could affect: queries, pages, releases, publishing. */
const SAMPLE = [
  'test/examples/documents.test.ts',
  'test/web/pages.test.ts',
  'test/publishing/release.test.ts',
  'test/publishing/publishCommand.test.ts',
  'test/server/httpCaching.test.ts',
  'test/graphql/page.test.ts',
];

describe('The tests do not depend on the environment', () => {
  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'they pass with invalid settings of the program in the environment, in the time zone %s',
    (TZ) => {
      const invalid = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, `not a value of ${name}`]));
      const client = { PGHOST: '192.0.2.1', PGUSER: 'unknown', PGOPTIONS: '-c datestyle=German', PGTZ: 'Asia/Tokyo' };
      const args = [...SAMPLE, '--selectProjects', 'integration'];
      const { status, stdout, stderr } = runJest(args, { ...invalid, ...client, TZ, LANG: 'tr_TR.UTF-8' });
      expect({ status, failed: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, failed: '' });
      expect(stdout).toMatch(/^\d+ passed, 0 failed(?:, \d+ skipped)?$/m);
    },
    240_000,
  );
});

describe('A cached database template', () => {
  let cache: string;
  beforeAll(async () => {
    cache = await cacheDirectory();
  });
  const ownTemplates = async () => (await readdir(cache)).filter((name) => name.startsWith('of-this-test'));

  afterEach(async () => {
    for (const name of await ownTemplates()) await rm(join(cache, name), { recursive: true });
  });

  test('is created once, and replaces the template of other migrations', async () => {
    await mkdir(join(cache, 'of-this-test-0000000000000000'), { recursive: true });
    let made = 0;
    const make = async (directory: string) => {
      made += 1;
      await writeFile(join(directory, 'it'), String(made));
    };
    const [first, second] = [await cachedTemplate('of-this-test', make), await cachedTemplate('of-this-test', make)];
    expect([first, made]).toEqual([second, 1]);
    expect(await ownTemplates()).toHaveLength(1);
  });

  test('of a killed run is not used, and is removed later', async () => {
    const left = await mkdtemp(join(cache, 'making-'));
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    await utimes(left, yesterday, yesterday);
    await expect(
      cachedTemplate('of-this-test', async () => {
        throw new Error('killed here');
      }),
    ).rejects.toThrow('killed here');
    expect(await ownTemplates()).toEqual([]);
    await cachedTemplate('of-this-test', (directory) => writeFile(join(directory, 'it'), ''));
    expect(existsSync(left)).toBe(false);
  });
});
