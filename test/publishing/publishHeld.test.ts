import { expect, test } from '@jest/globals';
import { onStage, type Stage } from './publishHarness.ts';
import { FILES, type GivenDataset } from './releaseFolder.ts';

const stage = onStage();

const HEADER = 'identifiant,nom,phase\n';
const withRows = (rows: number): GivenDataset => withCsv(HEADER + 'a,A,CONSTRUCTION\n'.repeat(rows));
const withCsv = (csv: string): GivenDataset => ({ files: { ...FILES, 'startups.csv': csv } });

test.each([
  ['empties a table', withCsv(HEADER), ['shrink'], 'startups.csv shrinks from 10 to 0 rows (−100 %)'],
  ['shrinks a table by 30 %', withRows(7), ['shrink'], 'startups.csv shrinks from 10 to 7 rows (−30 %)'],
  ['removes a table', { files: { 'startups.json': '[]' } }, ['shrink'], 'startups.csv and its 10 rows disappear'],
  ['loses a column', withCsv(`identifiant,nom\n${'a,A\n'.repeat(10)}`), ['columns'], 'loses the column phase'],
  [
    'loses columns and rows',
    withCsv('nom\nA\n'),
    ['shrink', 'columns'],
    'startups.csv loses the columns identifiant, phase',
  ],
] as const)('a release that %s is held until it is accepted', async (_what, startups, reasons, message) => {
  const { udata, release, publish, seen } = stage();
  await published(withRows(10));
  await release(2, { startups, entites: { says: { title: 'Un autre titre' } } });
  const before = seen();
  for (const dryRun of [true, false]) {
    const report = await publish({ dryRun });
    expect(report).toMatchObject({ exitCode: 1, outcome: dryRun ? 'PLANNED' : 'FAILED' });
    expect(report.problem).toContain(`add --accept ${reasons.join(',')}`);
    expect(report.datasets[0]?.holds.map(({ message: each }) => each).join()).toContain(message);
    expect(report.datasets.map(({ outcome }) => outcome)).toEqual(
      dryRun ? ['UPDATED', 'UPDATED'] : ['HELD', 'NOT_REACHED'],
    );
  }
  expect([seen(), udata.writes()]).toEqual([before, []]);
  for (const reason of reasons.slice(1)) expect(await publish({ accept: [reason] })).toMatchObject({ exitCode: 1 });
  expect(await publish({ accept: reasons })).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0, problem: null });
  expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
});

test.each([
  ['loses exactly 20 % of its rows', withRows(8)],
  ['has a column more', withCsv(`identifiant,nom,phase,site\n${'a,A,,\n'.repeat(10)}`)],
])('a table that %s holds nothing', async (_what, startups) => {
  await published(withRows(10));
  await stage().release(2, { startups, entites: {} });
  expect(await stage().publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
});

test('a release that is older than the published one is held', async () => {
  await published(withRows(10), 7);
  await stage().release(3, { startups: withRows(9), entites: {} });
  const report = await stage().publish();
  expect(report).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'HELD' }, { outcome: 'UNCHANGED' }] });
  expect(report.problem).toContain('--accept older');
  expect(report.datasets[0]?.holds[0]?.message).toMatch(/the platform has \S+-v7, which is newer than \S+-v3/);
  expect(await stage().publish({ accept: ['older'] })).toMatchObject({ exitCode: 0 });
});

test('the rows of files without a note are counted in the published file', async () => {
  const { udata, release, publish } = stage();
  await published(withRows(10));
  for (const { extras } of theResources(stage())) delete extras['registre:table'];
  await release(2, { startups: withRows(1), entites: {} });
  const report = await publish();
  expect(report.datasets[0]?.tables).toEqual([
    {
      file: 'startups.csv',
      title: 'Table startups.csv',
      rowsBefore: 10,
      rowsAfter: 1,
      columnsLost: [],
      columnsGained: [],
    },
  ]);
  expect(report).toMatchObject({ exitCode: 1 });

  // A file that can't be read holds the dataset back; the run goes on once it can be.
  const cut: typeof fetch = (...given) =>
    String(given[0]).includes('/r/') ? Promise.reject(new Error('cut')) : fetch(...given);
  const failed = await publish({ fetch: cut, accept: ['shrink'] });
  expect(failed).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'FAILED' }, {}] });
  expect(failed.datasets[0]?.problem).toContain("so its rows can't be compared");
  udata.state.files.clear();
  expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
});

test('an earlier release is published again by its name', async () => {
  await published(withRows(10), 7);
  await stage().release(8, { startups: withRows(9), entites: {} });
  await stage().publish();
  const release = '2026-11-23T18-00-00Z-v7';
  expect(await stage().publish({ release })).toMatchObject({ release, outcome: 'PUBLISHED', exitCode: 0 });
  await expect(stage().publish({ release: '../v7' })).rejects.toMatchObject({
    code: 'PUBLICATION_RELEASE_UNKNOWN',
    message: expect.stringContaining(`The newest ones are: ${release}, 2026-11-23T18-00-00Z-v8.`),
  });
});

test('a dataset of the same title holds the release, and is taken over with its files and its addresses', async () => {
  const { udata, release, publish, register } = stage();
  await published(withRows(10));
  const [theirs] = [...udata.state.datasets.values()];
  if (!theirs) throw new Error('nothing is published');
  // As if people had created it: without the extras of a register, with a title of their own.
  theirs.extras = {};
  for (const resource of theirs.resources) resource.extras = {};
  await register.pool.query('TRUNCATE published_dataset, published_resource');
  const ids = theirs.resources.map(({ id }) => id).sort();
  await release(2, { startups: withRows(9), entites: {} });
  const report = await publish();
  expect(report).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'HELD', holds: [{ reason: 'same-title' }] }, {}] });
  expect(report.datasets[0]?.holds[0]?.message).toContain(`--adopt startups=${theirs.id}`);

  await release(3, { startups: withRows(1), entites: {} });
  const adopt = { startups: theirs.slug };
  expect(await publish({ adopt })).toMatchObject({ exitCode: 1, datasets: [{ holds: [{ reason: 'shrink' }] }, {}] });
  expect(await publish({ adopt, accept: ['shrink'] })).toMatchObject({ exitCode: 0, outcome: 'PUBLISHED' });
  expect(udata.state.datasets.size).toBe(2);
  expect([...udata.state.datasets.values()][0]?.resources.map(({ id }) => id).sort()).toEqual(ids);
  expect(await publish()).toMatchObject({ exitCode: 0, outcome: 'UNCHANGED' });

  for (const [dataset, idOrSlug, problem] of [
    ['startups', 'unknown', 'the platform has no dataset with this id or slug'],
    ['startups', 'jeu-de-donnees-entites', 'startups is already published as'],
  ] as const) {
    const rejected = await publish({ adopt: { [dataset]: idOrSlug } });
    expect(rejected).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'FAILED' }, {}] });
    expect(rejected.datasets[0]?.problem).toContain(problem);
  }
  await expect(publish({ adopt: { unknown: 'x' } })).rejects.toMatchObject({ code: 'PUBLICATION_DATASET_UNKNOWN' });
});

async function published(startups: GivenDataset, version = 1): Promise<void> {
  const { udata, release, publish } = stage();
  await release(version, { startups, entites: {} });
  expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  udata.requests.length = 0;
}

function theResources({ udata }: Stage) {
  return [...udata.state.datasets.values()].flatMap(({ resources }) => resources);
}
