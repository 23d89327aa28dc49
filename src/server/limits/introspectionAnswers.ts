import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';
import { execute, getOperationAST, Kind, print } from 'graphql';

const KEPT_AT_MOST = 20;

/**
 * Keeps the answers to questions about the schema alone: it never changes while a process lives, and telling it whole
 * takes longer than most questions about the register.
 */
export function introspectionAnswers(): ApolloServerPlugin {
  const kept = new Map<string, ExecutionResult>();
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ schema, document, request }) {
          const operation = getOperationAST(document, request.operationName);
          if (!operation || !aboutTheSchema(document, operation)) return null;
          const key = print(document);
          const answer = kept.get(key) ?? (await execute({ schema, document }));
          if (answer.errors) return null;
          if (kept.size < KEPT_AT_MOST) kept.set(key, answer);
          return {
            http: { status: undefined, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { ...answer } },
          };
        },
      };
    },
  };
}

/** One operation without variables, of `__schema`, `__type` and `__typename` only. */
function aboutTheSchema({ definitions }: DocumentNode, operation: OperationDefinitionNode): boolean {
  const { selectionSet, variableDefinitions = [] } = operation;
  if (variableDefinitions.length > 0) return false;
  if (definitions.some((each) => each.kind === Kind.OPERATION_DEFINITION && each !== operation)) return false;
  return (
    selectionSet.selections.some((each) => each.kind === Kind.FIELD && each.name.value !== '__typename') &&
    selectionSet.selections.every((each) => each.kind === Kind.FIELD && each.name.value.startsWith('__'))
  );
}
