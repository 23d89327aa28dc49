import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anEntity, aService, aSource, aStartup } from '../support/builders.ts';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';

/** The filtered objects, as plain objects with references. */
interface Startup {
  slug: string;
  pitch: string | null;
  topics: string[];
  sponsors: Entity[];
  services: Service[];
}
interface Entity {
  slug: string;
  kind: string;
  acronym: string | null;
  parent: Entity | null;
  children: Entity[];
  sponsored: Startup[];
}
interface Service {
  slug: string;
  status: string;
  operator: Entity | null;
  startups: Startup[];
}

type Filter = Record<string, unknown>;
const KINDS = ['MINISTRY', 'DIRECTORATE', 'COMMUNITY'] as const;
const STATUSES = ['LIVE', 'PLANNED', 'CLOSED'] as const;
const NUMBERS = [0, 1, 2, 3];

/** A random small register. Parents, sponsors, operators and startups are numbers of rows. */
const anyRegister = fc.record({
  entities: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      acronym: fc.constantFrom(null, 'A'),
      parent: fc.constantFrom(null, ...NUMBERS),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  startups: fc.array(
    fc.record({
      pitch: fc.constantFrom(null, 'Pour tous.'),
      topics: fc.subarray(['x', 'y']),
      sponsors: fc.subarray(NUMBERS),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  services: fc.array(
    fc.record({
      status: fc.constantFrom(...STATUSES),
      operator: fc.constantFrom(null, ...NUMBERS),
      startups: fc.subarray(NUMBERS),
    }),
    { maxLength: 4 },
  ),
});
type Drawn = typeof anyRegister extends fc.Arbitrary<infer D> ? D : never;

const comparison = fc.oneof(
  fc.record({ eq: fc.nat(2) }),
  fc.record({ in: fc.subarray([0, 1, 2]) }),
  fc.record({ gte: fc.nat(2), lt: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ gt: fc.nat(2) }),
  fc.record({ lte: fc.nat(2) }),
);
const quantified = (filter: fc.Arbitrary<Filter>) =>
  fc.record({ some: filter, none: filter, every: filter, count: comparison }, { requiredKeys: [] });

// A filter crosses at most three relations: each level is built from the level below.
function filtersWithin(relations: number): Record<'startup' | 'entity' | 'service', fc.Arbitrary<Filter>> {
  const further = relations === 0 ? null : filtersWithin(relations - 1);
  const through = (fields: () => Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Filter>[] =>
    further ? Object.entries(fields()).map(([name, value]) => fc.record({ [name]: value })) : [];
  const combined = (...leaves: fc.Arbitrary<Filter>[]): fc.Arbitrary<Filter> => {
    const leaf = fc.oneof(...leaves);
    return fc.oneof(
      { weight: 4, arbitrary: leaf },
      { weight: 1, arbitrary: fc.record({ and: fc.array(leaf, { maxLength: 2 }) }) },
      { weight: 1, arbitrary: fc.record({ or: fc.array(leaf, { maxLength: 2 }) }) },
      { weight: 1, arbitrary: fc.record({ not: leaf }) },
    );
  };
  return {
    startup: combined(
      fc.constant({}),
      fc.record({ topics: fc.subarray(['x', 'y']) }),
      fc.record({ isNull: fc.record({ pitch: fc.boolean() }) }),
      fc.record({ sponsors: fc.record({ count: comparison }) }),
      fc.record({ services: fc.record({ count: comparison }) }),
      ...through(() => ({
        sponsors: quantified(further?.entity ?? fc.constant({})),
        services: quantified(further?.service ?? fc.constant({})),
      })),
    ),
    entity: combined(
      fc.record({ kind: fc.subarray([...KINDS]) }),
      fc.record({ isNull: fc.record({ acronym: fc.boolean(), parent: fc.boolean() }, { requiredKeys: [] }) }),
      fc.record({ children: fc.record({ count: comparison }) }),
      fc.record({ sponsoredStartups: fc.record({ count: comparison }) }),
      ...through(() => ({
        parent: further?.entity ?? fc.constant({}),
        children: quantified(further?.entity ?? fc.constant({})),
        ancestors: quantified(further?.entity ?? fc.constant({})),
        sponsoredStartups: quantified(further?.startup ?? fc.constant({})),
      })),
    ),
    service: combined(
      fc.record({ status: fc.subarray([...STATUSES]) }),
      fc.record({ startups: fc.record({ count: comparison }) }),
      ...through(() => ({
        operator: further?.entity ?? fc.constant({}),
        startups: quantified(further?.startup ?? fc.constant({})),
      })),
    ),
  };
}

describe.each(everyDatabase)('A random filter on $name', ({ open }) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());

  test('finds the same rows as the filter in memory, in a random small register', async () => {
    const filters = filtersWithin(3);
    await fc.assert(
      fc.asyncProperty(
        anyRegister,
        fc.array(filters.startup, { minLength: 6, maxLength: 6 }),
        fc.array(filters.entity, { minLength: 6, maxLength: 6 }),
        async (drawn, startupFilters, entityFilters) => {
          await register.empty();
          await register.load(sourceOf(drawn));
          const { startups, entities } = objectsOf(drawn);
          for (const filter of startupFilters) {
            const found = await slugs(
              'query ($filter: StartupFilter) { found: startups(filter: $filter) { nodes { slug } } }',
              filter,
            );
            if (found)
              expect(found).toEqual(startups.filter((each) => startupFits(each, filter)).map(({ slug }) => slug));
          }
          for (const filter of entityFilters) {
            const found = await slugs(
              'query ($filter: EntityFilter) { found: entities(filter: $filter) { nodes { slug } } }',
              filter,
            );
            if (found)
              expect(found).toEqual(entities.filter((each) => entityFits(each, filter)).map(({ slug }) => slug));
          }
        },
      ),
      randomRuns(4, 12),
    );
  }, 120_000);

  /** The slugs that a filter finds; null if it has too many conditions. */
  async function slugs(document: string, filter: Filter): Promise<string[] | null> {
    const { data, errors } = await register.execute(document, { filter });
    if (errors?.[0]?.extensions.code === 'FILTER_TOO_DEEP') return null;
    expect(errors).toBeUndefined();
    const nodes: { slug: string }[] = Object(data?.found).nodes;
    return nodes.map(({ slug }) => slug);
  }
});

/** The number of the parent, which must be lower than the number of the row: no loop. */
function parentOf(at: number, parent: number | null): number | null {
  return parent !== null && parent < at ? parent : null;
}

function sourceOf({ entities, startups, services }: Drawn) {
  const existing = (numbers: readonly number[], list: readonly unknown[]) =>
    numbers.filter((each) => each < list.length);
  return aSource({
    entities: entities.map(({ parent, ...rest }, at) => {
      const above = parentOf(at, parent);
      return anEntity(`e${at}`, { ...rest, parent: above === null ? null : `e${above}` });
    }),
    startups: startups.map(({ sponsors, ...rest }, at) =>
      aStartup(`s${at}`, { ...rest, sponsors: existing(sponsors, entities).map((each) => `e${each}`) }),
    ),
    services: services.map(({ status, operator, startups: built }, at) =>
      aService(`v${at}`, {
        status,
        operator: operator !== null && operator < entities.length ? `e${operator}` : null,
        startups: existing(built, startups).map((each) => `s${each}`),
      }),
    ),
  });
}

function objectsOf(drawn: Drawn): { startups: Startup[]; entities: Entity[] } {
  const entities: Entity[] = drawn.entities.map(({ kind, acronym }, at) => ({
    slug: `e${at}`,
    kind,
    acronym,
    parent: null,
    children: [],
    sponsored: [],
  }));
  drawn.entities.forEach(({ parent }, at) => {
    const above = entities[parentOf(at, parent) ?? -1];
    const entity = entities[at];
    if (!above || !entity) return;
    entity.parent = above;
    above.children.push(entity);
  });
  const startups: Startup[] = drawn.startups.map(({ pitch, topics, sponsors }, at) => {
    const sponsoring = sponsors.flatMap((each) => entities[each] ?? []);
    const startup: Startup = { slug: `s${at}`, pitch, topics, sponsors: sponsoring, services: [] };
    for (const entity of sponsoring) entity.sponsored.push(startup);
    return startup;
  });
  drawn.services.forEach(({ status, operator, startups: built }, at) => {
    const builders = built.flatMap((each) => startups[each] ?? []);
    const service: Service = { slug: `v${at}`, status, operator: entities[operator ?? -1] ?? null, startups: builders };
    for (const startup of builders) startup.services.push(service);
  });
  return { startups, entities };
}

function startupFits(startup: Startup, filter: Filter): boolean {
  return fits(startup, filter, startupFits, {
    topics: (given) => listed(given).some((each) => startup.topics.includes(String(each))),
    isNull: (given) => lacks(given, { pitch: startup.pitch }),
    sponsors: (given) => quantifies(startup.sponsors, given, entityFits),
    services: (given) => quantifies(startup.services, given, serviceFits),
  });
}

function entityFits(entity: Entity, filter: Filter): boolean {
  return fits(entity, filter, entityFits, {
    kind: (given) => listed(given).includes(entity.kind),
    isNull: (given) => lacks(given, { acronym: entity.acronym, parent: entity.parent }),
    parent: (given) => entity.parent !== null && entityFits(entity.parent, Object(given)),
    children: (given) => quantifies(entity.children, given, entityFits),
    ancestors: (given) => quantifies(above(entity), given, entityFits),
    sponsoredStartups: (given) => quantifies(entity.sponsored, given, startupFits),
  });
}

function serviceFits(service: Service, filter: Filter): boolean {
  return fits(service, filter, serviceFits, {
    status: (given) => listed(given).includes(service.status),
    operator: (given) => service.operator !== null && entityFits(service.operator, Object(given)),
    startups: (given) => quantifies(service.startups, given, startupFits),
  });
}

function fits<T>(
  row: T,
  filter: Filter,
  again: (row: T, filter: Filter) => boolean,
  fields: Record<string, (given: unknown) => boolean>,
): boolean {
  return Object.entries(filter).every(([name, given]) => {
    if (name === 'and') return listed(given).every((each) => again(row, Object(each)));
    if (name === 'or') return listed(given).some((each) => again(row, Object(each)));
    if (name === 'not') return !again(row, Object(given));
    const field = fields[name];
    if (!field) throw new Error(`unknown filter field ${name}`);
    return field(given);
  });
}

function quantifies<T>(rows: readonly T[], given: unknown, again: (row: T, filter: Filter) => boolean): boolean {
  const { some, none, every, count }: Record<string, Filter | undefined> = Object(given);
  return (
    (!some || rows.some((row) => again(row, some))) &&
    (!none || !rows.some((row) => again(row, none))) &&
    (!every || rows.every((row) => again(row, every))) &&
    (!count || compares(rows.length, count))
  );
}

function compares(value: number, given: unknown): boolean {
  const { eq, in: among, gt, gte, lt, lte }: Record<string, never> = Object(given);
  return (
    (eq === undefined || value === eq) &&
    (among === undefined || listed(among).includes(value)) &&
    (gt === undefined || value > gt) &&
    (gte === undefined || value >= gte) &&
    (lt === undefined || value < lt) &&
    (lte === undefined || value <= lte)
  );
}

function lacks(given: unknown, values: Record<string, unknown>): boolean {
  return Object.entries(Object(given)).every(([name, isNull]) => (values[name] === null) === isNull);
}

function above({ parent }: Entity): Entity[] {
  return parent ? [parent, ...above(parent)] : [];
}

function listed(given: unknown): unknown[] {
  return Array.isArray(given) ? given : [];
}
