import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { anEntity, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { mutationOf, recordIn } from '../support/mutation.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

onEachDatabase('Former slugs in the inputs of mutations', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(async () => {
    await register.empty();
    await register.load(
      aSource({
        entities: [anEntity('caisse'), anEntity('direction')],
        startups: [aStartup('emplois', { phases: [aPhase('CONSTRUCTION', '2020-01-01')] })],
        services: [aService('emplois', { startups: ['emplois'] })],
      }),
    );
    await register.pool.query(`
      INSERT INTO startup_former_slug (slug, startup_id) SELECT 'itou', id FROM startup;
      INSERT INTO service_former_slug (slug, service_id) SELECT 'itou', id FROM service;
      INSERT INTO entity_former_slug (slug, entity_id) SELECT 'ancienne-caisse', id FROM entity WHERE slug = 'caisse'`);
  });
  afterAll(() => register.close());

  function run(name: string, input: object, selection: string) {
    return register.execute(mutationOf(name, `{ ${selection} }`), { input });
  }

  async function versionOf(record: string): Promise<number> {
    const { data } = await register.execute(`{ record: ${record} { version } }`);
    return (data as { record: { version: number } }).record.version;
  }

  test.each([
    ['concludeStartup', { startup: 'itou', decision: 'ABANDONED' }, 'slug', { slug: 'emplois' }],
    ['recordSurvey', { service: 'itou', respondents: 10, score: 7 }, 'slug', { slug: 'emplois' }],
    [
      'raisePainPoint',
      { administration: 'ancienne-caisse', statement: 'Trop long' },
      'administration { slug }',
      { administration: { slug: 'caisse' } },
    ],
    [
      'createEntity',
      { slug: 'pole', name: 'Pôle', kind: 'MISSION', parent: 'ancienne-caisse' },
      'parent { slug }',
      { parent: { slug: 'caisse' } },
    ],
    [
      'createService',
      { slug: 'autre', name: 'Autre', startups: ['itou'], operator: 'ancienne-caisse' },
      'operator { slug } startups { nodes { slug } }',
      { operator: { slug: 'caisse' }, startups: { nodes: [{ slug: 'emplois' }] } },
    ],
    [
      'createMission',
      {
        slug: 'mission',
        name: 'Mission',
        statement: 'Aider',
        entity: 'ancienne-caisse',
        actions: [{ kind: 'BUILDS', description: 'Aider', service: 'itou', partner: 'ancienne-caisse' }],
      },
      'entity { slug } actions { service { slug } partner { slug } }',
      { entity: { slug: 'caisse' }, actions: [{ service: { slug: 'emplois' }, partner: { slug: 'caisse' } }] },
    ],
  ])('%s finds the records', async (name, input, selection, expected) => {
    const { data, errors } = await run(name, input, selection);
    expect(errors).toBeUndefined();
    expect(recordIn(data, name)).toEqual(expected);
  });

  test('updates and closings find the record, with the version of the record', async () => {
    const update = {
      service: 'itou',
      version: await versionOf('service(by: { slug: "emplois" })'),
      name: 'Les emplois',
    };
    expect((await run('updateService', update, 'slug name')).data).toEqual({
      updateService: { service: { slug: 'emplois', name: 'Les emplois' } },
    });
    const close = { entity: 'ancienne-caisse', version: await versionOf('entity(by: { slug: "caisse" })') };
    expect((await run('closeEntity', close, 'slug')).data).toEqual({ closeEntity: { entity: { slug: 'caisse' } } });
  });

  test('a list with the slug and the former slug of one record has it twice', async () => {
    const both = { slug: 'autre', name: 'Autre', startups: ['emplois', 'itou'] };
    const { errors } = await run('createService', both, 'slug');
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'INPUT_INVALID',
      fields: [{ path: 'input.startups[1]', problem: '"itou" is given twice' }],
    });
    const succession = {
      kind: 'MERGED',
      predecessors: ['caisse', 'ancienne-caisse'],
      successors: ['direction'],
      on: '2026-01-01',
      legalSource: 'Décret',
    };
    expect((await run('recordSuccession', succession, 'kind')).errors?.[0]?.extensions).toMatchObject({
      code: 'INPUT_INVALID',
      fields: [{ path: 'input.predecessors[1]', problem: '"ancienne-caisse" is given twice' }],
    });
  });

  test('a new record takes over a former slug', async () => {
    const { errors } = await run('createService', { slug: 'itou', name: 'Autre' }, 'slug');
    expect(errors).toBeUndefined();
    const update = {
      service: 'itou',
      version: await versionOf('service(by: { slug: "itou" })'),
      name: 'Encore un autre',
    };
    expect((await run('updateService', update, 'slug')).data).toEqual({ updateService: { service: { slug: 'itou' } } });
  });
});
