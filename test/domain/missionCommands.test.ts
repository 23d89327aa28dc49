import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { aMission, anEntity, aService, aSource, aTheme } from '../support/builders.ts';
import type { Commands } from '../support/commands.ts';
import { createCommands, toPlainObject } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister, TODAY } from '../support/register.ts';

const LONG = 'a'.repeat(10_001);
const NEW = { slug: 'ouvrir', entity: 'etalab', name: 'Ouvrir les données', statement: 'Ouvrir.' };
const FIELDS =
  '{ slug name statement version closedOn entity { slug } themes { slug } actions { kind description beneficiaryKind partner { slug } service { slug } } }';

onEachDatabase('Commands on missions', (open) => {
  let register: TestRegister;
  let commands: Commands;
  beforeAll(async () => {
    register = await openRegister(open);
    commands = createCommands(register);
  });
  beforeEach(async () => {
    await register.empty();
    await register.load(
      aSource({
        entities: [anEntity('etalab'), anEntity('osm'), anEntity('former')],
        themes: [aTheme('open'), aTheme('maps')],
        missions: [aMission('known', 'etalab', { themes: ['open', 'maps'], actions: [anAction(), anAction()] })],
        services: [aService('base')],
      }),
    );
    await commands.execute('closeEntity', { entity: 'former', version: 1 });
  });
  afterAll(() => register.close());

  test('createMission creates a mission with its themes and actions', async () => {
    const created = await commands.execute(
      'createMission',
      {
        ...NEW,
        themes: ['maps', 'open'],
        actions: [
          { kind: 'OPERATES', description: 'Opère.', partner: 'osm', service: 'base' },
          { kind: 'SUPPORTS', description: 'Accompagne.', beneficiaryKind: 'LOCAL_AUTHORITY' },
        ],
      },
      FIELDS,
    );
    expect(created).toEqual({
      slug: 'ouvrir',
      name: 'Ouvrir les données',
      statement: 'Ouvrir.',
      version: 3,
      closedOn: null,
      entity: { slug: 'etalab' },
      themes: [{ slug: 'maps' }, { slug: 'open' }],
      actions: [
        {
          kind: 'OPERATES',
          description: 'Opère.',
          beneficiaryKind: null,
          partner: { slug: 'osm' },
          service: { slug: 'base' },
        },
        {
          kind: 'SUPPORTS',
          description: 'Accompagne.',
          beneficiaryKind: 'LOCAL_AUTHORITY',
          partner: null,
          service: null,
        },
      ],
    });
    expect(await commands.expectInputErrors('createMission', NEW)).toEqual(['input.slug']);
  });

  test('createMission returns every input error at once', async () => {
    const errorPaths = await commands.expectInputErrors('createMission', {
      slug: 'known',
      entity: 'former',
      name: '',
      statement: LONG,
      themes: ['open', 'nothing', 'open'],
      actions: [
        { kind: 'BUILDS', description: LONG, partner: 'unknown', service: 'nothing' },
        { kind: 'BUILDS', description: ' ', partner: 'former' },
      ],
    });
    expect(errorPaths.sort()).toEqual([
      'input.actions[0].description',
      'input.actions[0].partner',
      'input.actions[0].service',
      'input.actions[1].description',
      'input.entity',
      'input.name',
      'input.slug',
      'input.statement',
      'input.themes[1]',
      'input.themes[2]',
    ]);
  });

  test('updateMission updates given fields, and adds only changed rows to the history', async () => {
    const updated = await commands.execute(
      'updateMission',
      { mission: 'known', version: 1, entity: 'osm', themes: ['open'], actions: [anAction(), anAction('BUILDS')] },
      FIELDS,
    );
    expect(updated).toMatchObject({
      name: 'Mission known',
      statement: 'Faire.',
      entity: { slug: 'osm' },
      themes: [{ slug: 'open' }],
      actions: [{ kind: 'SUPPORTS' }, { kind: 'BUILDS' }],
    });
    const { rows } = await register.pool.query(
      'SELECT position, valid_from AS since FROM history.mission_action WHERE valid_to = 2147483647 ORDER BY 1',
    );
    expect(rows).toEqual([
      { position: 0, since: 1 },
      { position: 1, since: 3 },
    ]);
    await commands.execute('updateMission', { mission: 'known', version: 3, themes: null, actions: [] });
    const { data } = await register.execute(
      '{ mission(by: { slug: "known" }) { themes { slug } actions { kind } version } }',
    );
    expect(toPlainObject(data)).toEqual({ mission: { themes: [], actions: [], version: 4 } });
  });

  test('updateMission and closeMission reject an outdated version', async () => {
    const input = { mission: 'known', version: 1, name: 'Autre' };
    await commands.execute('updateMission', input);
    expect(await commands.expectError('updateMission', input, 'CONFLICT')).toMatchObject({ version: 3 });
    await commands.expectError('updateMission', { ...input, version: 3, themes: ['open', 'maps'] }, 'ALREADY_DONE');
    await commands.expectError('closeMission', { mission: 'known', version: 1 }, 'CONFLICT');
  });

  test('updateMission returns every input error at once', async () => {
    const errorPaths = await commands.expectInputErrors('updateMission', {
      mission: 'nothing',
      version: 1,
      name: null,
      statement: null,
      entity: null,
      themes: ['nothing'],
      actions: [{ kind: 'BUILDS', description: '', service: 'nothing' }],
    });
    expect(errorPaths.sort()).toEqual([
      'input.actions[0].description',
      'input.actions[0].service',
      'input.entity',
      'input.mission',
      'input.name',
      'input.statement',
      'input.themes[0]',
    ]);
    const move = { mission: 'known', version: 1, entity: 'former' };
    expect(await commands.expectInputErrors('updateMission', move)).toEqual(['input.entity']);
  });

  test('closeMission closes a mission once, and filters find it as closed', async () => {
    const input = { mission: 'known', version: 1 };
    expect(await commands.execute('closeMission', input, '{ closedOn }')).toEqual({ closedOn: TODAY });
    await commands.expectError('closeMission', input, 'ALREADY_DONE');
    expect(await commands.expectInputErrors('closeMission', { mission: 'nothing', version: 1 })).toEqual([
      'input.mission',
    ]);
    await commands.execute('createMission', NEW);
    await commands.execute('closeMission', { mission: 'ouvrir', version: 4, on: '2027-01-01' });
    const { data } = await register.execute(
      '{ open: missions(filter: { isOpen: true }) { totalCount } closed: missions(filter: { isOpen: false }) { totalCount } }',
    );
    expect(toPlainObject(data)).toEqual({ open: { totalCount: 0 }, closed: { totalCount: 2 } });
  });
});

function anAction(kind: 'SUPPORTS' | 'BUILDS' = 'SUPPORTS') {
  return { kind, description: 'Accompagne.', beneficiaryKind: null, partner: 'osm', service: null };
}
