import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { ValidationRule } from 'graphql';
import { GraphQLError } from 'graphql';
import { refuse } from '../foundation/errors.ts';

/** Refuses a kind of operation that the schema has not: graphql-js 16 only finds out while executing. */
export const knownOperations: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(`This API has no ${node.operation}.`, { nodes: node }));
  },
});

const DEPTH_AT_MOST = 200;

/** Refuses variables nested so deeply that reading them would exhaust the stack. */
export const shallowVariables: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request }) {
        let level: unknown[] = Object.values(request.variables ?? {});
        for (let depth = 0; level.length > 0; depth += 1) {
          if (depth > DEPTH_AT_MOST) refuse('FILTER_TOO_DEEP', { path: 'variables', maximum: DEPTH_AT_MOST });
          level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
        }
      },
    };
  },
};
