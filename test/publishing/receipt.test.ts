import { describe, expect, test } from '@jest/globals';
import { awaitReceipt, type ReceiptOptions } from '../../src/publishing/datagouv/receipts/awaitReceipt.ts';
import type { Crawler } from '../support/udata/analysis/crawl.ts';
import { onStage, platformOf } from './publishHarness.ts';

const stage = onStage();

const COLUMNS = { identifiant: 'string', rang: 'integer', url: 'string uri' };
const HEADER = 'identifiant,rang,url\n';
const FILES = { 'startups.csv': `${HEADER}a,1,https://a.gouv.fr/\nb,2,https://b.gouv.fr/\n`, 'startups.json': '[]\n' };
const given = (files: Record<string, string> = FILES) => ({ startups: { files, tables: { 'startups.csv': COLUMNS } } });

function receipt(options: Partial<ReceiptOptions> = {}) {
  const { udata, register, directory } = stage();
  return awaitReceipt({
    pool: register.pool,
    platform: platformOf(udata),
    tabularUrl: udata.url,
    directory,
    waitMs: 0,
    ...options,
  });
}

test('the analysis of every file is awaited, compared and stored with the publication', async () => {
  const { udata, register, release, publish } = stage();
  await release(1, given());
  const { run } = await publish();
  const delays: number[] = [];
  const progress: string[] = [];
  const read = await receipt({
    waitMs: 60_000,
    onProgress: (label, done, total) => progress.push(`${label}: ${done} of ${total}`),
    async sleep(ms) {
      delays.push(ms);
      if (delays.length === 2) udata.tick('hydra');
    },
  });
  expect(delays).toEqual([5_000, 10_000]);
  expect(progress).toEqual(['files analysed: 0 of 2', 'files analysed: 0 of 2', 'files analysed: 2 of 2']);
  expect(read).toMatchObject({
    publication: run,
    outcome: 'AS_MEANT',
    datasets: [{ dataset: 'startups', outcome: 'AS_MEANT', quality: 1, differences: [] }],
  });
  const { rows } = await register.pool.query('SELECT receipt FROM publication WHERE id = $1', [run]);
  expect(rows).toEqual([{ receipt: read }]);
  // A receipt writes nothing on the platform.
  udata.requests.length = 0;
  await receipt();
  expect(udata.writes()).toEqual([]);
  // Without the API key, since another host serves the tables.
  expect(udata.requests.filter(({ path, user }) => path.startsWith('/api/resources/') && user !== null)).toEqual([]);
});

describe('a crawler that gives no result of this version: unknown after the limit', () => {
  test.each<[Crawler, string]>([
    ['checks', 'the platform has not analysed the file yet'],
    ['older', 'the analysis is that of another version of the file'],
  ])('%s', async (crawler, problem) => {
    const { udata, release, publish } = stage();
    await release(1, given());
    await publish();
    udata.state.crawler = crawler;
    const delays: number[] = [];
    const read = await receipt({
      waitMs: 3 * 60_000,
      async sleep(ms) {
        delays.push(ms);
        udata.tick('hydra');
      },
    });
    expect(delays).toEqual([5_000, 10_000, 20_000, 40_000, 60_000]);
    expect(read.outcome).toBe('UNKNOWN');
    expect(read.datasets[0]?.files.map((file) => file.problem)).toEqual([problem, problem]);
  });
});

test('the analysis of the former version is not taken for the new one', async () => {
  const { udata, release, publish } = stage();
  await release(1, given());
  await publish();
  udata.tick('hydra');
  expect((await receipt()).outcome).toBe('AS_MEANT');
  await release(2, given({ ...FILES, 'startups.csv': `${HEADER}a,3,https://a.gouv.fr/\nb,2,\n` }));
  await publish();
  const read = await receipt();
  expect(read.outcome).toBe('UNKNOWN');
  expect(read.datasets[0]?.files.map(({ outcome }) => outcome)).toEqual(['UNKNOWN', 'AS_MEANT']);
  udata.tick('hydra');
  expect((await receipt()).outcome).toBe('AS_MEANT');
});

describe('differences by name', () => {
  test.each<[string, string, string[]]>([
    ['counts of 0 and 1', `${HEADER}a,1,\nb,0,\n`, ['column rang is read as boolean, not as integer']],
    [
      'one URL that no validator accepts',
      `${HEADER}a,1,https://a.gouv.fr/\nb,2,https://demarches.numerique/\n`,
      ['column url is read as text, not as text (url)'],
    ],
    ['a header only', HEADER, ['the platform could not read the table: csv_detective:Table seems to be empty']],
  ])('%s', async (_what, csv, differences) => {
    const { udata, release, publish } = stage();
    await release(1, given({ ...FILES, 'startups.csv': csv }));
    await publish();
    udata.tick('hydra');
    const read = await receipt();
    expect(read.outcome).toBe('DIFFERENT');
    expect(read.datasets[0]?.files[0]).toMatchObject({ resource: 'startups.csv', outcome: 'DIFFERENT', differences });
  });

  test('a crawler that fails or does not download, a criterion of the quality, a dead link, a deleted file', async () => {
    const { udata, release, publish } = stage();
    const url = 'https://registre.gouv.fr/graphql';
    await release(1, { startups: { ...given().startups, links: { api: url }, says: { spatial: null } } });
    await publish();
    udata.state.deadUrls.add(url);
    udata.state.crawler = 'fails';
    udata.tick('hydra');
    const failed = await receipt();
    expect(failed.datasets[0]?.differences).toEqual([
      'the quality criterion all_resources_available is not met',
      'the quality criterion spatial is not met',
      'the link api does not answer (404)',
    ]);
    expect(failed.datasets[0]?.files[0]?.differences).toEqual([
      'the platform could not read the table: csv_detective:connection to the database was lost',
    ]);
    udata.state.crawler = 'tooLarge';
    const [held] = [...udata.state.datasets.values()];
    for (const resource of held?.resources ?? []) resource.extras = {};
    udata.tick('hydra');
    const error = 'the platform could not analyse the file: File too large to download';
    expect((await receipt()).datasets[0]?.files[1]?.differences).toEqual([error]);
    held?.resources.splice(1, 1);
    expect((await receipt()).datasets[0]?.files[1]?.differences).toEqual(['the platform does not have the file']);
  });
});

test('a tabular API without a usable response leaves the table unknown', async () => {
  const { udata, release, publish } = stage();
  await release(1, given());
  await publish();
  udata.tick('hydra');
  udata.faults.inject('F11.503', { path: /^\/api\/resources\// });
  const read = await receipt();
  expect(read.outcome).toBe('UNKNOWN');
  expect(read.datasets[0]?.files[0]?.problem).toMatch(/^http.*\/api\/resources\/.* can't be read: HTTP 503$/);
});

test('before a publication, without its release, or when it is stopped: the error says what to do', async () => {
  const { release, publish, directory } = stage();
  await expect(receipt()).rejects.toThrow('Run registre publish first.');
  const name = await release(1, given());
  await publish();
  await expect(receipt({ directory: `${directory}/none` })).rejects.toThrow(`does not contain the release ${name}`);
  await expect(receipt({ signal: AbortSignal.abort(new Error('cancelled')) })).rejects.toThrow('cancelled');
});
