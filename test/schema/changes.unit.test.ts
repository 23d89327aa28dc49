import { describe, expect, test } from '@jest/globals';
import { schemaChanges } from '../../tools/schema/schemaChanges.ts';

const TODAY = '2026-08-20';

const RELEASED = `
type Query { startup(slug: String!, day: String): Startup  services: [Service!]! }
type Startup {
  name: String!
  motto: String @deprecated(reason: "Use pitch; removed after 2026-08-19.")
  logo: String @deprecated(reason: "Use links; removed after 2026-08-20.")
  badge: Badge @deprecated(reason: "Nobody has one; removed after 2026-01-01.")
}
type Badge { label: String! }
type Service { status: Status! }
enum Status { LIVE  CLOSED  LOST @deprecated(reason: "Use CLOSED; removed after 2026-01-31.") }
`;

describe('a schema, compared with the released one,', () => {
  test('may stay as it is', async () => {
    expect(await since((released) => released)).toEqual({ breaking: [], dangerous: [], others: [] });
  });

  test('may have more to read and more to ask with', async () => {
    const { breaking, dangerous } = await since((released) =>
      released.replace('type Service {', 'type Service { url: String').replace('day: String', 'day: String, at: Int'),
    );
    expect(breaking).toEqual([]);
    expect(dangerous).toEqual(["Query.startup.at: Argument 'at: Int' added to field 'Query.startup'"]);
  });

  test.each([
    ['lose a field', 'name: String!', '', 'Startup.name'],
    ['make null what never was', 'name: String!', 'name: String', 'Startup.name'],
    ['lose a type', 'services: [Service!]!', '', 'Query.services'],
    ['lose a value of an enum', 'LIVE  CLOSED', 'LIVE', 'Status.CLOSED'],
    ['ask for an argument that it did not need', 'day: String', 'day: String!', 'Query.startup.day'],
    ['lose a deprecated field on its last day', /logo.*/, '', 'Startup.logo'],
  ] as const)('may not %s', async (_what, was, is, path) => {
    const { breaking } = await since((released) => released.replace(was, is));
    expect(breaking).toEqual([expect.stringContaining(`${path}: `)]);
  });

  test('may lose what was deprecated until a day that has passed, and the types that it alone led to', async () => {
    const { breaking } = await since((released) =>
      released
        .replace(/motto.*/, '')
        .replace(/badge.*/, '')
        .replace(/type Badge.*/, '')
        .replace(/LOST.*\)/, ''),
    );
    expect(breaking).toEqual([]);
  });

  test('may not lose what was deprecated without a day', async () => {
    const undated = RELEASED.replace('; removed after 2026-08-19', '');
    expect((await schemaChanges(undated, undated.replace(/motto.*/, ''), TODAY)).breaking).toHaveLength(1);
  });
});

function since(change: (released: string) => string): ReturnType<typeof schemaChanges> {
  return schemaChanges(RELEASED, change(RELEASED), TODAY);
}
