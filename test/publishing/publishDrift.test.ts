import { expect, test } from '@jest/globals';
import { newResource } from '../support/udata/model/Resource.ts';
import { forgetAll, onStage, type Stage } from './publishHarness.ts';
import { FILES } from './releaseFolder.ts';

const stage = onStage();

test('an edited field is reported and not written, while the others are published', async () => {
  const { udata, release } = stage();
  const held = await published(stage());
  held.title = 'Titre relu';
  await release(2, { startups: { says: { acronym: 'SUE' } } });
  const report = await stage().publish();
  expect(report).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  expect(report.datasets[0]).toMatchObject({
    outcome: 'UPDATED',
    drifts: [{ what: 'title', there: 'Titre relu', ours: 'Jeu de données startups' }],
  });
  expect(theDataset(stage())).toMatchObject({ title: 'Titre relu', acronym: 'SUE' });
  udata.requests.length = 0;
  expect(await stage().publish()).toMatchObject({ exitCode: 0, datasets: [{ outcome: 'UNCHANGED' }] });
  expect(udata.writes()).toEqual([]);
});

test('a drift is still reported when the sync state is lost', async () => {
  const held = await published(stage());
  held.description = 'Relu par quelqu’un. '.repeat(10);
  await forgetAll(stage());
  expect((await stage().publish()).datasets[0]?.drifts.map(({ what }) => what)).toEqual(['description']);
});

test('--overwrite writes the release over it, once', async () => {
  const { udata } = stage();
  const held = await published(stage());
  Object.assign(held, { title: 'Titre relu', tags: ['autre'], private: true });
  expect(await stage().publish({ overwrite: ['fields'] })).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  expect(theDataset(stage())).toMatchObject({ title: 'Jeu de données startups', private: false });
  udata.requests.length = 0;
  expect(await stage().publish({ overwrite: ['fields'] })).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  expect(udata.writes()).toEqual([]);
});

test('an edited value that the release now has as well is no longer a drift', async () => {
  const held = await published(stage());
  held.title = 'Titre relu';
  await stage().release(2, { startups: { says: { title: 'Titre relu' } } });
  expect(await stage().publish()).toMatchObject({ exitCode: 0 });
  expect(await stage().publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
});

test('a dataset that a person hid stays private, although its changes are published', async () => {
  const held = await published(stage());
  Object.assign(held, { private: true, description: 'Relu par quelqu’un. '.repeat(10) });
  await stage().release(2, { startups: { says: { title: 'Autre' } } });
  expect(await stage().publish()).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'UPDATED' }] });
  expect(theDataset(stage())).toMatchObject({ title: 'Autre', private: true, description: held.description });
  await stage().release(3);
  const report = await stage().publish();
  expect(report).toMatchObject({ exitCode: 1, datasets: [{ drifts: [{ what: 'description' }, { what: 'private' }] }] });
  expect(theDataset(stage()).private).toBe(true);
  await forgetAll(stage());
  expect(await stage().publish()).toMatchObject({ exitCode: 1 });
  expect(theDataset(stage()).private).toBe(true);
});

test('an edited title of a resource is kept when its file is replaced', async () => {
  const held = await published(stage());
  const [resource] = held.resources;
  if (resource) resource.title = 'La liste';
  await stage().release(2, { startups: { files: { ...FILES, 'startups.csv': 'identifiant,nom\nx,X\n' } } });
  const report = await stage().publish();
  expect(report.datasets[0]?.drifts).toEqual([
    { what: 'startups.csv title', there: 'La liste', ours: 'startups – startups.csv', isAccepted: false },
  ]);
  expect(theDataset(stage()).resources[0]).toMatchObject({ title: 'La liste', filesize: 20 });
});

test('unmanaged resources are reported, and never changed or moved', async () => {
  const { udata } = stage();
  const held = await published(stage());
  const theirs = {
    ...newResource('3f2b8a51-0000-4000-8000-000000000001', '2026-01-01T00:00:00.000000+00:00'),
    title: 'Le fichier d’un autre',
  };
  held.resources.splice(1, 0, theirs);
  const before = structuredClone(theirs);
  udata.requests.length = 0;
  const report = await stage().publish();
  expect(report).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  expect(report.datasets[0]?.foreign).toEqual([{ id: theirs.id, title: theirs.title }]);
  expect(udata.writes()).toEqual([]);
  await stage().release(2, { startups: { files: { 'neuf.csv': 'a\n1\n', ...FILES } } });
  expect(await stage().publish()).toMatchObject({ exitCode: 0 });
  expect(theDataset(stage()).resources.map(({ title }) => title)).toEqual([
    'startups – neuf.csv',
    'startups – startups.csv',
    'Le fichier d’un autre',
    'startups – startups.json',
    'startups – schema.json',
  ]);
  expect(theDataset(stage()).resources[2]).toEqual(before);
});

test('a resource that the release no longer has is removed', async () => {
  await published(stage());
  await stage().release(2, { startups: { files: { 'startups.csv': FILES['startups.csv'] } } });
  expect((await stage().publish()).datasets[0]?.steps.map(({ kind }) => kind)).toEqual([
    'remove',
    'remove',
    'setDatasetExtras',
  ]);
  expect(theDataset(stage()).resources.map(({ title }) => title)).toEqual(['startups – startups.csv']);
});

