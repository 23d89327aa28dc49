import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLArgument, GraphQLField, GraphQLInputType } from 'graphql';
import { getNamedType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { readReference } from '../../src/importing/sources/readReference.ts';
import type { Actor } from '../../src/register/Actor.ts';
import type { TokenRole } from '../../src/register/roles.ts';
import { includesRole, TOKEN_ROLES } from '../../src/register/roles.ts';
import { roleOf } from '../../src/server/schema/guardFields.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const schema = await buildApiSchema();

/** Every root field with a role: all mutations, and a few queries. */
const GUARDED = [schema.getMutationType(), schema.getQueryType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {})
    .filter((field) => type === schema.getMutationType() || roleOf(field) !== null)
    .map((field) => ({ name: field.name, field, kind: type === schema.getMutationType() ? 'mutation' : 'query' })),
);

const ROLES: readonly (TokenRole | null)[] = [null, ...(Object.keys(TOKEN_ROLES.codes) as TokenRole[])];

describe.each(databases())('on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(readReference());
  });
  afterAll(() => register.close());

  const cases = GUARDED.flatMap((guarded) =>
    ROLES.map((role) => ({ ...guarded, role, client: role ?? 'an anonymous client' })),
  );

  test.each(cases)('$name for $client depends on the role only', async ({ field, kind, role }) => {
    const needed = roleOf(field);
    if (!needed) throw new Error(`${field.name} says no role`);
    const as: Actor | null = role && { name: 'tests', role };
    const before = await everything();
    const { errors, data } = await register.execute(`${kind} { ${selectionOf(field)} }`, {}, { as });
    const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
    if (role && includesRole(role, needed)) {
      // With the role, the command runs: it fails on its invalid input, or returns data.
      expect(codes).not.toContain('UNAUTHENTICATED');
      expect(codes).not.toContain('FORBIDDEN');
      expect(codes).not.toContain(undefined);
    } else {
      expect(codes).toEqual([role ? 'FORBIDDEN' : 'UNAUTHENTICATED']);
      expect(data?.[field.name] ?? null).toBeNull();
      expect(await everything()).toBe(before);
    }
  });

  test('every mutation has a role, and none is for readers', () => {
    const mutations = GUARDED.filter(({ kind }) => kind === 'mutation');
    expect(mutations.length).toBeGreaterThan(10);
    for (const { field } of mutations) expect(roleOf(field)).not.toBe('READER');
  });

  /** The content of all tables, as one text. */
  async function everything(): Promise<string> {
    const { rows: tables } = await register.pool.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    const each = tables.map(
      ({ name }) =>
        `SELECT '${name}' || md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), '')) AS held FROM ${name} t`,
    );
    const { rows } = await register.pool.query<{ held: string }>(each.join(' UNION ALL '));
    return rows
      .map(({ held }) => held)
      .sort()
      .join(' ');
  }
});

/** The field with arguments of valid types that reference no existing record. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const given = field.args.filter(isNeeded).map(({ name, type }) => `${name}: ${argumentOf(type)}`);
  const list = given.length > 0 ? `(${given.join(', ')})` : '';
  return `${field.name}${list}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''}`;
}

function isNeeded({ type, defaultValue }: GraphQLArgument): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function argumentOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return argumentOf(type.ofType);
  if (isListType(type)) return `[${argumentOf(type.ofType)}]`;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((each) => isNonNullType(each.type));
    return `{ ${needed.map(({ name, type: of }) => `${name}: ${argumentOf(of)}`).join(', ')} }`;
  }
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  return VALUES[type.name] ?? '"none"';
}

const VALUES: Record<string, string> = {
  Int: '1',
  BigInt: '1',
  Float: '0.5',
  Boolean: 'true',
  Date: '"2026-01-01"',
  DateTime: '"2026-01-01T00:00:00Z"',
  URL: '"https://example.fr"',
  ID: '"agreement_999"',
};
