import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getVariableValues, OperationTypeNode } from 'graphql';
import { valuesOf } from '../../compiler/Later.ts';
import { RegisterError } from '../../errors/errors.ts';
import { errorOf } from '../../files/systemError.ts';
import { TOO_SLOW } from '../../register/registerErrors.ts';
import type { ExecutionContext } from '../apiContext.ts';
import { withError, withTexts } from './joined.ts';
import { ofResolvers } from './ofResolvers.ts';
import { PreparedQueries } from './PreparedQueries.ts';

/** Executes an operation whose document was found valid. */
export type Executor = (asked: AskedOperation) => Promise<ExecutionResult>;

/** An operation to execute, and how it was asked for. */
export interface AskedOperation {
  readonly document: DocumentNode;
  /** Undefined where the document has none of the name that was asked for. */
  readonly operation: OperationDefinitionNode | undefined;
  /** The text of the document, and its SHA-256. */
  readonly source: string;
  readonly queryHash: string;
  readonly request: { readonly operationName?: string; readonly variables?: Readonly<Record<string, unknown>> };
  readonly contextValue: ExecutionContext;
}

/**
 * Answers queries by the statements that they are compiled to, and what the compiler does not know by its resolvers: in
 * one moment of the register, and with the same errors.
 * @param options of graphql-js: how many faults of variables are told.
 * @param queries where it notes those that one statement answers.
 */
export function executor(
  schema: GraphQLSchema,
  options: { readonly maxCoercionErrors: number },
  queries = new PreparedQueries(schema),
): Executor {
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
    if (operation?.operation !== OperationTypeNode.QUERY) return byResolvers(asked);
    const declared = operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, declared, request.variables ?? {}, { maxErrors: 1 });
    const run = coerced && { variables: coerced, today: contextValue.today };
    const compiled = run && queries.compiled(document, operation, run);
    if (!(run && compiled?.statement)) return openly(asked);
    const rest = ofResolvers(document, operation, compiled);
    // Both are read in one moment, which is then not that of the statement alone.
    if (rest) await contextValue.reading.version();
    const others = rest ? byResolvers(asked, rest) : NOTHING;
    const { name, text, values } = compiled.statement;
    const statement = { name, text, values: valuesOf(values, run) };
    try {
      const row = await contextValue.reading.row(statement);
      contextValue.read.stamp = String(row[0]);
      if (!rest && contextValue.read.isWithinVersion) queries.learn({ ...asked, operation });
      return withTexts(compiled.fields, row, await others);
    } catch (error) {
      // A register that can't be read is told as an error of the whole; the rest at the fields that it failed.
      if (error instanceof RegisterError && error.code !== TOO_SLOW.code) throw error;
      return withError(compiled.fields, errorOf(error), await others);
    }
  };

  /** By resolvers alone. A register that can't be read is told as an error of the whole. */
  async function openly(asked: AskedOperation): Promise<ExecutionResult> {
    await asked.contextValue.reading.version();
    return byResolvers(asked);
  }
}

const NOTHING: ExecutionResult = { data: {} };
