import { describe, expect, test } from '@jest/globals';
import type { GraphQLNamedType } from 'graphql';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

interface Described {
  name: string;
  /** Whether a field may be null; only of fields of objects. */
  nullable?: boolean;
  kind: 'type' | 'field' | 'argument' | 'input field' | 'enum value';
  description: string | null | undefined;
}

const described = Object.values((await buildApiSchema()).getTypeMap())
  .filter((type) => !type.name.startsWith('__') && !(isScalarType(type) && isSpecifiedScalarType(type)))
  .flatMap(ofType);

/** Starts with a capital or with code, and ends with a period. */
const SENTENCES = /^(?:\p{Lu}|`)[\s\S]*\.$/u;

/** Long dashes and accented letters, of which only the name of the domain has one: descriptions are in English. */
const NOT_ENGLISH = /—|(?<!startups? d')[À-ÿŒœ]/u;

describe('Every description', () => {
  const kinds: readonly Described['kind'][] = ['type', 'field', 'argument', 'input field', 'enum value'];

  test.each(kinds)('of every %s is there', (kind) => {
    const bare = described.filter((each) => each.kind === kind && !each.description?.trim());
    expect(bare.map(({ name }) => name)).toEqual([]);
    expect(described.some((each) => each.kind === kind)).toBe(true);
  });

  test.each(kinds)('of every %s is made of English sentences', (kind) => {
    const other = described.filter(
      ({ kind: other, description }) =>
        other === kind && (!SENTENCES.test(description ?? '') || NOT_ENGLISH.test(description ?? '')),
    );
    expect(other.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
  });

  test('of a nullable field says when the field is null', () => {
    const silent = described.filter(({ nullable, description }) => nullable && !/\bnull\b/i.test(description ?? ''));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

function ofType(type: GraphQLNamedType): Described[] {
  const itself: Described = { name: type.name, kind: 'type', description: type.description };
  if (isObjectType(type) || isInterfaceType(type)) {
    return [
      itself,
      ...Object.values(type.getFields()).flatMap((field): Described[] => [
        {
          name: `${type.name}.${field.name}`,
          kind: 'field',
          description: field.description,
          nullable: !isNonNullType(field.type),
        },
        ...field.args.map(
          (argument): Described => ({
            name: `${type.name}.${field.name}(${argument.name}:)`,
            kind: 'argument',
            description: argument.description,
          }),
        ),
      ]),
    ];
  }
  if (isInputObjectType(type)) return [itself, ...each(type.name, 'input field', Object.values(type.getFields()))];
  if (isEnumType(type)) return [itself, ...each(type.name, 'enum value', type.getValues())];
  return [itself];
}

function each(
  owner: string,
  kind: Described['kind'],
  members: readonly { name: string; description?: string | null }[],
): Described[] {
  return members.map(({ name, description }) => ({ name: `${owner}.${name}`, kind, description }));
}
