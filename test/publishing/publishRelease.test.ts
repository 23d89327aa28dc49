import { expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { readDesiredRelease } from '../../src/publishing/datagouv/plan/desiredDataset.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { onStage } from './publishHarness.ts';

const stage = onStage();
const publicUrl = 'https://registre.beta.gouv.fr';

test('what an export of the reference register releases is published whole, at 9 of 9, and then not again', async () => {
  const { udata, register, directory, publish } = stage();
  await register.load(readReference());
  const release = { pool: register.pool, directory, publicUrl };
  const { name } = await createRelease(release);
  const report = await publish({ publicUrl });
  expect(report).toMatchObject({ release: name, outcome: 'PUBLISHED', exitCode: 0, problem: null, warnings: [] });
  expect(report.datasets.length).toBeGreaterThan(3);
  // Without an import, there are no findings.
  const withheld = report.datasets.filter(({ outcome }) => outcome === 'WITHHELD');
  expect(withheld.map(({ dataset }) => dataset)).toEqual(['constats']);
  for (const dataset of report.datasets.filter((each) => !withheld.includes(each)))
    expect(dataset).toMatchObject({ outcome: 'CREATED', quality: 1, problem: null });
  udata.tick();
  udata.requests.length = 0;
  await createRelease(release);
  expect(await publish({ publicUrl })).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  expect(udata.writes()).toEqual([]);
});

test('a table without rows has no files there, and the plan says so', async () => {
  const { register, directory, publish } = stage();
  await register.load(readReference());
  const { name } = await createRelease({ pool: register.pool, directory, publicUrl: 'https://registre.beta.gouv.fr' });
  const startups = (await readDesiredRelease(directory, name)).datasets.find(({ key }) => key === 'startups');
  const keys = startups?.resources.map(({ key }) => key);
  expect(keys).toContain('startups.csv');
  expect(keys?.filter((key) => key.startsWith('irritants'))).toEqual([]);
  expect(startups?.description).toMatch(/\*\*Irritants[^\n]* aucune ligne : ses fichiers ne sont pas publiés\.\n/);
  const report = await publish({ dryRun: true });
  expect(report.datasets.find(({ dataset }) => dataset === 'startups')?.withheld).toContain('irritants');
});

test('a dataset with too few rows is not created; one that is there already is updated', async () => {
  const { publish, release } = stage();
  const small = { is_too_small: true };
  await release(1, { petit: { says: small }, startups: {} });
  expect(await publish()).toMatchObject({
    ...{ outcome: 'PUBLISHED', exitCode: 0 },
    datasets: [
      {
        dataset: 'petit',
        outcome: 'WITHHELD',
        remoteId: null,
        steps: [],
      },
      { dataset: 'startups', outcome: 'CREATED', withheld: [] },
    ],
  });
  expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  await release(2, { petit: { says: small }, startups: { says: { ...small, title: 'Les startups d’État' } } });
  expect((await publish()).datasets).toMatchObject([{ outcome: 'WITHHELD' }, { outcome: 'UPDATED', withheld: [] }]);
});
