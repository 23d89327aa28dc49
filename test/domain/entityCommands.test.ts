import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aMission, anEntity, aService, aSource } from '../support/builders.ts';
import type { Commands } from '../support/commands.ts';
import { createCommands, toPlainObject } from '../support/commands.ts';
import { onEachDatabase, POSTGRESQL } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister, TODAY } from '../support/register.ts';

const LONG = 'a'.repeat(10_001);

function aTree() {
  return aSource({
    entities: [
      anEntity('top', { identifiers: [{ scheme: 'siren', value: '110000007' }] }),
      anEntity('middle', { parent: 'top' }),
      anEntity('bottom', { parent: 'middle' }),
      anEntity('aside'),
    ],
    missions: [aMission('charge', 'bottom')],
    services: [aService('site', { operator: 'bottom' })],
  });
}

onEachDatabase('Commands on entities', (open) => {
  let register: TestRegister;
  let commands: Commands;
  beforeAll(async () => {
    register = await openRegister(open);
    commands = createCommands(register);
  });
  beforeEach(async () => {
    await register.empty();
    await register.load(aTree());
  });
  afterAll(() => register.close());

  describe('createEntity', () => {
    test('returns the entity with the new version of the register', async () => {
      const created = await commands.execute(
        'createEntity',
        {
          slug: 'dinum',
          name: '  Direction interministérielle du nume\u0301rique ',
          acronym: 'DINUM',
          kind: 'DIRECTORATE',
          ministryDomain: 'Numérique',
          website: 'HTTPS://www.numerique.gouv.fr',
          contact: 'contact@Numerique.gouv.fr',
          parent: 'top',
          identifiers: [{ scheme: 'siren', value: '130025265' }],
        },
        '{ slug name acronym kind ministryDomain website contact closedOn version parent { slug } identifiers { scheme value } }',
      );
      expect(created).toEqual({
        slug: 'dinum',
        name: 'Direction interministérielle du numérique',
        acronym: 'DINUM',
        kind: 'DIRECTORATE',
        ministryDomain: 'Numérique',
        website: 'https://www.numerique.gouv.fr',
        contact: 'contact@numerique.gouv.fr',
        closedOn: null,
        version: 2,
        parent: { slug: 'top' },
        identifiers: [{ scheme: 'siren', value: '130025265' }],
      });
      const { data } = await register.execute('{ register { version } }');
      expect(toPlainObject(data)).toEqual({ register: { version: 2 } });
    });

    test('requires only a slug, a name and a kind', async () => {
      const input = { slug: 'bare', name: 'Nu', kind: 'OTHER', acronym: null, parent: null, identifiers: null };
      await commands.execute('createEntity', input);
      expect(await commands.expectInputErrors('createEntity', input)).toEqual(['input.slug']);
    });

    test('returns every input error at once', async () => {
      await close('aside');
      const errorPaths = await commands.expectInputErrors('createEntity', {
        slug: 'Pas Un Slug',
        name: ' ',
        acronym: LONG,
        kind: 'OTHER',
        ministryDomain: '\0',
        website: 'https://a.example/\u0085',
        contact: 'jeanne.dupont@numerique.gouv.fr',
        parent: 'aside',
        identifiers: [
          { scheme: '', value: LONG },
          { scheme: 'siren', value: '110000007' },
          { scheme: 'siret', value: '1' },
          { scheme: 'siret', value: '1 ' },
        ],
      });
      expect(errorPaths.sort()).toEqual([
        'input.acronym',
        'input.contact',
        'input.identifiers[0].scheme',
        'input.identifiers[0].value',
        'input.identifiers[1]',
        'input.identifiers[2].value',
        'input.identifiers[3]',
        'input.identifiers[3].value',
        'input.ministryDomain',
        'input.name',
        'input.parent',
        'input.slug',
        'input.website',
      ]);
    });

    test.each([
      ['an unknown parent', { parent: 'nowhere' }, ['input.parent']],
      ['a slug that is taken', { slug: 'top' }, ['input.slug']],
      ['a slug of 10,001 characters', { slug: LONG }, ['input.slug']],
      [
        'too many identifiers',
        { identifiers: Array.from({ length: 101 }, (_, at) => ({ scheme: 'x', value: String(at) })) },
        ['input.identifiers'],
      ],
    ])('is rejected with %s', async (_name, given, paths) => {
      const errorPaths = await commands.expectInputErrors('createEntity', {
        slug: 'new',
        name: 'Neuve',
        kind: 'OTHER',
        ...given,
      });
      expect(errorPaths).toEqual(paths);
    });

    test('never returns the e-mail address of a person in an error', async () => {
      const input = { slug: 'new', name: 'Neuve', kind: 'OTHER', contact: 'jeanne.dupont@gouv.fr' };
      const error = await commands.expectError('createEntity', input, 'INPUT_INVALID');
      expect(JSON.stringify(error)).not.toMatch(/dupont/);
    });
  });

  describe('updateEntity', () => {
    test('updates given fields, clears null fields and keeps the others', async () => {
      const version = await commands.versionOf('entity', 'middle');
      const first = { entity: 'middle', version, acronym: 'MID', website: 'https://mid.example' };
      await commands.execute('updateEntity', first);
      const updated = await commands.execute(
        'updateEntity',
        { entity: 'middle', version: version + 1, name: 'Milieu', kind: 'NETWORK', acronym: null, parent: null },
        '{ name kind acronym website version parent { slug } updatedAt }',
      );
      expect(updated).toMatchObject({
        name: 'Milieu',
        kind: 'NETWORK',
        acronym: null,
        website: 'https://mid.example',
        version: version + 2,
        parent: null,
      });
      const { rows } = await register.pool.query(
        "SELECT updated_at > now() - interval '1 minute' AS recent FROM entity WHERE slug = 'middle'",
      );
      expect(rows).toEqual([{ recent: true }]);
    });

    test('replaces the identifiers, and adds only the changed ones to the history', async () => {
      const version = await commands.versionOf('entity', 'top');
      const identifiers = [
        { scheme: 'siren', value: '110000007' },
        { scheme: 'siret', value: '35600000000048' },
      ];
      const updated = await commands.execute(
        'updateEntity',
        { entity: 'top', version, identifiers },
        '{ identifiers { scheme value } }',
      );
      expect(updated).toEqual({ identifiers });
      const { rows } = await register.pool.query(
        'SELECT scheme, valid_from AS since FROM history.entity_identifier ORDER BY scheme',
      );
      expect(rows).toEqual([
        { scheme: 'siren', since: 1 },
        { scheme: 'siret', since: 2 },
      ]);
      await commands.execute('updateEntity', { entity: 'top', version: version + 1, identifiers: [] });
      const { data } = await register.execute('{ entity(by: { slug: "top" }) { identifiers { value } } }');
      expect(toPlainObject(data)).toEqual({ entity: { identifiers: [] } });
    });

    test('returns every input error at once', async () => {
      const input = {
        entity: 'nowhere',
        version: 1,
        name: null,
        kind: null,
        contact: 'quelquun@gouv.fr',
        parent: 'nowhere-else',
        identifiers: [{ scheme: 'siren', value: '110000007' }],
      };
      expect((await commands.expectInputErrors('updateEntity', input)).sort()).toEqual([
        'input.contact',
        'input.entity',
        'input.identifiers[0]',
        'input.kind',
        'input.name',
        'input.parent',
      ]);
    });

    test.each(['https://moi:secret@a.example/', 'HTTP://jeton@a.example'])(
      'rejects a website with credentials: %s',
      async (website) => {
        const version = await commands.versionOf('entity', 'aside');
        expect(await commands.expectInputErrors('updateEntity', { entity: 'aside', version, website })).toEqual([
          'input.website',
        ]);
      },
    );

    test('rejects another version than the current one, and returns the current one', async () => {
      const version = await commands.versionOf('entity', 'aside');
      const input = { entity: 'aside', version, name: 'Autre' };
      await commands.execute('updateEntity', input);
      const error = await commands.expectError('updateEntity', { ...input, name: 'Encore' }, 'CONFLICT');
      expect(error.version).toBe(version + 1);
      const early = await commands.expectError('updateEntity', { ...input, version: version + 2 }, 'CONFLICT');
      expect(early.version).toBe(version + 1);
      const { errors } = await register.execute(
        `mutation { updateEntity(input: { entity: "aside", version: ${version + 2}, name: "Tôt" }) { entity { slug } } }`,
      );
      expect(errors?.[0]?.message).toContain(
        `is at version ${version + 1}, but the input gives version ${version + 2}`,
      );
      await commands.expectError('updateEntity', { ...input, version: version + 1 }, 'ALREADY_DONE');
    });

    test.each(['top', 'middle', 'bottom'])(
      'rejects a parent that is the entity itself or a descendant: %s',
      async (parent) => {
        const version = await commands.versionOf('entity', 'top');
        await commands.expectError('updateEntity', { entity: 'top', version, parent }, 'ENTITY_LOOP');
      },
    );

    test('rejects a move under a closed entity, but keeps existing children of one', async () => {
      await close('aside');
      const version = await commands.versionOf('entity', 'bottom');
      const move = { entity: 'bottom', version, parent: 'aside' };
      expect(await commands.expectInputErrors('updateEntity', move)).toEqual(['input.parent']);
      await register.pool.query("UPDATE entity SET closed_on = '2026-01-01' WHERE slug = 'middle'");
      await commands.execute('updateEntity', { ...move, parent: 'middle', name: 'Bas' });
    });
  });

  describe('closeEntity', () => {
    test('keeps the entity, with its closing day', async () => {
      const version = await commands.versionOf('entity', 'aside');
      const input = { entity: 'aside', version };
      expect(await commands.execute('closeEntity', input, '{ closedOn version }')).toEqual({
        closedOn: TODAY,
        version: version + 1,
      });
      await commands.expectError('closeEntity', input, 'ALREADY_DONE');
      const { data } = await register.execute(
        '{ open: entities(filter: { isOpen: true }) { totalCount } closed: entities(filter: { isOpen: false }) { nodes { slug } } }',
      );
      expect(toPlainObject(data)).toEqual({ open: { totalCount: 3 }, closed: { nodes: [{ slug: 'aside' }] } });
    });

    test('rejects an entity that still has open children, services or missions', async () => {
      const close = async (entity: string, on = '2026-06-30') => ({
        entity,
        version: await commands.versionOf('entity', entity),
        on,
      });
      expect(await commands.expectError('closeEntity', await close('top'), 'IN_USE')).toMatchObject({
        missing: ['CHILDREN'],
      });
      expect(await commands.expectError('closeEntity', await close('bottom'), 'IN_USE')).toMatchObject({
        missing: ['SERVICES', 'MISSIONS'],
      });
      await commands.execute('closeService', { service: 'site', version: 1, on: '2026-05-01' });
      await commands.execute('closeMission', { mission: 'charge', version: 1, on: '2026-05-02' });
      expect(await commands.expectInputErrors('closeEntity', await close('bottom', '2026-05-01'))).toEqual([
        'input.on',
      ]);
      await commands.execute('closeEntity', await close('bottom'));
      expect(await commands.expectInputErrors('closeEntity', await close('middle', '2026-06-29'))).toEqual([
        'input.on',
      ]);
      await commands.execute('closeEntity', await close('middle', '2027-01-01'));
    });

    test('rejects an outdated version and an unknown entity', async () => {
      await commands.expectError('closeEntity', { entity: 'aside', version: 0 }, 'CONFLICT');
      expect(await commands.expectInputErrors('closeEntity', { entity: 'nowhere', version: 1 })).toEqual([
        'input.entity',
      ]);
    });
  });

  test('An import updates a closed entity and keeps it closed', async () => {
    await close('aside');
    const again = aTree();
    const aside = again.entities.find(({ slug }) => slug === 'aside');
    if (aside) aside.name = 'Nouveau nom';
    await register.load(again);
    const { data } = await register.execute('{ entity(by: { slug: "aside" }) { name closedOn } }');
    expect(toPlainObject(data)).toEqual({ entity: { name: 'Nouveau nom', closedOn: TODAY } });
  });

  async function close(slug: string): Promise<void> {
    await commands.execute('closeEntity', { entity: slug, version: await commands.versionOf('entity', slug) });
  }
});

