import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aMission, anEntity, aPhase, aService, aSource, aStartup, aTheme } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

interface Changed {
  readonly version: number;
  readonly nature: string;
  readonly table: string;
  readonly slug: string | null;
  readonly subject: { readonly id: string } | null;
  readonly fields: readonly object[];
}

interface ChangePage {
  readonly totalCount: number;
  readonly edges: readonly { cursor: string; node: Changed }[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

interface Data {
  readonly changes: ChangePage;
  readonly nodes: readonly { changes: ChangePage }[];
  readonly register: { readonly version: number };
  readonly at: Data;
}

const PAGE =
  'totalCount edges { cursor node { version nature table slug subject { id } fields { name before after } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const TYPES = ['Entity', 'Mission', 'Service', 'Startup'];
const IDS = ['entity', 'mission', 'service', 'startup'].flatMap((table) => [1, 2].map((key) => `${table}_${key}`));

/** Selects the changes of nodes of every type. */
const changesOf = (page: string) =>
  `nodes(ids: $ids) { ${TYPES.map((type) => `... on ${type} { changes${page} }`).join(' ')} }`;

onEachDatabase('The changes of a record', (open) => {
  let register: TestRegister;
  let loaded: number;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(source());
    loaded = (await query('{ register { version } }')).register.version;
    for (const statement of [
      "INSERT INTO objective (startup_id, position, statement, recorded_on) SELECT id, 0, 'Servir.', '2020-02-01' FROM startup WHERE slug = 'une'",
      "UPDATE startup SET pitch = 'Une accroche.' WHERE slug = 'une'",
      "UPDATE startup SET updated_at = '2000-01-01Z' WHERE slug = 'une'",
      "UPDATE phase SET comment = 'Fin.' WHERE startup_id = 1",
      'DELETE FROM startup_sponsor WHERE startup_id = 1',
      'UPDATE startup_event SET startup_id = 2, position = 7 WHERE startup_id = 1',
      'UPDATE objective SET startup_id = 2 WHERE startup_id = 1',
      "UPDATE entity SET parent_id = 1 WHERE slug = 'fille'",
      "INSERT INTO satisfaction_survey (service_id, surveyed_on, respondents, score) SELECT id, '2024-01-01', 3, 8.5 FROM service",
      'UPDATE satisfaction_survey SET score = 9',
      'DELETE FROM mission_theme',
    ]) {
      await register.pool.query(statement);
    }
    await register.load(source({ renamed: true }));
  });
  afterAll(() => register.close());

  test('are those of the register with the record as their subject, in the same order', async () => {
    const all = (await query(`{ changes(first: 100) { ${PAGE} } }`)).changes;
    expect(all.pageInfo.hasNextPage).toBe(false);
    const { nodes } = await query(`query ($ids: [ID!]!) { ${changesOf(`(first: 100) { ${PAGE} }`)} }`, { ids: IDS });
    for (const [at, id] of IDS.entries()) {
      const expected = all.edges.map(({ node }) => node).filter(({ subject }) => subject?.id === id);
      expect([id, nodesOf(nodes[at])]).toEqual([id, expected]);
      expect(nodes[at]?.changes.totalCount).toBe(expected.length);
    }
    const natures = new Set(nodes.flatMap(nodesOf).map(({ table, nature }) => `${nature} ${table}`.toLowerCase()));
    expect([...natures]).toEqual(
      expect.arrayContaining(['created objective', 'removed startup_sponsor', 'updated startup']),
    );
  });

  test('are paged both ways', async () => {
    const document = `query ($ids: [ID!]!, $first: Int, $after: String, $last: Int, $before: String) { ${changesOf(`(first: $first, after: $after, last: $last, before: $before) { ${PAGE} }`)} }`;
    const pageOf = async (page: object) => (await query(document, { ids: ['startup_1'], ...page })).nodes[0]?.changes;
    const all = (await pageOf({ first: 100 }))?.edges ?? [];
    expect(all.length).toBeGreaterThan(6);
    const ends = [0, 1, 2, all.length - 2, all.length - 1];
    for (const at of ends) {
      const cursor = all[at]?.cursor;
      const after = await pageOf({ first: 2, after: cursor });
      expect(after?.edges).toEqual(all.slice(at + 1, at + 3));
      expect(after?.pageInfo).toMatchObject({ hasNextPage: at + 3 < all.length, hasPreviousPage: true });
      const before = await pageOf({ last: 2, before: cursor });
      expect(before?.edges).toEqual(all.slice(Math.max(0, at - 2), at));
      expect(before?.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: at > 2 });
    }
  });

  test('end at a past version', async () => {
    const document = `query ($ids: [ID!]!) { register { version } at(asOf: { version: ${loaded} }) { ${changesOf(`(first: 100) { ${PAGE} }`)} } }`;
    const { at } = await query(document, { ids: ['startup_1', 'entity_2'] });
    for (const { changes } of at.nodes) {
      expect(changes.edges.map(({ node }) => node.version)).toEqual(changes.edges.map(() => loaded));
      expect(changes.totalCount).toBe(changes.edges.length);
      expect(changes.totalCount).toBeGreaterThan(0);
    }
  });

  test('of many records are read by two statements for each type', async () => {
    const document = `query ($ids: [ID!]!) { ${changesOf('(first: 3) { totalCount nodes { version } }')} }`;
    const counts = [IDS.filter((id) => id.endsWith('1')), IDS].map(async (ids) => {
      const { statements } = await register.execute(document, { ids });
      return statements.length;
    });
    expect(await Promise.all(counts)).toEqual([12, 12]);
  });

  test.each([
    [
      '{ node(id: "startup_1") { ... on Startup { changes(first: 1, last: 1) { totalCount } } } }',
      'PAGE_DIRECTION_AMBIGUOUS',
    ],
    ['{ node(id: "startup_1") { ... on Startup { changes(first: 101) { totalCount } } } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ node(id: "startup_1") { ... on Startup { changes(after: "x") { totalCount } } } }', 'CURSOR_INVALID'],
  ])('rejects %s', async (document, code) => {
    const { errors } = await register.execute(document);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  async function query(document: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await register.execute(document, variables, { as: null });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }
});

function nodesOf(record: { changes: ChangePage } | undefined): readonly Changed[] {
  return record?.changes.edges.map(({ node }) => node) ?? [];
}

function source({ renamed = false } = {}) {
  return aSource({
    entities: [
      anEntity('mere', { identifiers: [{ scheme: 'siren', value: '110001005' }] }),
      anEntity('fille', { acronym: renamed ? 'G' : 'F' }),
    ],
    themes: [aTheme('ouvert')],
    missions: [aMission('donnees', 'fille', { themes: ['ouvert'] }), aMission('autre', 'mere')],
    startups: [
      aStartup('une', {
        phases: [aPhase('INVESTIGATION', '2020-01-01'), ...(renamed ? [aPhase('CONSTRUCTION', '2021-01-01')] : [])],
        incubators: ['mere'],
        sponsors: ['fille', 'mere'],
        events: [{ kind: 'launch', on: '2020-07-01', comment: null, kindLabel: null }],
        links: [{ kind: 'WEBSITE', url: 'https://une.example' }],
      }),
      aStartup('deux', { phases: [aPhase('INVESTIGATION', '2020-01-01')] }),
    ],
    services: [aService('site', { operator: 'fille', startups: ['une'] }), aService('app', { operator: 'mere' })],
  });
}
