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

async function published(startups: GivenDataset, version = 1): Promise<void> {
  const { udata, release, publish } = stage();
  await release(version, { startups, entites: {} });
  expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  udata.requests.length = 0;
}

function theResources({ udata }: Stage) {
  return [...udata.state.datasets.values()].flatMap(({ resources }) => resources);
}
