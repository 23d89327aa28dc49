import { expect } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { mutationOf, recordIn } from './mutation.ts';
import type { TestRegister } from './register.ts';

type Input = Readonly<Record<string, unknown>>;

/** Executes mutations as an editor. */
export interface Commands {
  /** Executes a command that must succeed. Returns these fields of its record. */
  execute(command: string, input: Input, fields?: string): Promise<unknown>;
  /** Executes a command that must fail with a code and write nothing. Returns the extensions of its error. */
  expectError(command: string, input: Input, code: string): Promise<Input>;
  /** Executes a command whose input is invalid. Returns the paths of the errors. */
  expectInputErrors(command: string, input: Input): Promise<string[]>;
  /** The version of an entity, mission or service. */
  versionOf(kind: 'entity' | 'mission' | 'service', slug: string): Promise<number>;
}

/** Creates {@link Commands} for a register. */
export function createCommands(register: TestRegister): Commands {
  const commands: Commands = {
    async execute(command, input, fields = '{ slug version }') {
      const { data, errors } = await executeCommand(register, command, input, fields);
      expect(errors).toBeUndefined();
      return toPlainObject(recordIn(data, command));
    },
    async expectError(command, input, code) {
      const before = await allRows(register);
      const { errors = [] } = await executeCommand(register, command, input, '{ slug }');
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
      expect(await allRows(register)).toEqual(before);
      return errors[0]?.extensions ?? {};
    },
    async expectInputErrors(command, input) {
      const { fields } = await commands.expectError(command, input, 'INPUT_INVALID');
      const errors: { path: string }[] = Array.isArray(fields) ? fields : [];
      return errors.map(({ path }) => path);
    },
    async versionOf(kind, slug) {
      const { rows } = await register.pool.query<{ version: number }>(`SELECT version FROM ${kind} WHERE slug = $1`, [
        slug,
      ]);
      return rows[0]?.version ?? -1;
    },
  };
  return commands;
}

function executeCommand(
  register: TestRegister,
  command: string,
  input: Input,
  fields: string,
): Promise<ExecutionResult> {
  return register.execute(mutationOf(command, fields), { input }, { as: { name: 'an editor', role: 'EDITOR' } });
}

/** Converts objects of graphql-js, which have no prototype, to ordinary ones. */
export function toPlainObject(given: unknown): unknown {
  return given === undefined ? undefined : JSON.parse(JSON.stringify(given));
}

/** All rows of all tables, including history, as text. */
async function allRows({ pool }: TestRegister): Promise<unknown> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind = 'r' AND nspname IN ('public', 'history') ORDER BY 1`,
  );
  const all = tables.map(({ name }) => `SELECT '${name}' AS "table", t::text AS row FROM ${name} t`);
  return (await pool.query(`${all.join(' UNION ALL ')} ORDER BY 1, 2`)).rows;
}
