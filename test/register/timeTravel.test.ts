import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayInParis } from '../../src/graphql/context.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import { dumpOn } from './dump.ts';
import { anEdit } from './edits.ts';

// The day of a version is that of its commit: the dumps made now and those of then must be of the same day.
const today = dayInParis(new Date());

describe.each(databases())('time travel ($name)', ({ open }) => {
  const { seed, numRuns: edits } = randomRuns(25, 90);
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(readReference());
    for (let at = 0; at < 6; at += 1) await anEdit(register, 1, at);
  });
  afterAll(() => register.close());

  test('after random edits, each version returns what it returned when it was made', async () => {
    const dumps = [await dump()];
    const first = dumps[0]?.version ?? 0;
    for (let at = 0; at < edits; at += 1) {
      await anEdit(register, seed, 10 + at);
      dumps.push(await dump());
    }
    expect(dumps.map(({ version }) => version)).toEqual(Array.from({ length: edits + 1 }, (_none, at) => first + at));
    for (const then of dumps) {
      expect({ seed, ...(await dumpAt(then.version)) }).toEqual({ seed, ...inSnapshot(then) });
    }
  }, 600_000);

  describe('reads', () => {
    test('the latest version at an instant', async () => {
      const { rows } = await register.pool.query<{ instant: Date; version: number }>(
        'SELECT recorded_at AS instant, max(version) AS version FROM journal GROUP BY 1 ORDER BY 1 LIMIT 1 OFFSET 3',
      );
      const { data } = await register.execute(
        'query ($instant: DateTime!) { at(asOf: { instant: $instant }) { version } }',
        { instant: rows[0]?.instant.toISOString() },
      );
      expect(data).toEqual({ at: { version: rows[0]?.version } });
    });

    test('the same snapshot by a version and by any instant at which it was current', async () => {
      const { rows } = await register.pool.query<{ version: number; instant: Date }>(
        'SELECT version, recorded_at AS instant FROM journal ORDER BY version DESC LIMIT 1',
      );
      const document = `query ($asOf: AsOf!) {
        at(asOf: $asOf) { id version recordedAt startups { nodes { id phase isActive } } statistics { on activeStartups } }
      }`;
      const { version = 0, instant } = rows[0] ?? {};
      const given = [{ version }, { instant: instant?.toISOString() }, { instant: '2099-01-01T00:00:00Z' }];
      const [byVersion, ...byInstant] = await Promise.all(given.map((asOf) => register.execute(document, { asOf })));
      expect(byVersion?.data?.at).toMatchObject({
        id: `register@${version}`,
        version,
        recordedAt: instant?.toISOString(),
      });
      for (const each of byInstant) expect(each.data).toEqual(byVersion?.data);
    });

    test.each([
      ['{ version: 99999 }', 'The register has no history of version 99999. Give a version from 0'],
      ['{ version: -1 }', 'The register has no history of version -1. Give a version from 0'],
      ['{ instant: "2001-01-01T00:00:00Z" }', 'The register has no history of 2001-01-01T00:00:00.000Z.'],
      ['{}', 'must specify exactly one key'],
      ['{ version: null }', 'must be non-null'],
      ['{ version: 1, instant: "2026-01-01T00:00:00Z" }', 'must specify exactly one key'],
    ])('rejects asOf: %s', async (asOf, message) => {
      const { data, errors } = await register.execute(`{ at(asOf: ${asOf}) { version } register { version } }`);
      expect(errors?.map((error) => error.message)).toEqual([expect.stringContaining(message)]);
      // A snapshot that can't be read leaves the other fields of the page.
      if (data) expect(data).toMatchObject({ at: null, register: { version: expect.any(Number) } });
    });
  });

  describe('global ids', () => {
    test('name objects of the present and of snapshots, found again by node and nodes', async () => {
      const { at: snapshot, ...page } = await read(`{
        startup(by: { slug: "mes-aides" }) { id }
        at(asOf: { version: 1 }) { id startup(by: { slug: "mes-aides" }) { id name incubators { id } } }
      }`);
      expect(snapshot).toMatchObject({
        id: 'register@1',
        startup: { id: `${page.startup.id}@1`, incubators: [{ id: expect.stringMatching(/^entity_\d+@1$/) }] },
      });
      const ids = [snapshot.startup.id, page.startup.id, snapshot.id];
      const found = await read(
        `query ($id: ID!, $ids: [ID!]!) {
          node(id: $id) { id ... on Startup { name incubators { id } } }
          nodes(ids: $ids) { __typename id ... on Snapshot { startup(by: { slug: "mes-aides" }) { id } } }
          at(asOf: { version: 1 }) { node(id: $id) { id } nodes(ids: $ids) { id } }
        }`,
        { id: snapshot.startup.id, ids },
      );
      expect(found).toEqual({
        node: snapshot.startup,
        nodes: [
          { __typename: 'Startup', id: ids[0] },
          { __typename: 'Startup', id: ids[1] },
          { __typename: 'Snapshot', id: ids[2], startup: { id: ids[0] } },
        ],
        at: { node: { id: ids[0] }, nodes: [{ id: ids[0] }, { id: ids[0] }, { id: ids[2] }] },
      });
    });

    test.each([
      'startup_1@99',
      'startup_1@0',
      'startup_1@',
      'startup_1@-1',
      'startup_1@1e3',
      'startup_1@01',
      'startup_1@1@2',
      '@1',
      'register',
      'register@',
      'register@99',
      'publication_1@1',
    ])('that lead to no object give null: %s', async (id) => {
      const document =
        'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } at(asOf: { version: 2 }) { node(id: $id) { id } } }';
      expect(await read(document, { id })).toEqual({ node: null, nodes: [null], at: { node: null } });
    });

    test('of another snapshot give null in a snapshot', async () => {
      expect(await read('{ at(asOf: { version: 2 }) { node(id: "startup_1@1") { id } } }')).toEqual({
        at: { node: null },
      });
    });

    test('find a record by its id in the snapshot of the id', async () => {
      const document =
        '{ at(asOf: { version: 1 }) { own: startup(by: { id: "startup_1@1" }) { id } present: startup(by: { id: "startup_1" }) { id } other: startup(by: { id: "startup_1@2" }) { id } } }';
      const id = 'startup_1@1';
      expect(await read(document)).toEqual({ at: { own: { id }, present: { id }, other: null } });
    });

    test('of a snapshot are rejected where an id at present is expected', async () => {
      const query = await register.execute('{ publication(id: "publication_1@1") { id } }');
      expect(query.errors?.[0]?.extensions.code).toBe('ID_OF_SNAPSHOT');
      const lookup = await register.execute(
        'query ($by: StartupBy!) { startup(by: { id: "startup_1@1" }) { id } variable: startup(by: $by) { id } }',
        { by: { id: 'startup_1@1' } },
      );
      expect(lookup.errors?.map(({ extensions }) => extensions.code)).toEqual(['ID_OF_SNAPSHOT', 'ID_OF_SNAPSHOT']);
      const command = await register.execute(`mutation {
        signAgreement(input: { administration: "dinum", painPoints: ["pain_point_1@1"], signedOn: "2026-01-01", endsOn: "2026-07-01", costCents: 1 }) { agreement { id } }
      }`);
      const path = 'input.painPoints[0]';
      const problem = '"pain_point_1@1" is the id of an object in a snapshot: give the id at present, "pain_point_1"';
      expect(command.errors?.[0]?.extensions.fields).toContainEqual({ path, problem });
    });

    test('of many objects of a snapshot need as many statements as one id', async () => {
      const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Startup { incubators { id } } } }';
      const statements = async (ids: string[]) => (await register.execute(document, { ids })).statements.length;
      expect(await statements(['startup_1@1', 'startup_2@1', 'startup_3@1'])).toBe(await statements(['startup_1@1']));
    });
  });

  describe('cursors', () => {
    test.each(['startups', 'search'])('of %s page through a snapshot, and are rejected elsewhere', async (list) => {
      const given = list === 'search' ? 'text: "a", ' : '';
      const fields = `${list}(${given}first: 1, after: $after) { nodes { ... on Node { id } } pageInfo { endCursor } }`;
      const at = (version: number | null, after: string | null = null) =>
        register.execute(
          version === null
            ? `query ($after: String) { ${fields} }`
            : `query ($version: Int!, $after: String) { at(asOf: { version: $version }) { ${fields} } }`,
          { version, after },
        );
      const pageOf = async (version: number | null, after?: string) => {
        const { data, errors } = await at(version, after);
        expect(errors).toBeUndefined();
        const plain = JSON.parse(JSON.stringify(data));
        return (plain.at ?? plain)[list];
      };
      const { nodes, pageInfo } = await pageOf(1);
      expect((await pageOf(1, pageInfo.endCursor)).nodes).not.toEqual(nodes);
      const cursors = [
        pageInfo.endCursor,
        (await pageOf(2)).pageInfo.endCursor,
        (await pageOf(null)).pageInfo.endCursor,
      ];
      for (const [from, cursor] of cursors.entries()) {
        for (const [to, version] of [1, 2, null].entries()) {
          if (from === to) continue;
          const { errors } = await at(version, cursor);
          expect(errors?.[0]?.extensions.code).toBe('CURSOR_INVALID');
          expect(errors?.[0]?.message).toContain('at present or in the same snapshot as the list');
        }
      }
    });
  });

  test('reads current and past versions in one request without mixing them', async () => {
    const { data } = await register.execute(
      '{ before: at(asOf: { version: 0 }) { startups { totalCount } } now: startups { totalCount } first: at(asOf: { version: 1 }) { startups { totalCount } } }',
    );
    expect(data).toMatchObject({ before: { startups: { totalCount: 0 } }, first: { startups: { totalCount: 3 } } });
  });

  test('needs one statement more than reading the current version', async () => {
    const present = await register.execute(`{ ...Dump } ${dumpOn('Query')}`, {}, { today });
    const { version: now } = await dump();
    const past = await register.execute(
      `{ at(asOf: { version: ${now} }) { ...Dump } } ${dumpOn('Snapshot')}`,
      {},
      { today },
    );
    expect(past.statements.length).toBe(present.statements.length + 1);
  });

  async function read(document: string, variables?: Record<string, unknown>) {
    const { data, errors } = await register.execute(document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  async function dump(): Promise<{ version: number; data: unknown }> {
    const { data, errors } = await register.execute(
      `{ ...Dump register { version } } ${dumpOn('Query')}`,
      {},
      { today },
    );
    expect(errors).toBeUndefined();
    const { register: of, ...rest } = JSON.parse(JSON.stringify(data));
    return { version: of.version, data: rest };
  }

  /** A dump as the snapshot of its version returns it: each global id ends with the version. */
  function inSnapshot({ version, data }: { version: number; data: unknown }): { version: number; data: unknown } {
    const withVersion = (key: string, value: unknown) => (key === 'id' ? `${value}@${version}` : value);
    return { version, data: JSON.parse(JSON.stringify(data), withVersion) };
  }

  async function dumpAt(version: number): Promise<{ version: number; data: unknown }> {
    const { data, errors } = await register.execute(
      `query ($version: Int!) { at(asOf: { version: $version }) { ...Dump version } } ${dumpOn('Snapshot')}`,
      { version },
    );
    expect(errors).toBeUndefined();
    const { version: read, ...rest } = JSON.parse(JSON.stringify(data)).at;
    return { version: read, data: rest };
  }
});
