import { describe, expect, test } from '@jest/globals';
import { desiredDataservice } from '../../src/publishing/datagouv/plan/planDataservice.ts';
import type { FaultName } from '../support/udata/faults/Faults.ts';
import { forgetAll, onStage } from './publishHarness.ts';

const stage = onStage();
const URL = 'https://registre.gouv.fr';
const contact = { name: 'Équipe du registre', email: 'registre@beta.gouv.fr', url: null };
const dataservice = desiredDataservice(URL, contact);
const ONE = /\/api\/1\/dataservices\/[0-9a-f]{24}\/$/;
const LIST = /\/api\/1\/dataservices\/$/;

const held = () => [...stage().udata.state.dataservices.values()];
const reported = ({ datasets }: { datasets: readonly { dataset: string }[] }) => {
  return datasets.find((each) => each.dataset === 'api');
};

test('the API is published with its OpenAPI document, its contact point and the datasets; a second run writes nothing', async () => {
  const { udata, release, publish } = stage();
  await release(1, { startups: {}, entites: {} });
  const planned = await publish({ dataservice, dryRun: true });
  expect(reported(planned)).toMatchObject({ outcome: 'CREATED', steps: [{ kind: 'create' }] });
  expect(udata.writes()).toEqual([]);
  const report = await publish({ dataservice });
  expect(report).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  expect(reported(report)).toMatchObject({ outcome: 'CREATED', page: `${udata.url}/dataservices/${held()[0]?.slug}/` });
  expect(held()).toMatchObject([
    {
      organization: udata.organizationId,
      private: false,
      datasets: [...udata.state.datasets.keys()],
      contact_points: [...udata.state.contactPoints.keys()],
      extras: { 'registre:dataservice': 'api' },
      texts: { base_api_url: `${URL}/graphql`, machine_documentation_url: `${URL}/openapi.json`, license: 'lov2' },
    },
  ]);
  for (const lost of [false, true]) {
    if (lost) await forgetAll(stage());
    udata.requests.length = 0;
    expect(await publish({ dataservice })).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
    expect(udata.writes()).toEqual([]);
  }
});

test('what changed is updated; a dataset that a person added stays; an edited title is a drift', async () => {
  const { udata, release, publish } = stage();
  await release(1);
  await publish({ dataservice });
  const [first] = held();
  first?.datasets.unshift('6b0485160000000000000999');
  if (first) first.texts.title = 'Relu';
  await release(2, { startups: {}, entites: {} });
  const moved = desiredDataservice('https://registre.numerique.gouv.fr', contact);
  const report = await publish({ dataservice: moved });
  expect(report).toMatchObject({ outcome: 'PUBLISHED', exitCode: 0 });
  expect(reported(report)).toMatchObject({ outcome: 'UPDATED', drifts: [{ what: 'title', there: 'Relu' }] });
  expect(held()).toHaveLength(1);
  expect(held()[0]).toMatchObject({
    texts: { title: 'Relu', base_api_url: 'https://registre.numerique.gouv.fr/graphql' },
    datasets: ['6b0485160000000000000999', ...udata.state.datasets.keys()],
  });
  await publish({ dataservice: moved, overwrite: ['api:title'] });
  expect(held()[0]?.texts.title).toContain('API du registre');
});

describe('faults: the API is never created twice', () => {
  test.each<[FaultName, string, RegExp]>([
    ['F10.stored', 'POST', LIST],
    ['F10.lost', 'POST', LIST],
    ['F12.reset.done', 'POST', LIST],
    ['F11.503', 'POST', LIST],
    ['F10.stored', 'PATCH', ONE],
    ['F12.reset', 'GET', LIST],
  ])('%s on %s', async (name, method, path) => {
    const { udata, release, publish } = stage();
    await release(1);
    if (method === 'PATCH') await publish({ dataservice: desiredDataservice('https://ancien.gouv.fr', contact) });
    udata.faults.inject(name, { method, path });
    await publish({ dataservice });
    expect(udata.faults.struck).toContain(name);
    expect(await publish({ dataservice })).toMatchObject({ exitCode: 0 });
    expect(held()).toMatchObject([{ texts: { base_api_url: `${URL}/graphql` } }]);
    expect(await publish({ dataservice })).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
  });
});

test('a deleted API is blocked, and created again only with --overwrite deleted', async () => {
  const { udata, release, publish } = stage();
  await release(1);
  await publish({ dataservice });
  const [first] = held();
  if (first) first.deleted_at = udata.state.now();
  const report = await publish({ dataservice });
  expect(report.exitCode).toBe(1);
  expect(reported(report)).toMatchObject({ outcome: 'HELD', problem: expect.stringContaining('--overwrite deleted') });
  expect(await publish({ dataservice, overwrite: ['deleted'] })).toMatchObject({ exitCode: 0 });
  expect(held().filter(({ deleted_at }) => deleted_at === null)).toHaveLength(1);
  expect(await publish({ dataservice })).toMatchObject({ outcome: 'UNCHANGED', exitCode: 0 });
});

test('an address that the platform rejects fails the API only; without a public address it is not published', async () => {
  const { udata, release, publish } = stage();
  await release(1);
  udata.faults.inject('F3.strings', { method: 'POST', path: LIST });
  const report = await publish({ dataservice });
  expect(report).toMatchObject({ outcome: 'PARTIAL', exitCode: 1 });
  expect(reported(report)).toMatchObject({ outcome: 'FAILED' });
  expect(await publish({ dataset: 'startups', dataservice })).toMatchObject({ datasets: [{ dataset: 'startups' }] });
  expect(await publish({ dataset: 'api', dataservice })).toMatchObject({ datasets: [{ dataset: 'api' }] });
  expect(desiredDataservice('http://localhost:4000', contact)).toBeNull();
});
