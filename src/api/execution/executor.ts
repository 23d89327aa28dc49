import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getVariableValues, OperationTypeNode } from 'graphql';
import { CompiledQueries } from '../../compiler/CompiledQueries.ts';
import { valuesOf } from '../../compiler/Later.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { ExecutionContext } from '../apiContext.ts';
import { withError, withTexts } from './joined.ts';
import { ofResolvers } from './ofResolvers.ts';

/** Executes an operation whose document was found valid. */
export type Executor = (asked: AskedOperation) => Promise<ExecutionResult>;

/** An operation to execute, and how it was asked for. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly request: { readonly operationName?: string; readonly variables?: Readonly<Record<string, unknown>> };
  readonly contextValue: ExecutionContext;
}

/**
 * Answers queries by the statements that they are compiled to, and what the compiler does not know by its resolvers: in
 * one moment of the register, and with the same errors.
 * @param options of graphql-js: how many faults of variables are told.
 */
export function executor(schema: GraphQLSchema, options: { readonly maxCoercionErrors: number }): Executor {
  const queries = new CompiledQueries(schema);
  const byResolvers = (asked: AskedOperation, document = asked.document) =>
    execute({
      schema,
      document,
      contextValue: asked.contextValue,
      variableValues: asked.request.variables,
      operationName: asked.request.operationName,
      options,
    });

  return async (asked) => {
    const { document, operation, contextValue, request } = asked;
    if (operation.operation !== OperationTypeNode.QUERY) return byResolvers(asked);
    const declared = operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, declared, request.variables ?? {}, { maxErrors: 1 });
    const compiled = coerced && queries.of(document, operation, coerced);
    if (!(coerced && compiled?.statement)) return openly(asked);
    const rest = ofResolvers(document, operation, compiled);
    // Both are read in one moment, which is then not that of the statement alone.
    if (rest) await contextValue.reading.version();
    const others = rest ? byResolvers(asked, rest) : NOTHING;
    const statement = {
      ...compiled.statement,
      values: valuesOf(compiled.statement.values, { variables: coerced, today: contextValue.today }),
    };
    try {
      const row = await contextValue.reading.row(statement);
      contextValue.read.version = Number(row[0]);
      return withTexts(compiled.fields, row, await others);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'TOO_SLOW')) throw error;
      return withError(compiled.fields, error, await others);
    }
  };

  /** By resolvers alone. A register that can't be read is told as an error of the whole. */
  async function openly(asked: AskedOperation): Promise<ExecutionResult> {
    await asked.contextValue.reading.version();
    return byResolvers(asked);
  }
}

const NOTHING: ExecutionResult = { data: {} };
