import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLArgument, GraphQLInputField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';

const contract = buildSchema(readFileSync(join(import.meta.dirname, 'contract.graphql'), 'utf8'));

const promised = Object.values(contract.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !(isScalarType(type) && isSpecifiedScalarType(type)),
);

describe('The schema follows the contract', () => {
  let graph: GraphQLSchema;
  beforeAll(async () => {
    graph = await buildApiSchema();
  });

  test('which parses and declares the types of the register', () => {
    const names = promised.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Entity', 'Mission', 'Startup', 'Service', 'Dataset', 'Statistics']));
  });

  test.each(promised.map((type) => ({ name: type.name, type })))(
    '$name has the fields of the contract',
    ({ name, type }) => {
      expect(broken(type, graph.getType(name))).toEqual([]);
    },
  );
});

/** The differences of a type from the contract. */
function broken(promise: GraphQLNamedType, kept: GraphQLNamedType | undefined): string[] {
  if (!kept) return [`${promise.name} is not there`];
  if (isScalarType(promise) && isScalarType(kept)) return [];
  if (isEnumType(promise) && isEnumType(kept)) return brokenValues(namesOf(promise), namesOf(kept));
  if (isInputObjectType(promise) && isInputObjectType(kept)) {
    return brokenInputs(promise.name, Object.values(promise.getFields()), Object.values(kept.getFields()));
  }
  if ((isObjectType(promise) && isObjectType(kept)) || (isInterfaceType(promise) && isInterfaceType(kept))) {
    const interfaces = kept.getInterfaces().map(({ name }) => name);
    const missing = promise.getInterfaces().filter(({ name }) => !interfaces.includes(name));
    return [
      ...missing.map(({ name }) => `${promise.name} does not implement ${name}`),
      ...Object.values(promise.getFields()).flatMap((field) => {
        const found = kept.getFields()[field.name];
        const name = `${promise.name}.${field.name}`;
        if (!found) return [`${name} is not there`];
        const type = `${found.type}` === `${field.type}` ? [] : [`${name} is ${found.type}, not ${field.type}`];
        const deprecated = found.deprecationReason === undefined ? [] : [`${name} is deprecated`];
        return [...type, ...deprecated, ...brokenInputs(name, field.args, found.args)];
      }),
    ];
  }
  return [`${promise.name} is of another kind`];
}

/** The values of an enum, in order: lists and diagrams show them in this order. */
function brokenValues(promise: readonly string[], kept: readonly string[]): string[] {
  const found = kept.filter((value) => promise.includes(value));
  return found.join() === promise.join() ? [] : [`${promise.join()} is ${kept.join()}`];
}

function namesOf(type: { getValues(): readonly { name: string }[] }): string[] {
  return type.getValues().map(({ name }) => name);
}

type Input = GraphQLArgument | GraphQLInputField;

/** Arguments and input fields: those of the contract are the same, others are optional. */
function brokenInputs(owner: string, promise: readonly Input[], kept: readonly Input[]): string[] {
  const names = promise.map(({ name }) => name);
  return [
    ...promise.flatMap(({ name, type }) => {
      const found = kept.find((each) => each.name === name);
      if (!found) return [`${owner}(${name}:) is not there`];
      return `${found.type}` === `${type}` ? [] : [`${owner}(${name}:) is ${found.type}, not ${type}`];
    }),
    ...kept
      .filter((each) => !names.includes(each.name) && isRequired(each))
      .map(({ name }) => `${owner}(${name}:) is new and required`),
  ];
}

function isRequired(input: Input): boolean {
  return isRequiredArgument(input) || isRequiredInputField(input);
}
