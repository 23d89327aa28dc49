import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { everyDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { ask, schema } from './ask.ts';
import { fill } from './fixture.ts';
import { keep, keptOf, operations, textsOf } from './kept.ts';

const UPDATE = process.env.UPDATE_OPERATIONS === '1';

describe('The kept operations', () => {
  test('are thirty at least', () => {
    expect(operations.length).toBeGreaterThanOrEqual(30);
  });

  test.each(operations)('$name fits the schema', async ({ document }) => {
    expect(validate(await schema, parse(document)).map(({ message }) => message)).toEqual([]);
  });
});

describe.each(everyDatabase)('On $name', ({ name: database, open }) => {
  const registers: { size: number; register: TestRegister }[] = [];

  // One after the other: three embedded databases that start at once are not sooner there.
  beforeAll(async () => {
    for (const size of [1, 10, 100]) {
      const register = await openRegister(open);
      registers.push({ size, register });
      await fill(register, size);
    }
  }, 180_000);
  afterAll(async () => {
    for (const { register } of registers) await register.close();
  });

  test.each(operations)('$name gives its answer, at the cost of its statements', async (operation) => {
    const answered = await ask(registerOf(100), operation.document, operation.variables);
    const found = textsOf(operation, answered);
    if (UPDATE && database === 'PGlite') keep(operation, found);
    expect(answered.answer.errors).toBeUndefined();
    expect(found.json).toBe(keptOf(operation).json);
    expect(found.sql).toBe(keptOf(operation).sql);
  });

  test.each(operations)(
    '$name costs as many statements over 1 row of everything as over 10 and 100',
    async (operation) => {
      const costs: Record<number, number> = {};
      for (const { size, register } of registers) {
        const { answer, statements } = await ask(register, operation.document, operation.variables);
        expect(answer.errors).toBeUndefined();
        costs[size] = statements.length;
      }
      expect(costs).toEqual({ 1: costs[100], 10: costs[100], 100: costs[100] });
    },
  );

  function registerOf(size: number): TestRegister {
    const found = registers.find((each) => each.size === size);
    if (!found) throw new Error(`no register of ${size}`);
    return found.register;
  }
});
