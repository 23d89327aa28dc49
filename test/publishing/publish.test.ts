import { describe, expect, test } from '@jest/globals';
import { onEachDatabase } from '../support/databases.ts';
import { forgetAll, onStage } from './publishHarness.ts';
import { FILES } from './releaseFolder.ts';

onEachDatabase('publishing', (open) => {
  const stage = onStage({}, open);

  test('a first run creates the dataset, verifies its files, and makes it public last', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    const report = await publish();
    expect(report).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0, platformVersion: '17.6.0', problem: null });
    expect(report.warnings).toEqual([]);
    const [dataset] = report.datasets;
    expect(dataset).toMatchObject({ dataset: 'startups', outcome: 'CREATED', drifts: [], foreign: [], quality: 1 });
    const [held] = [...udata.state.datasets.values()];
    expect(held).toMatchObject({
      title: 'Jeu de données startups',
      private: false,
      license: 'lov2',
      tags: ['numerique-public', 'startups-detat'],
      extras: { 'registre:dataset': 'startups', 'registre:release': report.release, 'registre:opened': true },
    });
    expect(held?.resources.map(({ title, extras }) => [title, extras['registre:resource']])).toEqual(
      Object.keys(FILES).map((file) => [`startups – ${file}`, file]),
    );
    const writes = udata.writes().map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{24,36}/g, '…')}`);
    const file = [
      'POST /api/1/datasets/…/upload/',
      'PUT /api/1/datasets/…/resources/…/',
      'PUT /api/2/datasets/…/resources/…/extras/',
    ];
    expect(writes).toEqual([
      'POST /api/1/datasets/',
      ...file,
      ...file,
      ...file,
      'PUT /api/2/datasets/…/extras/',
      'PUT /api/1/datasets/…/',
    ]);
  });

  test('a second run writes nothing', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    await publish();
    udata.requests.length = 0;
    const report = await publish();
    expect(report).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0, warnings: [] });
    expect(udata.writes()).toEqual([]);
    // A crawler that looked in between changes nothing to that.
    udata.tick();
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
    expect(udata.writes()).toEqual([]);
  });

  test('a release with the same content writes nothing; one changed file is one upload to the same resource', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    await publish();
    const before = new Map([...udata.state.datasets.values()].flatMap((d) => d.resources).map((r) => [r.title, r.id]));
    await release(2);
    udata.requests.length = 0;
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(udata.writes()).toEqual([]);

    await release(3, { startups: { files: { ...FILES, 'startups.csv': 'identifiant,nom\nautre,Autre\n' } } });
    expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
    expect(udata.writes().filter(({ path }) => path.endsWith('/upload/'))).toHaveLength(1);
    const after = new Map([...udata.state.datasets.values()].flatMap((d) => d.resources).map((r) => [r.title, r.id]));
    expect(after).toEqual(before);
    udata.requests.length = 0;
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(udata.writes()).toEqual([]);
  });

  test('a lost sync state is read again from the platform', async () => {
    const { udata, release, publish } = stage();
    await release(1);
    await publish();
    await forgetAll(stage());
    udata.requests.length = 0;
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
    expect(udata.writes()).toEqual([]);
    await forgetAll(stage());
    await release(2, { startups: { says: { title: 'Un autre titre' } } });
    expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
    expect([...udata.state.datasets.values()].map(({ title }) => title)).toEqual(['Un autre titre']);
  });

  test('the run is recorded with its steps', async () => {
    const { register, release, publish } = stage();
    await release(7);
    const { run, datasets } = await publish();
    const { rows } = await register.pool.query('SELECT * FROM publication');
    expect(rows).toMatchObject([{ id: run, outcome: 'PUBLISHED', register_version: 7, problem: null }]);
    expect(rows[0].report.datasets).toEqual(datasets);
    const steps = await register.pool.query('SELECT kind, resource, outcome FROM publication_step ORDER BY position');
    expect(steps.rows).toHaveLength(12);
    expect(steps.rows[0]).toEqual({ kind: 'create', resource: null, outcome: 'DONE' });
  });
});

describe('a plan', () => {
  const stage = onStage();

  test('reports the steps, and writes nothing to the platform or the database', async () => {
    const { udata, register, release, publish } = stage();
    await release(1);
    const report = await publish({ dryRun: true });
    expect(report).toMatchObject({ outcome: 'PLANNED', exitCode: 0, run: null });
    expect(report.datasets[0]).toMatchObject({ outcome: 'CREATED', remoteId: null });
    expect(report.datasets[0]?.steps.map(({ kind }) => kind)).toEqual([
      ...['create', 'upload', 'upload', 'upload', 'setDatasetExtras', 'makePublic'],
    ]);
    expect(udata.writes()).toEqual([]);
    expect((await register.pool.query('SELECT FROM publication')).rowCount).toBe(0);
    await publish();
    expect((await publish({ dryRun: true })).datasets[0]).toMatchObject({ outcome: 'UNCHANGED', steps: [] });
  });

  test('reports the fields to write', async () => {
    const { release, publish } = stage();
    await release(1);
    await publish();
    await release(2, { startups: { says: { tags: ['autre'], title: 'Autre' } } });
    const [dataset] = (await publish({ dryRun: true })).datasets;
    expect(dataset?.steps[0]).toEqual({ kind: 'update', resource: null, fields: ['title', 'tags'] });
  });
});

describe('a dataset with more than files', () => {
  const stage = onStage();

  test('contact points are created once, then reused', async () => {
    const { udata, release, publish } = stage();
    const contact_points = [{ name: 'Équipe du registre', email: 'registre@beta.gouv.fr', role: 'contact' }];
    await release(1, { startups: { says: { contact_points } }, entites: { says: { contact_points } } });
    expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
    expect(udata.state.contactPoints.size).toBe(1);
    expect([...udata.state.datasets.values()].map((dataset) => dataset.contact_points.length)).toEqual([1, 1]);
    udata.requests.length = 0;
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
    expect(udata.writes()).toEqual([]);
  });

  test('schemas by name and by URL, and changes between both', async () => {
    const { udata, release, publish } = stage();
    const first = () => [...udata.state.datasets.values()][0]?.resources[0]?.schema;
    const url = 'https://registre.gouv.fr/startups.schema.json';
    const catalogued = 'https://schema.data.gouv.fr/schemas/betagouv/startups/1.0.0/schema.json';
    const named = { name: 'betagouv/startups', version: '1.0.0', url: null };
    for (const [version, schema, expected] of [
      [1, { url }, { name: null, version: null, url }],
      [2, { name: 'betagouv/startups', version: '1.0.0' }, named],
      [3, { url: catalogued }, named],
      [4, { url }, { name: null, version: null, url }],
      [5, undefined, null],
    ] as const) {
      await release(version, { startups: { resources: { 'startups.csv': { schema } } } });
      expect(await publish()).toMatchObject({ exitCode: 0, datasets: [{ drifts: [] }] });
      expect(first()).toEqual(expected);
      udata.requests.length = 0;
      expect(await publish()).toMatchObject({ outcome: 'UNCHANGED' });
      expect(udata.writes()).toEqual([]);
    }
  });

  test('private addresses are warnings, and links that were published before stay', async () => {
    const { udata, release, publish } = stage();
    const at = (host: string) => ({
      startups: {
        links: { api: `${host}/graphql` },
        resources: { 'startups.csv': { schema: { url: `${host}/startups.schema.json` } } },
      },
    });
    const resources = () =>
      [...udata.state.datasets.values()][0]?.resources.map(({ url, schema }) => [url, schema?.url]);
    await release(1, at('http://localhost:4000'));
    const first = await publish();
    expect(first).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
    expect(first.warnings.join()).toContain('http://localhost:4000');
    expect(resources()).toHaveLength(3);
    await release(2, at('https://registre.gouv.fr'));
    expect(await publish()).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0, warnings: [] });
    const before = resources();
    expect(before).toHaveLength(4);
    await release(3, at('http://10.0.0.1'));
    expect(await publish()).toMatchObject({ exitCode: 0, datasets: [{ drifts: [] }] });
    expect(resources()).toEqual(before);
    udata.requests.length = 0;
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(udata.writes()).toEqual([]);
  });

  test('links that become files, and files that become links', async () => {
    const { udata, release, publish } = stage();
    const url = 'https://registre.gouv.fr/startups.csv';
    const only = { 'startups.csv': FILES['startups.csv'] };
    const types = () => [...udata.state.datasets.values()][0]?.resources.map(({ filetype }) => filetype);
    await release(1, { startups: { files: {}, links: { 'startups.csv': url } } });
    expect(await publish()).toMatchObject({ exitCode: 0, datasets: [{ quality: 1 }] });
    expect(types()).toEqual(['remote']);
    await release(2, { startups: { files: only } });
    expect(await publish()).toMatchObject({ exitCode: 0 });
    expect(types()).toEqual(['file']);
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED' });
    await release(3, { startups: { files: {}, links: { 'startups.csv': url } } });
    expect(await publish({ accept: ['shrink'] })).toMatchObject({ exitCode: 0 });
    expect(types()).toEqual(['remote']);
    expect(await publish()).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  });
});

describe('several datasets', () => {
  const stage = onStage();

  test('an invalid dataset does not stop the others', async () => {
    const { udata, release, publish } = stage();
    await release(1, { startups: {}, entites: { says: { license: 'LOV2' } }, services: {} });
    const report = await publish();
    expect(report).toMatchObject({ outcome: 'PARTIAL', exitCode: 1 });
    expect(report.datasets.map(({ outcome }) => outcome)).toEqual(['CREATED', 'FAILED', 'CREATED']);
    expect(report.datasets[1]?.problem).toContain('LOV2');
    await release(2, { startups: {}, entites: {}, services: {} });
    udata.requests.length = 0;
    expect((await publish()).datasets.map(({ outcome }) => outcome)).toEqual(['UNCHANGED', 'CREATED', 'UNCHANGED']);
  });

  test('publishes only the dataset of the option `dataset`', async () => {
    const { udata, release, publish } = stage();
    await release(1, { startups: {}, entites: {} });
    await publish({ dataset: 'entites' });
    expect([...udata.state.datasets.values()].map(({ title }) => title)).toEqual(['Jeu de données entites']);
    await expect(publish({ dataset: 'nothing' })).rejects.toThrow('Its datasets are: startups, entites');
  });
});
