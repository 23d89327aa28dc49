import { type GraphQLEnumType, GraphQLError, type GraphQLSchema, isEnumType, isIntrospectionType } from 'graphql';

/** Lists the values of an enum in the error of an unknown value: graphql-js names only similar ones. */
export function listEnumValuesInErrors(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isEnumType(type) || isIntrospectionType(type)) continue;
    const [parseValue, parseLiteral] = [type.parseValue.bind(type), type.parseLiteral.bind(type)];
    type.parseValue = (value) => withValues(type, () => parseValue(value));
    type.parseLiteral = (node, variables) => withValues(type, () => parseLiteral(node, variables));
  }
}

function withValues<T>(type: GraphQLEnumType, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const names = type.getValues().map(({ name }) => name);
    throw new GraphQLError(`${error.message} Use one of ${names.join(', ')}.`, { nodes: error.nodes });
  }
}
