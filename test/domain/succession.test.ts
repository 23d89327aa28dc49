import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aMission, anEntity, aService, aSource } from '../support/builders.ts';
import type { Commands } from '../support/commands.ts';
import { createCommands, toPlainObject } from '../support/commands.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const LEGAL = {
  on: '2019-10-27',
  legalSource: 'Décret n° 2019-1088 du 25 octobre 2019',
  legalUrl: 'https://www.legifrance.gouv.fr/loda/id/JORFTEXT000039281619',
};
const RENAMED = { kind: 'RENAMED', predecessors: ['dinsic'], successors: ['dinum'], ...LEGAL };
const SUCCESSIONS =
  '{ slug predecessors { kind effectiveOn legalSource legalUrl predecessor { slug } successor { slug } } }';

onEachDatabase('A succession', (open) => {
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
        entities: [
          anEntity('sgg'),
          anEntity('dinsic', { parent: 'sgg' }),
          anEntity('dinum', { parent: 'sgg' }),
          anEntity('etalab', { parent: 'dinsic' }),
          anEntity('incubateur', { parent: 'etalab' }),
          anEntity('dae', { parent: 'sgg' }),
        ],
        missions: [aMission('ouvrir', 'dinsic'), aMission('fini', 'dinsic')],
        services: [aService('site', { operator: 'dinsic' }), aService('old', { operator: 'dinsic', status: 'CLOSED' })],
      }),
    );
    await commands.execute('closeMission', { mission: 'fini', version: 1, on: '2018-01-01' });
  });
  afterAll(() => register.close());

  test('of kind RENAMED closes the predecessor, and moves its open children, services and missions', async () => {
    expect(await commands.execute('recordSuccession', RENAMED, SUCCESSIONS)).toEqual([
      {
        slug: 'dinum',
        predecessors: [
          {
            kind: 'RENAMED',
            effectiveOn: LEGAL.on,
            legalSource: LEGAL.legalSource,
            legalUrl: LEGAL.legalUrl,
            predecessor: { slug: 'dinsic' },
            successor: { slug: 'dinum' },
          },
        ],
      },
    ]);
    const fields =
      '{ closedOn children { nodes { slug } } services { nodes { slug } } missions { nodes { slug } } successors { successor { slug } } }';
    const { data } = await register.execute(
      `{ from: entity(by: { slug: "dinsic" }) ${fields} to: entity(by: { slug: "dinum" }) ${fields} }`,
    );
    expect(toPlainObject(data)).toEqual({
      from: {
        closedOn: LEGAL.on,
        children: { nodes: [] },
        services: { nodes: [{ slug: 'old' }] },
        missions: { nodes: [{ slug: 'fini' }] },
        successors: [{ successor: { slug: 'dinum' } }],
      },
      to: {
        closedOn: null,
        children: { nodes: [{ slug: 'etalab' }] },
        services: { nodes: [{ slug: 'site' }] },
        missions: { nodes: [{ slug: 'ouvrir' }] },
        successors: [],
      },
    });
    const { data: then } = await register.execute(
      '{ entity(by: { slug: "etalab" }) { parent { slug } before: parent(on: "2019-01-01") { slug } formerParents { endedOn } } }',
    );
    expect(toPlainObject(then)).toEqual({
      entity: { parent: { slug: 'dinum' }, before: { slug: 'dinsic' }, formerParents: [{ endedOn: LEGAL.on }] },
    });
    const changed = await Promise.all([
      commands.versionOf('entity', 'dinsic'),
      commands.versionOf('entity', 'dinum'),
      commands.versionOf('entity', 'etalab'),
      commands.versionOf('service', 'site'),
      commands.versionOf('mission', 'ouvrir'),
      commands.versionOf('mission', 'fini'),
      commands.versionOf('service', 'old'),
      commands.versionOf('entity', 'dae'),
    ]);
    expect(changed).toEqual([3, 3, 3, 3, 3, 2, 1, 1]);
    await commands.expectError('recordSuccession', RENAMED, 'ALREADY_DONE');
    expect(await commands.expectInputErrors('recordSuccession', { ...RENAMED, on: '2020-01-01' })).toEqual([
      'input.predecessors[0]',
    ]);
  });

  test('between two entities that already have one is rejected with its kind and day', async () => {
    // A source gives no last day of the predecessor, which therefore stays open.
    await register.load(
      aSource({
        entities: [anEntity('dinsic', { parent: 'sgg' }), anEntity('dinum', { parent: 'sgg' })],
        successions: [
          {
            kind: 'RENAMED',
            predecessor: 'dinsic',
            successor: 'dinum',
            effectiveOn: LEGAL.on,
            legalSource: LEGAL.legalSource,
            legalUrl: null,
          },
        ],
      }),
      { accept: true },
    );
    expect(
      await commands.expectInputErrors('recordSuccession', {
        ...RENAMED,
        kind: 'MERGED',
        predecessors: ['etalab', 'dinsic'],
        on: '2020-01-01',
      }),
    ).toEqual(['input.predecessors[1]']);
  });

  test('of kind MERGED moves the open children of one or several predecessors', async () => {
    const merged = { ...RENAMED, kind: 'MERGED', predecessors: ['dinsic', 'etalab'] };
    await commands.execute('recordSuccession', merged);
    expect(await parents()).toMatchObject({ etalab: 'dinsic', incubateur: 'dinum' });
    await commands.execute('recordSuccession', { ...merged, predecessors: ['dae'], legalUrl: null });
    const { data } = await register.execute(
      '{ entity(by: { slug: "dinum" }) { predecessors { predecessor { slug } } } }',
    );
    expect(toPlainObject(data)).toEqual({
      entity: { predecessors: ['dinsic', 'etalab', 'dae'].map((slug) => ({ predecessor: { slug } })) },
    });
  });

  test.each([
    ['a child', 'etalab', { etalab: 'sgg', incubateur: 'etalab' }],
    ['a grandchild', 'incubateur', { etalab: 'incubateur', incubateur: 'sgg' }],
  ])('to %s moves that entity to the place of its predecessor', async (_name, successor, expected) => {
    await commands.execute('recordSuccession', { ...RENAMED, successors: [successor] });
    expect(await parents()).toMatchObject(expected);
  });

  test('to a descendant of two nested predecessors makes no loop', async () => {
    await commands.execute('recordSuccession', {
      ...RENAMED,
      kind: 'MERGED',
      predecessors: ['etalab', 'sgg'],
      successors: ['incubateur'],
    });
    expect(await parents()).toMatchObject({ incubateur: null, dinsic: 'incubateur', dinum: 'incubateur' });
  });

  test('of kind SPLIT is rejected until the predecessor has nothing open', async () => {
    const split = { ...RENAMED, kind: 'SPLIT', successors: ['dinum', 'dae'] };
    const error = await commands.expectError('recordSuccession', split, 'IN_USE');
    expect(error.missing).toEqual(['CHILDREN', 'SERVICES', 'MISSIONS']);
    await commands.execute('updateEntity', { entity: 'etalab', version: 1, parent: 'dinum' });
    await commands.execute('updateService', { service: 'site', version: 1, operator: 'dae' });
    await commands.execute('updateMission', { mission: 'ouvrir', version: 1, entity: 'dae' });
    expect(await commands.execute('recordSuccession', split, '{ slug predecessors { kind } }')).toEqual([
      { slug: 'dinum', predecessors: [{ kind: 'SPLIT' }] },
      { slug: 'dae', predecessors: [{ kind: 'SPLIT' }] },
    ]);
    await commands.expectError('recordSuccession', split, 'ALREADY_DONE');
  });

  describe('is rejected', () => {
    test.each([
      ['RENAMED', ['dinsic', 'dae'], ['dinum', 'sgg'], ['input.predecessors', 'input.successors']],
      ['RENAMED', [], [], ['input.predecessors', 'input.successors']],
      ['MERGED', ['dinsic'], ['dinum', 'dae'], ['input.successors']],
      ['SPLIT', ['dinsic'], ['dinum'], ['input.successors']],
      ['RENAMED', ['dinsic'], ['dinsic'], ['input.successors[0]']],
      ['MERGED', ['dinsic', 'dinsic'], ['dinum'], ['input.predecessors[1]']],
      ['SPLIT', ['dinsic'], ['dinum', 'dinum'], ['input.successors[1]']],
    ])('with invalid numbers of entities: %s of %j to %j', async (kind, predecessors, successors, paths) => {
      expect(
        await commands.expectInputErrors('recordSuccession', { ...RENAMED, kind, predecessors, successors }),
      ).toEqual(paths);
    });

    test('with every input error at once', async () => {
      await commands.execute('closeEntity', { entity: 'dae', version: 1 });
      const errorPaths = await commands.expectInputErrors('recordSuccession', {
        kind: 'MERGED',
        predecessors: ['nothing', 'dae', 'dinsic'],
        successors: ['unknown'],
        on: '2017-12-31',
        legalSource: 'a'.repeat(501),
        legalUrl: 'https://a.example/\u00ad',
      });
      expect(errorPaths.sort()).toEqual([
        'input.legalSource',
        'input.legalUrl',
        'input.on',
        'input.predecessors[0]',
        'input.predecessors[1]',
        'input.successors[0]',
      ]);
    });

    test('when it is circular, or before an earlier succession', async () => {
      await commands.execute('recordSuccession', RENAMED);
      const next = { ...RENAMED, predecessors: ['dinum'], successors: ['dae'], on: '2023-01-01' };
      const back = { ...next, successors: ['dinsic'] };
      expect(await commands.expectInputErrors('recordSuccession', back)).toEqual(['input.successors[0]']);
      expect(await commands.expectInputErrors('recordSuccession', { ...next, on: '2019-10-26' })).toEqual(['input.on']);
      expect(
        await commands.expectInputErrors('closeEntity', { entity: 'dinum', version: 3, on: '2019-10-26' }),
      ).toEqual(['input.on']);
      await commands.execute('recordSuccession', next);
      const circular = { ...next, predecessors: ['dae'], successors: ['dinsic'], on: '2024-01-01' };
      const error = await commands.expectError('recordSuccession', circular, 'INPUT_INVALID');
      expect(JSON.stringify(error.fields)).toMatch(/circular/);
    });
  });

  async function parents(): Promise<Record<string, string | null>> {
    const { rows } = await register.pool.query<{ slug: string; parent: string | null }>(
      'SELECT e.slug, p.slug AS parent FROM entity e LEFT JOIN entity p ON p.id = e.parent_id',
    );
    return Object.fromEntries(rows.map(({ slug, parent }) => [slug, parent]));
  }
});
