import { describe, expect, test } from '@jest/globals';
import { schemaChanges } from '../../tools/schema/schemaChanges.ts';

const TODAY = '2026-08-20';

const RELEASED = `
type Query { startup(slug: String!, day: String): Startup  services: [Service!]! }
type Startup {
  name: String!
  motto: String @deprecated(reason: "Use pitch; removed after 2026-08-19.")
  logo: String @deprecated(reason: "Use links; removed after 2026-08-20.")
  badge: Badge @deprecated(reason: "No startup has one; removed after 2026-01-01.")
}
type Badge { label: String! }
type Service { status: Status! }
enum Status { LIVE  CLOSED  LOST @deprecated(reason: "Use CLOSED; removed after 2026-01-31.") }
`;

describe('A schema change, compared with the released schema,', () => {
  test('may be empty', async () => {
    expect(await since((released) => released)).toEqual({ breaking: [], dangerous: [], others: [] });
  });

  test('may add fields and optional arguments', async () => {
    const { breaking, dangerous } = await since((released) =>
      released.replace('type Service {', 'type Service { url: String').replace('day: String', 'day: String, at: Int'),
    );
    expect(breaking).toEqual([]);
    expect(dangerous).toEqual([
      { path: 'Query.startup.at', sentence: "Argument 'at: Int' added to field 'Query.startup'" },
    ]);
  });

  test.each([
    ['remove a field', 'name: String!', '', 'Startup.name'],
    ['make a non-null field nullable', 'name: String!', 'name: String', 'Startup.name'],
    ['remove a field and its type', 'services: [Service!]!', '', 'Query.services'],
    ['remove an enum value', 'LIVE  CLOSED', 'LIVE', 'Status.CLOSED'],
    ['make an argument required', 'day: String', 'day: String!', 'Query.startup.day'],
    ['remove a deprecated field on its last day', /logo.*/, '', 'Startup.logo'],
  ] as const)('may not %s', async (_change, from, to, path) => {
    const { breaking } = await since((released) => released.replace(from, to));
    expect(breaking.map((change) => change.path)).toEqual([path]);
  });

  test('may remove deprecated fields and values after their last day, with their types', async () => {
    const { breaking } = await since((released) =>
      released
        .replace(/motto.*/, '')
        .replace(/badge.*/, '')
        .replace(/type Badge.*/, '')
        .replace(/LOST.*\)/, ''),
    );
    expect(breaking).toEqual([]);
  });

  test('may not remove a deprecated field without a last day', async () => {
    const undated = RELEASED.replace('; removed after 2026-08-19', '');
    expect((await schemaChanges(undated, undated.replace(/motto.*/, ''), TODAY)).breaking).toHaveLength(1);
  });
});

function since(change: (released: string) => string): ReturnType<typeof schemaChanges> {
  return schemaChanges(RELEASED, change(RELEASED), TODAY);
}
