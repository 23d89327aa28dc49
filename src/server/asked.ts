import type { ValidationRule } from 'graphql';
import { GraphQLError } from 'graphql';

/** Refuses a kind of operation that the schema has not: graphql-js 16 only finds out while executing. */
export const knownOperations: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`This API has no ${node.operation}.`, { nodes: node }));
  },
});
