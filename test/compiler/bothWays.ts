import type { DocumentNode, ExecutionResult } from 'graphql';
import { execute, getOperationAST, getVariableValues, parse } from 'graphql';
import { compile } from '../../src/compiler/compile.ts';
import { registerContext } from '../../src/register/registerContext.ts';
import type { ExecutionContext } from '../../src/server/apiContext.ts';
import { objectOfData, textOfData } from '../../src/server/dataText.ts';
import { executor } from '../../src/server/execution/executor.ts';
import { buildGraph } from '../../src/server/schema.ts';
import { releases } from '../operations/releases.ts';
import { AN_ADMIN, MEMBER_SECRET, type TestRegister, TODAY } from '../support/register.ts';

/** One operation, answered twice: by the statements that it is compiled to, and by resolvers alone. */
export interface BothWays {
  readonly compiled: Answered;
  readonly resolved: Answered;
}

interface Answered {
  /** The bytes of `data`. */
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly string[];
  readonly statements: readonly string[];
}

const schema = await buildGraph();
const run = executor(schema, { maxCoercionErrors: 5 });

/** Answers an operation both ways. */
export async function bothWays(
  register: TestRegister,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Promise<BothWays> {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('there is no operation');
  return {
    compiled: await answered(register, (contextValue) =>
      run({ document, operation, source: '', queryHash: '', request: { variables }, contextValue }),
    ),
    resolved: await answered(register, async (contextValue) =>
      execute({ schema, document, variableValues: variables, contextValue, options: { maxCoercionErrors: 5 } }),
    ),
  };
}

/** The fields of the root that the compiler leaves to resolvers. */
export function leftToResolvers(source: string, variables: Readonly<Record<string, unknown>>): string[] {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('there is no operation');
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const { fields } = compile(schema, document, operation, { variables: coerced ?? {}, today: TODAY });
  return fields.flatMap(({ by, nodes }) => (by === 'resolvers' ? [nodes[0]?.name.value ?? ''] : []));
}

async function answered(
  { pool, dataSource }: TestRegister,
  answer: (contextValue: ExecutionContext) => Promise<ExecutionResult>,
): Promise<Answered> {
  const statements: string[] = [];
  const context = registerContext({
    pool,
    dataSource,
    actor: AN_ADMIN,
    memberSecret: MEMBER_SECRET,
    today: TODAY,
    observe: ({ text }) => statements.push(text),
  });
  const contextValue = { ...context, releases, read: { stamp: null, isWithinVersion: false } };
  try {
    const { data, errors = [] } = await answer(contextValue);
    return {
      text: data ? textOfData(data) : String(data),
      data: data && objectOfData(data),
      errors: errors.map(({ message, path }) => `${path?.join('.')}: ${message}`),
      statements,
    };
  } finally {
    await context.reading.close();
  }
}
