import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import { getMetadataStorage } from 'type-graphql';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { tableClasses } from '../../src/database/dataSource.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import '../../src/server/schema/schema.ts';
import { PUBLIC_TABLES } from '../../src/domain/changes/publicTables.ts';
import { memberKey } from '../../src/domain/teams/memberKey.ts';
import { columnsOf, tableOf } from '../../src/graphql/relations/columns.ts';
import { change } from '../../src/register/change.ts';
import { aMembership, aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

interface Changed {
  version: number;
  recordedAt: string;
  nature: string;
  table: string;
  slug: string | null;
  subject: { __typename: string; id: string } | null;
  fields: { name: string; before: string | null; after: string | null }[];
}

const NODE = 'version recordedAt nature table slug subject { __typename id } fields { name before after }';
const CANARY = 'jeton-secret-de-canari';
const SECRET = 'a secret of the tests, long enough';
/** An anonymous client. */
const ANONYMOUS = { as: null };

function everything() {
  return aSource({
    entities: [
      anEntity('mere', { identifiers: [{ scheme: 'siren', value: '110001005' }] }),
      anEntity('fille', { parent: 'mere', acronym: 'F' }),
    ],
    themes: [aTheme('ouvert')],
    missions: [
      aMission('donnees', 'fille', {
        themes: ['ouvert'],
        actions: [{ kind: 'OPERATES', description: 'Opère.', beneficiaryKind: null, partner: 'mere', service: 'site' }],
      }),
    ],
    startups: [
      aStartup('une', {
        topics: ['Santé', 'Logement'],
        phases: [aPhase('INVESTIGATION', '2020-01-01')],
        incubators: ['mere'],
        sponsors: ['fille', 'mere'],
        events: [{ kind: 'launch', on: '2020-07-01', comment: null, kindLabel: null }],
        links: [{ kind: 'WEBSITE', url: 'https://une.example' }],
      }),
    ],
    services: [aService('site', { operator: 'fille', startups: ['une'] })],
    memberships: [aMembership('ada', 'une')],
  });
}

onEachDatabase('The change feed', (open) => {
  let register: TestRegister;
  /** The version before the first change of this test. */
  let start: number;

  beforeAll(async () => {
    register = await openRegister(open);
    start = (await query('{ register { version } }')).register.version;
    await register.load(everything());
    await edit("UPDATE entity SET name = 'Nouvelle', parent_id = NULL, acronym = 'F' WHERE slug = 'fille'");
    await edit("UPDATE startup SET updated_at = '2000-01-01Z'");
    await edit(
      "INSERT INTO membership (startup_id, member_key, role, role_word) SELECT id, repeat('ab', 16), 'COACH', 'Coaching' FROM startup",
    );
    await edit(
      "UPDATE entity SET slug = 'maman' WHERE slug = 'mere'",
      "UPDATE service SET operator_id = (SELECT id FROM entity WHERE slug = 'maman')",
    );
    await edit(
      "INSERT INTO agreement (administration_id, startup_id, signed_on, rebilled_share) SELECT e.id, s.id, '2024-01-01', 0.5 FROM entity e, startup s WHERE e.slug = 'maman'",
    );
    await edit(
      "INSERT INTO rebilling (agreement_id, billed_on, amount_cents) SELECT id, '2024-06-01', 1000 FROM agreement",
    );
    await edit('DELETE FROM service_startup', 'DELETE FROM mission_action', "DELETE FROM service WHERE slug = 'site'");
  });
  afterAll(() => register.close());

  async function query(document: string, variables: Record<string, unknown> = {}) {
    const { data, errors } = await register.execute(document, variables, ANONYMOUS);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  function edit(...statements: string[]): Promise<unknown> {
    return change(register.dataSource, { actor: CANARY, command: 'canari' }, async (client: PoolClient) => {
      for (const statement of statements) await client.query(statement);
      return { wrote: true, result: null };
    });
  }

  async function changesOf(version: number): Promise<Changed[]> {
    const { changes } = await query(
      `query ($since: Int) { changes(since: $since, first: 100) { nodes { ${NODE} } } }`,
      {
        since: start + version - 1,
      },
    );
    return changes.nodes.filter((each: Changed) => each.version === start + version);
  }

  test('is public, ordered by version, table and key, the oldest first', async () => {
    const { changes } = await query(
      `{ changes(first: 100) { totalCount nodes { ${NODE} } pageInfo { hasNextPage hasPreviousPage } } }`,
    );
    const versions = changes.nodes.map(({ version }: Changed) => version - start);
    expect(versions).toEqual([...versions].sort((one, other) => one - other));
    expect(changes.totalCount).toBe(changes.nodes.length);
    expect(changes.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false });
    expect(new Set(versions)).toEqual(new Set([1, 2, 5, 6, 7, 8]));
  });

  test('returns every field of a created row, with references as slugs and lists as JSON', async () => {
    const changes = await changesOf(1);
    expect(
      changes.every(({ nature, fields }) => nature === 'CREATED' && fields.every(({ before }) => before === null)),
    ).toBe(true);
    expect(new Set(changes.map(({ table }) => table))).toEqual(
      new Set([
        'ENTITY',
        'ENTITY_IDENTIFIER',
        'MISSION',
        'MISSION_ACTION',
        'MISSION_THEME',
        'PHASE',
        'SERVICE',
        'SERVICE_STARTUP',
        'STARTUP',
        'STARTUP_EVENT',
        'STARTUP_INCUBATOR',
        'STARTUP_LINK',
        'STARTUP_SPONSOR',
        'THEME',
      ]),
    );
    const afterOf = (table: string, slug: string) =>
      changes
        .filter((each) => each.table === table && each.slug === slug)
        .map(({ fields }) => Object.fromEntries(fields.map(({ name, after }) => [name, after])));
    expect(afterOf('ENTITY', 'fille')).toEqual([
      { slug: 'fille', name: 'Entité fille', acronym: 'F', kind: 'DIRECTORATE', parent: 'mere' },
    ]);
    expect(afterOf('STARTUP', 'une')).toEqual([
      { slug: 'une', name: 'Startup une', topics: '["Santé", "Logement"]', technologies: '[]' },
    ]);
    expect(afterOf('STARTUP_SPONSOR', 'une')).toEqual([
      expect.objectContaining({ sponsor: expect.any(String) }),
      expect.objectContaining({ sponsor: expect.any(String) }),
    ]);
    expect(afterOf('MISSION_ACTION', 'donnees')).toEqual([
      { kind: 'OPERATES', description: 'Opère.', partner: 'mere', service: 'site' },
    ]);
    expect(afterOf('PHASE', 'une')).toEqual([
      { name: 'INVESTIGATION', startedOn: '2020-01-01', sourceWord: 'investigation' },
    ]);
  });

  test('returns only the changed fields of an updated row', async () => {
    expect(await changesOf(2)).toEqual([
      {
        version: start + 2,
        recordedAt: expect.stringMatching(/Z$/),
        nature: 'UPDATED',
        table: 'ENTITY',
        slug: 'fille',
        subject: { __typename: 'Entity', id: expect.stringMatching(/^entity_/) },
        fields: [
          { name: 'name', before: 'Entité fille', after: 'Nouvelle' },
          { name: 'parent', before: 'mere', after: null },
        ],
      },
    ]);
  });

  test('omits changes of private columns and of members', async () => {
    expect(await changesOf(3)).toEqual([]);
    expect(await changesOf(4)).toEqual([]);
  });

  test('returns the references before and after a change by the slugs of that version', async () => {
    const [entity, service] = await changesOf(5);
    expect(entity).toMatchObject({
      table: 'ENTITY',
      slug: 'maman',
      fields: [{ name: 'slug', before: 'mere', after: 'maman' }],
    });
    expect(service).toMatchObject({
      table: 'SERVICE',
      slug: 'site',
      fields: [{ name: 'operator', before: 'fille', after: 'maman' }],
    });
  });

  test('returns agreements, which have no slug, by their subject', async () => {
    const [signed] = await changesOf(6);
    expect(signed).toMatchObject({ table: 'AGREEMENT', slug: null, subject: { __typename: 'Agreement' } });
    expect(signed?.fields).toContainEqual({ name: 'rebilledShare', before: null, after: '0.5' });
    const [billed] = await changesOf(7);
    expect(billed).toMatchObject({ table: 'REBILLING', subject: signed?.subject });
  });

  test('returns the fields and the slug of a removed row', async () => {
    const removed = (await changesOf(8)).filter(({ table }) => table === 'SERVICE');
    expect(removed).toMatchObject([{ nature: 'REMOVED', slug: 'site', subject: null }]);
    expect(removed[0]?.fields).toContainEqual({ name: 'operator', before: 'maman', after: null });
    const link = (await changesOf(8)).find(({ table }) => table === 'SERVICE_STARTUP');
    expect(link).toMatchObject({
      slug: 'site',
      subject: null,
      fields: [
        { name: 'startup', before: 'une', after: null },
        { name: 'position', before: '0', after: null },
      ],
    });
  });

  test.each([1, 3, 7])('returns every change once in pages of %i', async (first) => {
    const document = `query ($first: Int, $after: String) { changes(first: $first, after: $after) { edges { cursor node { ${NODE} } } pageInfo { hasNextPage endCursor } } }`;
    const allEdges = (await query(document, { first: 100 })).changes.edges;
    const paged: unknown[] = [];
    let after: string | null = null;
    do {
      const { changes } = await query(document, { first, after });
      paged.push(...changes.edges);
      after = changes.pageInfo.hasNextPage ? changes.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(allEdges);
  });

  test('starts after the version of `since`, and is empty after the last version', async () => {
    const { later, none } = await query(
      `{ later: changes(since: ${start + 6}) { totalCount nodes { version } } none: changes(since: ${start + 8}) { totalCount nodes { version } pageInfo { endCursor } } }`,
    );
    expect(later.nodes.map(({ version }: Changed) => version - start)).toContain(7);
    expect(later.totalCount).toBe(later.nodes.length);
    expect(none).toEqual({ totalCount: 0, nodes: [], pageInfo: { endCursor: null } });
  });

  test('executes at most nine statements, however many changes it returns', async () => {
    const cost = async (first: number) =>
      (
        await register.execute(
          `{ changes(since: ${start}, first: ${first}) { totalCount nodes { ${NODE} } } }`,
          {},
          ANONYMOUS,
        )
      ).statements.length;
    // The page, the count, and one of each class of subject at most.
    expect(await cost(1)).toBe(3);
    expect(await cost(100)).toBeLessThanOrEqual(2 + 7);
  });

  test('as of an earlier version ends at that version, with the subjects of that version', async () => {
    const { at } = await query(
      `{ at(asOf: { version: ${start + 5} }) { changes(since: ${start + 4}, first: 100) { totalCount nodes { version table subject { id } } } } }`,
    );
    expect(at.changes.totalCount).toBe(2);
    expect(at.changes.nodes).toMatchObject([
      { table: 'ENTITY' },
      { table: 'SERVICE', subject: { id: expect.stringMatching(/^service_/) } },
    ]);
  });

  test.each([
    ['{ changes(first: 101) { totalCount } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ changes(first: -1) { totalCount } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ changes(after: "abc") { totalCount } }', 'CURSOR_INVALID'],
  ])('rejects %s', async (document, code) => {
    const { errors } = await register.execute(document, {}, ANONYMOUS);
    expect(errors?.[0]?.extensions.code).toBe(code);
  });

  test('contains no member and no actor', async () => {
    const { data } = await register.execute(`{ changes(first: 100) { nodes { ${NODE} } } }`, {}, ANONYMOUS);
    const text = JSON.stringify(data);
    expect(text).toContain('STARTUP_SPONSOR');
    for (const secret of [
      CANARY,
      'canari',
      memberKey(SECRET, 'test', 'ada'),
      'ab'.repeat(16),
      'membership',
      'search_text',
      'search_document',
      'name_key',
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  test('has only columns of the history tables', async () => {
    const { rows } = await register.pool.query<{ table: string; column: string }>(
      `SELECT relname AS "table", attname AS "column" FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
       WHERE relkind = 'r' AND relnamespace = 'history'::regnamespace AND attnum > 0 AND NOT attisdropped`,
    );
    const present = new Set(rows.map(({ table, column }) => `${table}.${column}`));
    const shown = [...PUBLIC_TABLES].flatMap(([table, { fields }]) =>
      Object.values(fields).map(({ column }) => `${table}.${column}`),
    );
    expect(shown.filter((column) => !present.has(column))).toEqual([]);
  });
});

describe('The list of public tables', () => {
  /** Public columns that the feed omits, and why. */
  const OMITTED_COLUMNS: Readonly<Record<string, string>> = {
    'entity.updatedAt': 'the commit time of its version',
    'mission.updatedAt': 'the commit time of its version',
    'service.updatedAt': 'the commit time of its version',
    'startup.updatedAt': 'the commit time of its version',
    'theme.updatedAt': 'the commit time of its version',
    'startup.description': 'a page of text, too long for the feed',
    'entity.version': 'the version of the change itself',
    'mission.version': 'the version of the change itself',
    'service.version': 'the version of the change itself',
    'startup.version': 'the version of the change itself',
    'phase.days': 'computed from its days',
  };
  /** Tables with public columns that the feed omits, and why. */
  const OMITTED_TABLES: Readonly<Record<string, string>> = {
    import_finding: 'about the input of imports, not about the register',
    import_source: 'about the input of imports, not about the register',
    source_word: 'about the input of imports, not about the register',
    journal: 'for administrators',
    method_role: 'the method itself, which is about no row',
    method_step: 'the method itself, which is about no row',
    public_contract: 'not about any of the subjects',
    publication: 'not versioned',
    publication_step: 'not versioned',
    register: 'the version itself',
  };

  let graphqlFields: Map<string, string[]>;
  beforeAll(async () => {
    await buildApiSchema();
    const { fields } = getMetadataStorage();
    graphqlFields = new Map(
      tableClasses().map((model) => {
        const names = new Set(fields.filter(({ target }) => target === model).map(({ name }) => name));
        return [tableOf(model), columnsOf(model).flatMap(({ property }) => (names.has(property) ? [property] : []))];
      }),
    );
  });

  test('has every public column, except for an explicit list', () => {
    const missing = [...graphqlFields].flatMap(([table, names]) => {
      if (table in OMITTED_TABLES) return [];
      const shown = [...PUBLIC_TABLES].find(([name]) => name === table)?.[1].fields ?? {};
      return names
        .map((name) => [name, `${table}.${name}`] as const)
        .filter(([name, path]) => !(name in shown) && !(path in OMITTED_COLUMNS))
        .map(([, path]) => path);
    });
    expect(missing).toEqual([]);
  });

  test('has no column that is missing from the GraphQL types', () => {
    const unknown = [...PUBLIC_TABLES].flatMap(([table, { fields }]) => {
      const names = graphqlFields.get(table);
      if (!names) return [];
      return Object.entries(fields)
        .filter(([name, { references }]) => references === undefined && !names.includes(name))
        .map(([name]) => `${table}.${name}`);
    });
    expect(unknown).toEqual([]);
  });

  test('matches changes.txt, with the French words', () => {
    const lines = [...PUBLIC_TABLES].map(([table, { noun, isFeminine, subject, fields }]) => {
      const words = Object.entries(fields).map(
        ([name, { references, word }]) => `${name}${references ? ` → ${references}` : ''} « ${word} »`,
      );
      return `${table}, ${isFeminine ? 'la' : 'le'} ${noun}, of ${subject.join('.')}: ${words.join(', ')}\n`;
    });
    expect(lines.sort().join('')).toBe(readFileSync(join(packageRoot, 'test/domain/changes.txt'), 'utf8'));
  });

  test('has no members, tokens, findings or journal', () => {
    const names = [...PUBLIC_TABLES.keys()].map(String);
    for (const table of ['membership', 'source_record', 'import_finding', 'access_token', 'journal'])
      expect(names).not.toContain(table);
  });
});
