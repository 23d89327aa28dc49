import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { anEntity, aSource, aStartup } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';

onEachDatabase('The lineage of the reference register', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(readReference());
  });
  afterAll(() => register.close());

  async function query(document: string): Promise<Record<string, unknown>> {
    const { data, errors } = await register.execute(document);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  }

  test.each([
    ['disic', '2011-02-21', '2015-09-21'],
    ['etalab', '2011-02-21', null],
    ['sgmap', '2012-10-30', '2017-11-20'],
    ['rie', '2012-12-17', null],
    ['diat', '2015-09-21', '2017-11-20'],
    ['dinsic', '2015-09-21', '2019-10-25'],
    ['ditp', '2017-11-20', null],
    ['dinum', '2019-10-25', null],
    ['pole-emploi', null, '2024-01-01'],
    ['francetravail', '2024-01-01', null],
  ])('%s opened on %s and closed on %s', async (slug, openedOn, closedOn) => {
    expect(await query(`{ entity(by: { slug: "${slug}" }) { openedOn closedOn } }`)).toEqual({
      entity: { openedOn, closedOn },
    });
  });

  test.each([
    ['disic', 'dinsic', 'RENAMED', '2015-09-21', /2015-1165/, 'JORFTEXT000031194412'],
    ['sgmap', 'dinsic', 'SPLIT', '2017-11-20', /2017-1584/, '2017-1584'],
    ['sgmap', 'ditp', 'SPLIT', '2017-11-20', /2017-1584/, '2017-1584'],
    ['diat', 'ditp', 'RENAMED', '2017-11-20', /2017-1584/, '2017-1584'],
    ['dinsic', 'dinum', 'RENAMED', '2019-10-25', /2019-1088/, 'JORFTEXT000039281619'],
    ['pole-emploi', 'francetravail', 'RENAMED', '2024-01-01', /2023-1196/, '2023-1196'],
  ])('%s was succeeded by %s (%s, %s)', async (predecessor, slug, kind, effectiveOn, source, url) => {
    const { entity } = await query(
      `{ entity(by: { slug: "${predecessor}" }) { successors { kind effectiveOn legalSource legalUrl successor { slug } } } }`,
    );
    expect(Object(entity).successors).toContainEqual({
      kind,
      effectiveOn,
      legalSource: expect.stringMatching(source),
      legalUrl: expect.stringContaining(url),
      successor: { slug },
    });
  });

  test.each([
    ['dinum', '2011-02-20', null, []],
    ['dinum', '2013-06-01', 'disic', ['sgmap', 'premier-ministre']],
    ['dinum', '2012-01-01', 'disic', ['premier-ministre']],
    ['dinum', '2017-06-15', 'dinsic', ['sgmap', 'premier-ministre']],
    ['dinum', '2017-11-20', 'dinsic', ['premier-ministre']],
    ['dinum', '2019-10-25', 'dinum', ['premier-ministre']],
    ['disic', '2026-01-01', 'dinum', ['premier-ministre']],
    ['sgmap', '2018-06-01', 'ditp', ['premier-ministre']],
    ['diat', '2018-06-01', 'ditp', ['premier-ministre']],
    ['etalab', '2011-06-01', 'etalab', ['premier-ministre']],
    ['etalab', '2014-06-01', 'etalab', ['sgmap', 'premier-ministre']],
    ['etalab', '2017-06-15', 'etalab', ['dinsic', 'sgmap', 'premier-ministre']],
    ['etalab', '2026-01-01', 'etalab', ['dinum', 'premier-ministre']],
    ['rie', '2013-06-01', 'rie', ['disic', 'sgmap', 'premier-ministre']],
    ['francetravail', '2017-06-15', 'pole-emploi', []],
    ['pole-emploi', '2024-01-01', 'francetravail', []],
    ['unknown', '2024-01-01', null, []],
  ])('%s on %s is %s, under %j', async (slug, on, expected, ancestors) => {
    expect(
      await query(
        `{ entity(by: { slug: "${slug}" }, on: "${on}") { slug parent(on: "${on}") { slug } ancestors(on: "${on}") { slug } } }`,
      ),
    ).toEqual({
      entity: expected && {
        slug: expected,
        parent: ancestors[0] === undefined ? null : { slug: ancestors[0] },
        ancestors: ancestors.map((each) => ({ slug: each })),
      },
    });
  });

  test('DITP on a day before the split has two predecessors, so no single entity', async () => {
    expect(await query('{ entity(by: { slug: "ditp" }, on: "2016-06-01") { slug } }')).toEqual({ entity: null });
  });

  test('lists predecessors and successors by day, each once', async () => {
    const slugs = (list: unknown) => Array.from(Object(list), (each) => Object(each).slug);
    const { dinum, sgmap } = await query(
      '{ dinum: entity(by: { slug: "dinum" }) { lineage { slug } } sgmap: entity(by: { slug: "sgmap" }) { lineage { slug } } }',
    );
    expect(slugs(Object(dinum).lineage)).toEqual(['disic', 'sgmap', 'dinsic', 'dinum']);
    expect(slugs(Object(sgmap).lineage)).toEqual(['sgmap', 'dinsic', 'ditp', 'dinum']);
  });
});

