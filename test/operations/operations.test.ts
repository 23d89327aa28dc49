import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { everyDatabase } from '../support/databases.ts';
import { openRegister } from '../support/register.ts';
import { type ExecutedOperation, executeOperation, schema } from './executeOperation.ts';
import { problemsOfConnections } from './everyConnection.ts';
import { fill } from './fixture.ts';
import { record, recordedTexts, operations, textsToRecord } from './recordedOperations.ts';

const UPDATE = process.env.UPDATE_OPERATIONS === '1';

describe('The recorded operations', () => {
  test('number at least thirty', () => {
    expect(operations.length).toBeGreaterThanOrEqual(30);
  });

  test.each(operations)('$name is valid in the schema', async ({ document }) => {
    expect(validate(await schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });
});

describe.each(everyDatabase)('The recorded operations on $name', ({ name: database, open }) => {
  /** The response of each operation, by the size of the register. */
  const results = new Map<number, Map<string, ExecutedOperation>>();
  const problems: string[] = [];

  // One register after the other: an embedded one takes 200 MB.
  beforeAll(async () => {
    for (const size of [1, 10, 100]) {
      const register = await openRegister(open);
      await fill(register, size);
      const bySize = new Map<string, ExecutedOperation>();
      for (const { name, document, variables } of operations) bySize.set(name, await executeOperation(register, document, variables));
      results.set(size, bySize);
      if (size === 10) problems.push(...(await problemsOfConnections(register)));
      await register.close();
    }
  }, 180_000);

  test.each(operations)('$name returns the recorded response with the recorded statements', (operation) => {
    const executed = resultOf(operation.name, 100);
    const found = textsToRecord(operation, executed);
    if (UPDATE && database === 'PGlite') record(operation, found);
    expect(executed.answer.errors).toBeUndefined();
    expect(found.json).toBe(recordedTexts(operation).json);
    expect(found.sql).toBe(recordedTexts(operation).sql);
  });

  test.each(operations)('$name executes as many statements for 1 row of each table as for 10 and 100', ({ name }) => {
    const sizes = [1, 10, 100].map((size) => resultOf(name, size));
    expect(sizes.map(({ answer }) => answer.errors)).toEqual([undefined, undefined, undefined]);
    const [one, ten, hundred] = sizes.map(({ statements }) => statements.length);
    expect([one, ten]).toEqual([hundred, hundred]);
  });

  test('every connection has the same items forward and backward, with the right page info', () => {
    expect(problems).toEqual([]);
  });

  function resultOf(name: string, size: number): ExecutedOperation {
    const found = results.get(size)?.get(name);
    if (!found) throw new Error(`${name} was not executed with size ${size}`);
    return found;
  }
});
