import type { GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Operation } from './recordedOperations.ts';

/** The parts of the schema that operations use: `Type.field`, `Type.field(argument:)`, `Input.field` and `Order.FIELD`. */
export function selectedNames(schema: GraphQLSchema, operations: readonly Operation[]): Set<string> {
  const used = new Set<string>();
  for (const { document, variables } of operations) {
    const info = new TypeInfo(schema);
    visit(
      parse(document),
      visitWithTypeInfo(info, {
        Field: () => void used.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}`),
        Argument: () =>
          void used.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}(${info.getArgument()?.name}:)`),
        ObjectField: (node) => void used.add(`${nameOf(info.getParentInputType())}.${node.name.value}`),
        EnumValue: (node) => void used.add(`${nameOf(info.getInputType())}.${node.value}`),
        VariableDefinition: (node) => {
          const type = typeFromAST(schema, node.type);
          const given = variables[node.variable.name.value];
          if (type && given !== undefined) addGiven(getNamedType(type), given);
        },
      }),
    );
  }
  return used;

  function addGiven(type: unknown, given: unknown): void {
    if (Array.isArray(given)) for (const each of given) addGiven(type, each);
    else if (isEnumType(type)) used.add(`${type.name}.${given}`);
    else if (isInputObjectType(type)) {
      for (const [name, value] of Object.entries(Object(given))) {
        used.add(`${type.name}.${name}`);
        addGiven(getNamedType(type.getFields()[name]?.type), value);
      }
    }
  }
}

/** The fields and arguments of every connection: `everyConnection.ts` reads each connection with all of them. */
const PAGE_FIELDS = new Set(['nodes', 'edges', 'pageInfo', 'totalCount', 'cursor', 'node']);
const PAGE_ARGUMENTS = new Set(['first', 'after', 'last', 'before']);
const isPage = (type: string) => /(?:Connection|Edge)$/.test(type);

/** The parts of the schema that queries can use. Tests of commands cover the inputs and payloads of mutations. */
export function selectableNames(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && type !== schema.getMutationType() && !/(?:Input|Payload)$/.test(type.name))
    .flatMap((type) => {
      if (isObjectType(type)) {
        return ownFields(schema, type)
          .filter(({ name }) => !(isPage(type.name) && PAGE_FIELDS.has(name)))
          .flatMap((field) => [
            `${type.name}.${field.name}`,
            ...field.args
              .filter(({ name }) => !(isPage(getNamedType(field.type).name) && PAGE_ARGUMENTS.has(name)))
              .map(({ name }) => `${type.name}.${field.name}(${name}:)`),
          ]);
      }
      if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
      if (isEnumType(type) && /Order(?:Field|Direction)$/.test(type.name)) {
        return type.getValues().map(({ name }) => `${type.name}.${name}`);
      }
      return [];
    });
}

/** The fields of a type. A snapshot has fields of `Query`, with the same relations and resolvers. */
export function ownFields(schema: GraphQLSchema, type: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  const queries = type.name === 'Snapshot' ? (schema.getQueryType()?.getFields() ?? {}) : {};
  return Object.values(type.getFields()).filter(({ name }) => !(name in queries));
}

function nameOf(type: GraphQLInputType | null | undefined): string {
  return type ? getNamedType(type).name : '';
}