test('each succession of the reference has a legal text and coherent days, and none is circular', () => {
  const { entities, successions } = readReference();
  const bySlug = new Map(entities.map((entity) => [entity.slug, entity]));
  for (const { predecessor, successor, effectiveOn, legalSource, legalUrl } of successions) {
    expect(legalSource).toMatch(/^(Décret|Loi|Arrêté) .*\d{4}/);
    expect(legalUrl).toMatch(/^https:\/\/www\.legifrance\.gouv\.fr\//);
    expect(bySlug.get(predecessor)?.closedOn).toBe(effectiveOn);
    const opened = bySlug.get(successor)?.openedOn ?? '';
    expect(opened <= effectiveOn && opened !== '').toBe(true);
    // The days of a chain increase, so that it has no circle.
    expect((bySlug.get(predecessor)?.openedOn ?? '') < effectiveOn).toBe(true);
    expect((bySlug.get(successor)?.closedOn ?? '9999') > effectiveOn).toBe(true);
  }
  for (const { openedOn, closedOn, formerParents } of entities) {
    const days = [openedOn ?? '', ...formerParents.map(({ endedOn }) => endedOn), closedOn ?? '9999'];
    expect(days).toEqual([...days].sort());
  }
});

onEachDatabase('The lineage of any entities', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());

  const SIZE = 7;
  const slugs = Array.from({ length: SIZE }, (_, at) => `e${at}`);
  const pair = fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1));
  const graph = fc.record({
    // Also circles, which a command rejects: no query may run forever.
    successions: fc.uniqueArray(
      pair.filter(([from, to]) => from !== to),
      { selector: String, maxLength: 12 },
    ),
    parents: fc.array(fc.option(fc.nat(SIZE - 1)), { minLength: SIZE, maxLength: SIZE }),
    sponsors: fc.array(fc.uniqueArray(fc.nat(SIZE - 1), { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
  });

  test('is what a walk through the successions finds, and counts each startup once', async () => {
    await fc.assert(
      fc.asyncProperty(graph, async ({ successions, parents, sponsors }) => {
        await register.empty();
        // An entity is below an earlier one, so that the tree has no loop.
        const above = parents.map((parent, at) => (parent !== null && parent < at ? parent : null));
        await register.load(
          aSource({
            entities: slugs.map((slug, at) => anEntity(slug, { parent: above[at] == null ? null : `e${above[at]}` })),
            startups: sponsors.map((list, at) => aStartup(`s${at}`, { sponsors: list.map((each) => `e${each}`) })),
          }),
        );
        for (const [from, to] of successions) {
          await register.pool.query(
            `INSERT INTO entity_succession (kind, predecessor_id, successor_id, effective_on, legal_source)
             SELECT 'MERGED', p.id, s.id, '2020-01-01', 'Décret' FROM entity p, entity s WHERE p.slug = $1 AND s.slug = $2`,
            [`e${from}`, `e${to}`],
          );
        }
        const fields =
          'slug lineage { slug } predecessors(transitive: true) { predecessor { slug } } portfolio(includePredecessors: true) { sponsoredStartups entities }';
        const { data, errors } = await register.execute(`{ entities(first: 20) { nodes { ${fields} } } }`);
        expect(errors).toBeUndefined();
        const nodes: Found[] = JSON.parse(JSON.stringify(data)).entities.nodes;
        expect(nodes).toHaveLength(SIZE);
        for (const { slug, lineage, predecessors, portfolio } of nodes) {
          const key = Number(slug.slice(1));
          const earlier = reached(key, (each) => successions.flatMap(([from, to]) => (to === each ? [from] : [])));
          const later = reached(key, (each) => successions.flatMap(([from, to]) => (from === each ? [to] : [])));
          expect(lineage.map((each) => each.slug).sort()).toEqual(
            [...new Set([key, ...earlier, ...later])].map((each) => `e${each}`).sort(),
          );
          expect(new Set(predecessors.map(({ predecessor }) => predecessor.slug))).toEqual(
            new Set([...earlier].map((each) => `e${each}`)),
          );
          const owners = new Set([key, ...earlier]);
          for (const each of [...owners]) {
            for (const below of reached(each, (one) => above.flatMap((parent, at) => (parent === one ? [at] : []))))
              owners.add(below);
          }
          expect(portfolio).toEqual({
            sponsoredStartups: sponsors.filter((list) => list.some((each) => owners.has(each))).length,
            entities: owners.size,
          });
        }
      }),
      randomRuns(15, 60),
    );
  });
});

interface Found {
  slug: string;
  lineage: { slug: string }[];
  predecessors: { predecessor: { slug: string } }[];
  portfolio: { sponsoredStartups: number; entities: number };
}

/** The nodes that a walk of one step or more reaches. */
function reached(start: number, next: (node: number) => number[]): Set<number> {
  const found = new Set<number>();
  const open = next(start);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    open.push(...next(node));
  }
  return found;
}
