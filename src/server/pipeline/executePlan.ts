import { type ExecutionResult, execute, type GraphQLError, type GraphQLSchema, locatedError } from 'graphql';
import { type Bindings, bindValues } from '../../compiler/bindings.ts';
import type { CompiledField } from '../../compiler/compile.ts';
import { RegisterError } from '../../errors/errors.ts';
import { toError } from '../../files/systemError.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { TOO_SLOW } from '../../register/registerErrors.ts';
import { DOCUMENT_BOUNDS } from '../limits/documentRules.ts';
import type { OperationRequest } from './OperationState.ts';
import type { CompiledPlan } from './PreparedDocuments.ts';

/** The result of a query, with `data` as JSON text. */
interface PlanResult {
  readonly data: string | null;
  readonly errors?: readonly GraphQLError[];
  /** The version of the register that the statement read; null if it failed. */
  readonly versionToken: string | null;
}

export const EXECUTION_OPTIONS = { maxCoercionErrors: DOCUMENT_BOUNDS.errors };

/**
 * Executes the compiled statement of a query, and the resolvers of its other root fields, in one read transaction. Throws when
 * the database is unavailable or the client has disconnected.
 */
export async function executePlan(
  schema: GraphQLSchema,
  { fields, statement, resolverDocument }: CompiledPlan,
  bindings: Bindings,
  { variables, operationName }: Pick<OperationRequest, 'variables' | 'operationName'>,
  contextValue: RegisterContext,
): Promise<PlanResult> {
  // Opens the transaction before the resolvers and the statement use it.
  if (resolverDocument) await contextValue.transaction.versionToken();
  const options = { schema, contextValue, variableValues: variables, operationName, options: EXECUTION_OPTIONS };
  const resolved = resolverDocument ? execute({ ...options, document: resolverDocument }) : { data: {} };
  try {
    const { name, text, values } = statement;
    const row = await contextValue.transaction.singleRow({ name, text, values: bindValues(values, bindings) });
    return mergeResults(fields, row, await resolved);
  } catch (error) {
    // Other defined errors, such as DATABASE_BUSY, fail the whole query. After TOO_SLOW, the results of the resolvers remain.
    if (error instanceof RegisterError && error.code !== TOO_SLOW.code) throw error;
    return statementFailed(fields, toError(error), await resolved);
  }
}

/** Merges the columns of the row and the results of the resolvers, in the order of the document. */
function mergeResults(fields: readonly CompiledField[], row: readonly unknown[], result: ExecutionResult): PlanResult {
  const { data, errors } = result;
  return { errors, data: data ? dataText(fields, row, data) : null, versionToken: String(row[0]) };
}

/** The result after the statement failed: an error for each field of the statement. */
function statementFailed(
  fields: readonly CompiledField[],
  error: Error,
  { data, errors = [] }: ExecutionResult,
): PlanResult {
  const failedFields = fields.filter(({ by }) => by === 'statement');
  const located = failedFields.map(({ nodes, name }) => locatedError(error, nodes, [name]));
  const mayBeNull = failedFields.every((field) => field.mayBeNull);
  const text = data && mayBeNull ? dataText(fields, [], data) : null;
  return { data: text, errors: [...errors, ...located], versionToken: null };
}

function dataText(
  fields: readonly CompiledField[],
  row: readonly unknown[],
  data: Readonly<Record<string, unknown>>,
): string {
  // Concatenation does not copy the texts of the database, unlike `join`.
  let text = '';
  for (const field of fields) {
    const { name, by } = field;
    const value = by === 'text' ? field.text : by === 'statement' ? row[field.column] : JSON.stringify(data[name]);
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${value ?? 'null'}`;
  }
  return `{${text}}`;
}
