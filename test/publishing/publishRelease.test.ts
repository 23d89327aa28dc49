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
  for (const dataset of report.datasets)
    expect(dataset).toMatchObject({ outcome: 'CREATED', quality: 1, problem: null });
  udata.tick();
  udata.requests.length = 0;
  await createRelease(release);
  expect(await publish({ publicUrl })).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  expect(udata.writes()).toEqual([]);
});

test('a table that holds no row yet says so where it is published', async () => {
  const { register, directory } = stage();
  await register.load(readReference());
  const { name } = await createRelease({ pool: register.pool, directory, publicUrl });
  const startups = (await readDesiredRelease(directory, name, publicUrl)).datasets.find(
    ({ key }) => key === 'startups',
  );
  const described = (key: string) => startups?.resources.find((resource) => resource.key === key)?.description;
  expect(described('irritants.csv')).toMatch(/aucune ligne\.$/);
  expect(described('startups.csv')).not.toMatch(/aucune ligne/);
});
