import type { ExecutionResult } from 'graphql';
import { graphql } from 'graphql';
import { buildApiSchema } from '../../src/server/schema/schema.ts';
import type { Reader } from '../../src/sql/reader.ts';
import { registerContext } from '../../src/register/registerContext.ts';
import { AN_ADMIN, MEMBER_SECRET, type TestRegister, TODAY } from '../support/register.ts';
import { releases } from './releases.ts';

export interface ExecutedOperation {
  answer: ExecutionResult;
  statements: string[];
}

/** Executes a document. Returns its response as parsed JSON, and its statements in the order in which they were sent. */
export async function executeOperation(
  { pool, dataSource }: TestRegister,
  source: string,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<ExecutedOperation> {
  const statements: string[] = [];
  const observe = ({ text }: { text: string }) => statements.push(text);
  const context = registerContext({
    pool,
    dataSource,
    actor: AN_ADMIN,
    memberSecret: MEMBER_SECRET,
    today: TODAY,
    observe,
  });
  const { transaction } = context;
  const oneByOne = sequentialReaders();
  const contextValue = {
    ...context,
    reader: oneByOne(context.reader),
    transaction: { ...transaction, asOf: (version: number) => oneByOne(transaction.asOf(version)) },
    releases,
  };
  try {
    const answer = await graphql({ schema: await schema, source, variableValues, contextValue });
    return { answer: JSON.parse(JSON.stringify(answer)), statements };
  } finally {
    await transaction.end();
  }
}

export const schema = buildApiSchema();

/**
 * Wraps readers so that they send one statement at a time, after the resolvers have processed the previous result. Otherwise,
 * the order of the statements would depend on timing.
 */
function sequentialReaders(): (reader: Reader) => Reader {
  let last: Promise<unknown> = Promise.resolve();
  return (reader) => ({
    rows(fragment) {
      const rows = last.then(() => reader.rows<never>(fragment));
      last = rows.catch(() => {}).then(() => new Promise((resolve) => setImmediate(resolve)));
      return rows;
    },
  });
}
