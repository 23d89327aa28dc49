import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { anEntity, aService, aSource, aStartup } from '../support/builders.ts';
import type { Commands } from '../support/commands.ts';
import { createCommands, toPlainObject } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister, TODAY } from '../support/register.ts';

const LONG = 'a'.repeat(10_001);
const FIELDS = '{ slug name description url status closedOn version operator { slug } startups { nodes { slug } } }';

onEachDatabase('Commands on services', (open) => {
  let register: TestRegister;
  let commands: Commands;
  const source = () =>
    aSource({
      entities: [anEntity('dinum'), anEntity('former')],
      startups: [aStartup('one'), aStartup('two')],
      services: [
        aService('known', { operator: 'dinum', startups: ['one', 'two'], status: 'IN_INCUBATION' }),
        aService('gone', { status: 'CLOSED' }),
      ],
    });
  beforeAll(async () => {
    register = await openRegister(open);
    commands = createCommands(register);
  });
  beforeEach(async () => {
    await register.empty();
    await register.load(source());
    await commands.execute('closeEntity', { entity: 'former', version: 1 });
  });
  afterAll(() => register.close());

  test('createService creates a service. Default status: PLANNED', async () => {
    const input = { slug: 'new', name: 'Neuf' };
    expect(await commands.execute('createService', input, FIELDS)).toEqual({
      ...input,
      description: null,
      url: null,
      status: 'PLANNED',
      closedOn: null,
      version: 3,
      operator: null,
      startups: { nodes: [] },
    });
    expect(await commands.expectInputErrors('createService', input)).toEqual(['input.slug']);
    const complete = {
      slug: 'whole',
      name: 'Entier',
      description: 'Fait.',
      url: 'https://whole.example',
      status: 'LIVE',
    };
    const created = await commands.execute(
      'createService',
      { ...complete, operator: 'dinum', startups: ['two', 'one'] },
      FIELDS,
    );
    expect(created).toMatchObject({
      ...complete,
      operator: { slug: 'dinum' },
      startups: { nodes: [{ slug: 'one' }, { slug: 'two' }] },
    });
  });

  test('createService returns every input error at once', async () => {
    const errorPaths = await commands.expectInputErrors('createService', {
      slug: 'a/b',
      name: '\t',
      description: LONG,
      url: 'https://a.example/\u200b',
      status: 'CLOSED',
      operator: 'former',
      startups: ['nothing', 'one', 'one'],
    });
    expect(errorPaths.sort()).toEqual([
      'input.description',
      'input.name',
      'input.operator',
      'input.slug',
      'input.startups[0]',
      'input.startups[2]',
      'input.status',
      'input.url',
    ]);
  });

  test('updateService updates only the given fields, at the current version', async () => {
    const updated = await commands.execute(
      'updateService',
      { service: 'known', version: 1, status: 'LIVE', operator: null, url: 'https://known.example', startups: ['two'] },
      FIELDS,
    );
    expect(updated).toMatchObject({
      name: 'Service known',
      status: 'LIVE',
      operator: null,
      url: 'https://known.example',
      startups: { nodes: [{ slug: 'two' }] },
      version: 3,
    });
    await commands.expectError('updateService', { service: 'known', version: 3, operator: null }, 'ALREADY_DONE');
    const stale = { service: 'known', version: 1, name: 'Autre' };
    expect(await commands.expectError('updateService', stale, 'CONFLICT')).toMatchObject({ version: 3 });
  });

  test('updateService returns every input error at once', async () => {
    const errorPaths = await commands.expectInputErrors('updateService', {
      service: 'nothing',
      version: 1,
      name: null,
      status: null,
      operator: 'unknown',
      startups: ['nothing'],
      description: '',
    });
    expect(errorPaths.sort()).toEqual([
      'input.description',
      'input.name',
      'input.operator',
      'input.service',
      'input.startups[0]',
      'input.status',
    ]);
  });

  test('closeService closes a service once, even in incubation, and it cannot be reopened', async () => {
    const input = { service: 'known', version: 1 };
    await commands.expectError('closeService', { ...input, version: 0 }, 'CONFLICT');
    expect(await commands.execute('closeService', input, '{ status closedOn }')).toEqual({
      status: 'CLOSED',
      closedOn: TODAY,
    });
    await commands.expectError('closeService', input, 'ALREADY_DONE');
    await commands.expectError('closeService', { service: 'gone', version: 1 }, 'ALREADY_DONE');
    expect(await commands.expectInputErrors('closeService', { service: 'nothing', version: 1 })).toEqual([
      'input.service',
    ]);
    for (const status of ['LIVE', 'CLOSED']) {
      expect(await commands.expectInputErrors('updateService', { service: 'known', version: 3, status })).toEqual([
        'input.status',
      ]);
    }
    await commands.execute('updateService', { service: 'known', version: 3, name: 'Ancien' });
  });

  test('closeService rejects a day before the last satisfaction survey', async () => {
    await register.pool.query(
      "INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score) SELECT id, '2026-03-01', 10, 8 FROM service WHERE slug = 'known'",
    );
    const input = { service: 'known', version: 1, on: '2026-02-28' };
    expect(await commands.expectInputErrors('closeService', input)).toEqual(['input.on']);
    await commands.execute('closeService', { ...input, on: '2026-03-01' });
  });

  test('an import keeps a closed service closed', async () => {
    await commands.execute('closeService', { service: 'known', version: 1 });
    const again = source();
    const [known] = again.services;
    if (known) known.name = 'Nouveau nom';
    await register.load(again);
    const { data } = await register.execute('{ service(by: { slug: "known" }) { name status closedOn } }');
    expect(toPlainObject(data)).toEqual({ service: { name: 'Nouveau nom', status: 'CLOSED', closedOn: TODAY } });
  });
});
