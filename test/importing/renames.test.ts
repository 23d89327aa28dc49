import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { MappedSource, MappedStartup } from '../../src/importing/mappedSource.ts';
import { executeBothWays } from '../compiler/executeBothWays.ts';
import { aMembership, aPhase, aService, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

/** Startups with their services, under these slugs; `formerIds` are those that the source gives to the first one. */
function source(slugs: readonly string[], formerSlugs: readonly string[] = [], given: Partial<MappedSource> = {}) {
  const former = (kind: string, at: number) =>
    at === 0 && formerSlugs.length > 0 ? { formerIds: formerSlugs.map((slug) => `${kind}/${slug}`) } : {};
  return aSource({
    startups: slugs.map(
      (slug, at): MappedStartup =>
        aStartup(slug, { ...former('startup', at), phases: [aPhase('CONSTRUCTION', '2020-01-01')] }),
    ),
    services: slugs.map((slug, at) => aService(slug, { ...former('service', at), startups: [slug] })),
    memberships: [aMembership('ada', slugs[0] ?? null)],
    ...given,
  });
}

const STATE = `{
  startup(by: { slug: "new" }) { id slug formerSlugs absentSince membersEver phases { startedOn } services { nodes { slug formerSlugs } } }
  old: startup(by: { slug: "old" }) { id slug formerSlugs }
  service(by: { slug: "old" }) { slug }
  startups { totalCount }
  services { totalCount }
  bySlug: startups(filter: { slug: ["old"] }) { nodes { slug } }
  servicesBySlug: services(filter: { slug: ["old"] }) { nodes { slug } }
  importFindings { nodes { code sourceId before } }
}`;

describe.each(databases())('A source that renames a startup, on $name,', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
  });
  beforeEach(() => register.empty());
  afterAll(() => register.close());

  const read = async (document: string) => {
    const { data, errors } = await register.execute(document);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };

  test('with redirect_from: the row keeps its key, and its former slug leads to it', async () => {
    await register.load(source(['old']));
    const { old } = await read(STATE);
    const renaming = source(['new'], ['old']);
    expect(await register.load(renaming)).toMatchObject({ wrote: true, version: 2 });
    expect(await read(STATE)).toEqual({
      startup: {
        id: old.id,
        slug: 'new',
        formerSlugs: ['old'],
        absentSince: null,
        membersEver: 1,
        phases: [{ startedOn: '2020-01-01' }],
        services: { nodes: [{ slug: 'new', formerSlugs: ['old'] }] },
      },
      old: { id: old.id, slug: 'new', formerSlugs: ['old'] },
      service: { slug: 'new' },
      startups: { totalCount: 1 },
      services: { totalCount: 1 },
      bySlug: { nodes: [{ slug: 'new' }] },
      servicesBySlug: { nodes: [{ slug: 'new' }] },
      importFindings: { nodes: [] },
    });
    const { compiled, resolved } = await executeBothWays(register, parse(STATE), {});
    expect(compiled.text).toBe(resolved.text);
    expect(compiled.statements).toHaveLength(1);
    expect(await register.load(renaming)).toMatchObject({ wrote: false, version: 2 });
    const { at, changes } = await read(`{
      at(asOf: { version: 1 }) { startup(by: { slug: "old" }) { slug formerSlugs } new: startup(by: { slug: "new" }) { slug } }
      changes(first: 20) { nodes { table slug fields { name before after } } }
    }`);
    expect(at).toEqual({ startup: { slug: 'old', formerSlugs: [] }, new: null });
    expect(changes.nodes).toContainEqual({
      table: 'STARTUP',
      slug: 'new',
      fields: expect.arrayContaining([{ name: 'slug', before: 'old', after: 'new' }]),
    });
  });

  test('and takes the former id again: the row has its first slug again', async () => {
    await register.load(source(['old']));
    await register.load(source(['new'], ['old']));
    await register.load(source(['old']));
    expect(await read('{ startups { nodes { slug formerSlugs } } services { nodes { slug formerSlugs } } }')).toEqual({
      startups: { nodes: [{ slug: 'old', formerSlugs: ['new'] }] },
      services: { nodes: [{ slug: 'old', formerSlugs: ['new'] }] },
    });
  });

  test('to an id that the register never had: it is a former slug all the same', async () => {
    await register.load(source(['new'], ['old']));
    expect(await read('{ startup(by: { slug: "old" }) { slug formerSlugs } }')).toEqual({
      startup: { slug: 'new', formerSlugs: ['old'] },
    });
  });

  test('to an id that the register already has as another row: both stay, with a finding', async () => {
    await register.load(source(['old', 'new']));
    await register.load(source(['new'], ['old']));
    expect(
      await read('{ startups { nodes { slug formerSlugs } } importFindings { nodes { code sourceId } } }'),
    ).toEqual({
      startups: {
        nodes: [
          { slug: 'new', formerSlugs: [] },
          { slug: 'old', formerSlugs: [] },
        ],
      },
      importFindings: {
        nodes: expect.arrayContaining([
          { code: 'FORMER_ID_KEPT', sourceId: 'startup/new' },
          { code: 'ABSENT_FROM_SOURCE', sourceId: 'startup/old' },
        ]),
      },
    });
  });

  test('and still gives the former id: the row of that id is not imported as a twin', async () => {
    await register.load(source(['old']));
    await register.load(source(['new'], ['old']));
    const both = source(['new', 'old'], ['old'], {
      memberships: [aMembership('ada', 'new'), aMembership('bob', 'old')],
    });
    await register.load(both);
    expect(
      await read(
        '{ startups { nodes { slug membersEver } } services { nodes { slug } } importFindings { nodes { code sourceId before } } }',
      ),
    ).toEqual({
      startups: { nodes: [{ slug: 'new', membersEver: 2 }] },
      services: { nodes: [{ slug: 'new' }] },
      importFindings: {
        nodes: expect.arrayContaining([
          { code: 'FORMER_ID_GIVEN', sourceId: 'startup/old', before: 'old' },
          { code: 'FORMER_ID_GIVEN', sourceId: 'service/old', before: 'old' },
        ]),
      },
    });
    expect(await register.load(both)).toMatchObject({ wrote: false });
  });

  test('while its members still name the former id: they stay members of the startup', async () => {
    await register.load(source(['old']));
    await register.load(
      source(['new'], ['old'], {
        memberships: [
          { ...aMembership('ada', 'old'), isUnknown: true },
          { ...aMembership('ada', null), unless: ['old'] },
          { ...aMembership('bob', null), unless: ['never-known'] },
          { ...aMembership('bob', 'never-known'), isUnknown: true },
        ],
      }),
    );
    expect(await read('{ startup(by: { slug: "new" }) { membersEver } }')).toEqual({ startup: { membersEver: 1 } });
    const { rows } = await register.pool.query('SELECT startup_id IS NULL AS none FROM membership ORDER BY 1');
    expect(rows).toEqual([{ none: false }, { none: true }]);
  });

  test('a new startup of a command takes a former slug for itself', async () => {
    await register.load(source(['new'], ['old']));
    await register.pool.query("INSERT INTO startup (slug, name) VALUES ('old', 'Une autre')");
    expect(
      await read('{ startup(by: { slug: "old" }) { name } new: startup(by: { slug: "new" }) { formerSlugs } }'),
    ).toEqual({
      startup: { name: 'Une autre' },
      new: { formerSlugs: [] },
    });
    await expect(
      register.pool.query("INSERT INTO startup_former_slug SELECT 'new', id FROM startup WHERE slug = 'old'"),
    ).rejects.toThrow('it cannot be a former slug');
  });
});
