import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  type NullValueNode,
  parse,
  print,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { RandomDocument } from './randomDocument.ts';

const NULL: NullValueNode = { kind: Kind.NULL };

/** The same query with an explicit null for each nullable argument and input field that it omits. */
export function withNulls(schema: GraphQLSchema, { document, variables }: RandomDocument): RandomDocument {
  const node = parse(document);
  const types = new TypeInfo(schema);
  const nulled = visit(
    node,
    visitWithTypeInfo(types, {
      Field: {
        leave(field) {
          const omitted = (types.getFieldDef()?.args ?? []).filter(
            ({ name, type }) => !isNonNullType(type) && !field.arguments?.some((each) => each.name.value === name),
          );
          const added = omitted.map(
            ({ name }) => ({ kind: Kind.ARGUMENT, name: nameNode(name), value: NULL }) as const,
          );
          return { ...field, arguments: [...(field.arguments ?? []), ...added] };
        },
      },
      ObjectValue: {
        leave(object) {
          const type = getNullableType(types.getInputType());
          if (!isInputObjectType(type) || type.isOneOf) return undefined;
          const omitted = Object.values(type.getFields()).filter(
            (each) => !isNonNullType(each.type) && !object.fields.some(({ name }) => name.value === each.name),
          );
          const added = omitted.map(
            ({ name }) => ({ kind: Kind.OBJECT_FIELD, name: nameNode(name), value: NULL }) as const,
          );
          return { ...object, fields: [...object.fields, ...added] };
        },
      },
    }),
  );
  return { document: print(nulled), variables: nulledVariables(schema, node, variables) };
}

function nulledVariables(schema: GraphQLSchema, document: DocumentNode, variables: RandomDocument['variables']) {
  const nulled = { ...variables };
  visit(document, {
    VariableDefinition: {
      enter({ variable, type }) {
        const name = variable.name.value;
        const input = typeFromAST(schema, type);
        if (isInputType(input) && name in nulled) nulled[name] = nulledValue(input, nulled[name]);
      },
    },
  });
  return nulled;
}

function nulledValue(type: GraphQLInputType, value: unknown): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return Array.isArray(value) ? value.map((each) => nulledValue(nullable.ofType, each)) : value;
  }
  if (!isInputObjectType(nullable) || typeof value !== 'object' || value === null) return value;
  const given = new Map<string, unknown>(Object.entries(value));
  const fields = Object.values(nullable.getFields()).flatMap((field) => {
    if (given.has(field.name)) return [[field.name, nulledValue(field.type, given.get(field.name))] as const];
    return isNonNullType(field.type) || nullable.isOneOf ? [] : [[field.name, null] as const];
  });
  return Object.fromEntries(fields);
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}
