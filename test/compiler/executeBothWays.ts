import type { DocumentNode, GraphQLError } from 'graphql';
import { execute, getOperationAST, getVariableValues, parse } from 'graphql';
import type { Bindings } from '../../src/compiler/bindings.ts';
import { compile } from '../../src/compiler/compile.ts';
import { type RegisterContext, registerContext } from '../../src/register/registerContext.ts';
import { executePlan } from '../../src/server/pipeline/executePlan.ts';
import { PreparedDocuments, type PreparedOperation } from '../../src/server/pipeline/PreparedDocuments.ts';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import { releases } from '../operations/releases.ts';
import { AN_ADMIN, MEMBER_SECRET, type TestRegister, TODAY } from '../support/register.ts';

/** The results of one operation: by its compiled statements, and by resolvers only. */
export interface BothWays {
  readonly compiled: Executed;
  readonly resolved: Executed;
}

interface Executed {
  /** The bytes of `data`. */
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly string[];
  readonly statements: readonly string[];
}

const schema = await buildApiSchema();
const prepared = new PreparedDocuments(schema);

/** Executes an operation by its compiled statements, and again by resolvers only. */
export async function executeBothWays(
  register: TestRegister,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Promise<BothWays> {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the document has no operation');
  const resolved: Execution = async (contextValue) => {
    const options = { maxCoercionErrors: 5 };
    const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue, options });
    return { data: data ? JSON.stringify(data) : null, errors };
  };
  const query = prepared.prepare('', document, operation, undefined);
  const coerced = prepared.coerce(query, variables);
  const compiled = coerced ? compiledExecution(query, { variables: coerced, today: TODAY }, variables) : null;
  return {
    compiled: await executed(register, compiled ?? resolved),
    resolved: await executed(register, resolved),
  };
}

type Execution = (
  context: RegisterContext,
) => Promise<{ readonly data: string | null; readonly errors?: readonly GraphQLError[] }>;

/** The compiled execution; null if resolvers return all fields of the query. */
function compiledExecution(
  query: PreparedOperation,
  run: Bindings,
  variables: Bindings['variables'],
): Execution | null {
  const { compiled } = prepared.compilePlan(query, run, 1);
  return compiled && ((contextValue) => executePlan(schema, compiled, run, { variables }, contextValue));
}

/** The root fields that resolvers return instead of the compiler. */
export function resolverRootFields(source: string, variables: Readonly<Record<string, unknown>>): string[] {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the document has no operation');
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const { fields } = compile(schema, document, operation, { variables: coerced ?? {}, today: TODAY });
  return fields.flatMap(({ by, nodes }) => (by === 'resolvers' ? [nodes[0]?.name.value ?? ''] : []));
}

async function executed({ pool, dataSource }: TestRegister, execution: Execution): Promise<Executed> {
  const statements: string[] = [];
  const context = registerContext({
    pool,
    dataSource,
    actor: AN_ADMIN,
    memberSecret: MEMBER_SECRET,
    today: TODAY,
    observe: ({ text }) => statements.push(text),
  });
  const contextValue = { ...context, releases };
  try {
    const { data, errors = [] } = await execution(contextValue);
    return {
      text: String(data),
      data: data && JSON.parse(data),
      errors: errors.map(({ message, path }) => `${path?.join('.')}: ${message}`),
      statements,
    };
  } finally {
    await context.transaction.close();
  }
}