describe('Concurrent commands on entities, on PostgreSQL', () => {
  let register: TestRegister;
  let commands: Commands;
  beforeAll(async () => {
    register = await openRegister(POSTGRESQL.open);
    commands = createCommands(register);
    await register.load(aTree());
  });
  afterAll(() => register.close());

  const UPDATE = 'mutation ($input: UpdateEntityInput!) { updateEntity(input: $input) { entity { version } } }';
  const codesOf = async (inputs: readonly object[]) => {
    const results = await Promise.all(inputs.map((input) => register.execute(UPDATE, { input })));
    return results.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done');
  };

  test('one of fifty updates of the same version succeeds', async () => {
    const version = await commands.versionOf('entity', 'aside');
    const inputs = Array.from({ length: 50 }, (_, at) => ({ entity: 'aside', version, name: `Nom ${at}` }));
    const codes = await codesOf(inputs);
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(codes.filter((code) => code === 'CONFLICT')).toHaveLength(49);
    expect(await commands.versionOf('entity', 'aside')).toBe(version + 1);
  });

  test('one of two moves that would make a loop is rejected', async () => {
    const [top, aside] = [await commands.versionOf('entity', 'top'), await commands.versionOf('entity', 'aside')];
    const codes = await codesOf([
      { entity: 'top', version: top, parent: 'aside' },
      { entity: 'aside', version: aside, parent: 'bottom' },
    ]);
    expect(codes.sort()).toEqual(['ENTITY_LOOP', 'done']);
  });
});