test('a resource deleted on the platform is reported, and created again only with --overwrite', async () => {
  const held = await published(stage());
  held.resources.shift();
  const report = await stage().publish();
  expect(report).toMatchObject({
    exitCode: 1,
    datasets: [{ drifts: [{ what: 'startups.csv deleted' }] }],
  });
  expect(theDataset(stage()).resources).toHaveLength(2);
  expect(await stage().publish({ overwrite: ['deleted'] })).toMatchObject({ exitCode: 0 });
  expect(theDataset(stage()).resources).toHaveLength(3);
  expect(await stage().publish()).toMatchObject({ outcome: 'UNCHANGED' });
});

test('an edited order is reported and not written', async () => {
  const held = await published(stage());
  held.resources.reverse();
  expect(await stage().publish()).toMatchObject({
    exitCode: 0,
    datasets: [{ drifts: [{ what: 'order', there: expect.stringMatching(/^startups – schema.json, /) }] }],
  });
  expect(await stage().publish({ overwrite: ['fields'] })).toMatchObject({ exitCode: 0 });
  expect(theDataset(stage()).resources[0]?.title).toBe('startups – startups.csv');
});

test('a file replaced by hand is reported and left until it is accepted or overwritten', async () => {
  const { udata, release, publish } = stage();
  const held = await published(stage());
  replaceByHand();
  await release(2, { startups: { files: { ...FILES, 'startups.csv': 'identifiant,nom\nx,X\n' } } });
  udata.requests.length = 0;
  for (const state of ['known', 'lost']) {
    if (state === 'lost') await forgetAll(stage());
    const report = await publish();
    expect(report).toMatchObject({ exitCode: 1, datasets: [{ drifts: [{ what: 'startups.csv file' }] }] });
  }
  expect(udata.writes().map(({ path }) => path)).not.toContainEqual(expect.stringContaining('/upload/'));
  expect(await publish({ accept: ['startups:startups.csv:file'] })).toMatchObject({ exitCode: 0 });
  expect(await publish()).toMatchObject({ exitCode: 0, datasets: [{ drifts: [{ isAccepted: true }] }] });
  expect(await publish({ overwrite: ['startups:startups.csv:file'] })).toMatchObject({ exitCode: 0 });
  expect(theDataset(stage()).resources[0]).toMatchObject({ filesize: 20 });
  expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', datasets: [{ drifts: [] }] });

  function replaceByHand() {
    const [resource] = held.resources;
    if (resource) Object.assign(resource, { checksum: { type: 'sha1', value: 'f'.repeat(40) }, filesize: 12 });
  }
});

test('an accepted edit is no longer to be decided, until it is edited again', async () => {
  const held = await published(stage());
  held.title = 'Titre relu';
  const decisions = async (accept: string[] = []) =>
    (await stage().publish({ accept })).datasets[0]?.drifts.map(({ isAccepted }) => isAccepted);
  expect(await decisions()).toEqual([false]);
  expect(await decisions(['startups:title'])).toEqual([true]);
  await forgetAll(stage());
  stage().udata.requests.length = 0;
  expect(await decisions()).toEqual([true]);
  expect(stage().udata.writes()).toEqual([]);
  theDataset(stage()).title = 'Titre relu encore';
  expect(await decisions()).toEqual([false]);
});

test('a long edited text is shown around its first difference', async () => {
  const held = await published(stage());
  const before = held.description ?? '';
  held.description = `${before}Ajouté à la main.`;
  const [drift] = (await stage().publish()).datasets[0]?.drifts ?? [];
  expect(drift?.there).toMatch(/^….*Ajouté à la main\.$/);
  expect(drift?.ours).toMatch(/^….{10,60}$/);
});

test.each([
  [
    'deleted',
    'was deleted on the platform',
    (state: Held) => Object.assign(state, { deleted: '2026-01-01T00:00:00Z' }),
  ],
  [
    'archived',
    'was archived on the platform',
    (state: Held) => Object.assign(state, { archived: '2026-01-01T00:00:00Z' }),
  ],
  ['harvested', 'harvested', (state: Held) => Object.assign(state, { harvest: { backend: 'dcat' } })],
])('one that was %s is held, and nothing is written', async (_what, why, change) => {
  const { udata } = stage();
  change(await published(stage()));
  await stage().release(2, { startups: { says: { title: 'Autre' } } });
  udata.requests.length = 0;
  const report = await stage().publish();
  expect(report).toMatchObject({ outcome: 'PARTIAL', exitCode: 1, datasets: [{ outcome: 'HELD' }] });
  expect(report.datasets[0]?.problem).toContain(why);
  expect(udata.writes()).toEqual([]);
});

test('a dataset of another organization is blocked', async () => {
  const { udata } = stage();
  const held = await published(stage());
  held.organization = udata.seeded.foreign.id;
  expect(await stage().publish()).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'HELD' }] });
});

test('a purged dataset is created again only with --overwrite', async () => {
  const { udata } = stage();
  await published(stage());
  udata.state.datasets.clear();
  const report = await stage().publish();
  expect(report).toMatchObject({ exitCode: 1, datasets: [{ outcome: 'HELD' }] });
  expect(udata.state.datasets.size).toBe(0);
  expect(await stage().publish({ overwrite: ['deleted'] })).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  expect(await stage().publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
});

type Held = ReturnType<typeof theDataset>;

async function published(on: Stage): Promise<Held> {
  await on.release(1);
  expect(await on.publish()).toMatchObject({ exitCode: 0 });
  return theDataset(on);
}

function theDataset({ udata }: Stage) {
  const [only] = [...udata.state.datasets.values()];
  if (!only) throw new Error('nothing is published');
  return only;
}
