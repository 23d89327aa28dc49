import { expect } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import type { TestRegister } from './register.ts';

type Input = Readonly<Record<string, unknown>>;

/** What a register is told to do, as an editor would. */
export interface Commands {
  /** Carries out a command that must succeed; what it gives back of `fields`. */
  done(command: string, input: Input, fields?: string): Promise<unknown>;
  /** Carries out a command that must be refused with a code and write nothing; the extensions of its error. */
  refused(command: string, input: Input, code: string): Promise<Input>;
  /** The same for an input with faults: their paths. */
  faulty(command: string, input: Input): Promise<string[]>;
  /** Which version an entity, mission or service is at. */
  versionOf(kind: 'entity' | 'mission' | 'service', slug: string): Promise<number>;
}

/** {@link Commands} on a register. */
export function commandsOn(register: TestRegister): Commands {
  const commands: Commands = {
    async done(command, input, fields = '{ slug version }') {
      const { data, errors } = await ask(register, command, input, fields);
      expect(errors).toBeUndefined();
      return plain(data?.[command]);
    },
    async refused(command, input, code) {
      const before = await everythingIn(register);
      const { errors = [] } = await ask(register, command, input, '{ slug }');
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
      expect(await everythingIn(register)).toEqual(before);
      return errors[0]?.extensions ?? {};
    },
    async faulty(command, input) {
      const { fields } = await commands.refused(command, input, 'INPUT_INVALID');
      const faults: { path: string }[] = Array.isArray(fields) ? fields : [];
      return faults.map(({ path }) => path);
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

function ask(register: TestRegister, command: string, input: Input, fields: string): Promise<ExecutionResult> {
  const type = `${command[0]?.toUpperCase()}${command.slice(1)}Input`;
  return register.ask(
    `mutation ($input: ${type}!) { ${command}(input: $input) ${fields} }`,
    { input },
    { as: { name: 'an editor', role: 'EDITOR' } },
  );
}

/** Objects of GraphQL have no prototype: as ordinary ones. */
export function plain(given: unknown): unknown {
  return given === undefined ? undefined : JSON.parse(JSON.stringify(given));
}

/** All rows of all tables, as text: the register as it is, and all that it remembers. */
async function everythingIn({ pool }: TestRegister): Promise<unknown> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind = 'r' AND nspname IN ('public', 'history') ORDER BY 1`,
  );
  const all = tables.map(({ name }) => `SELECT '${name}' AS "table", t::text AS row FROM ${name} t`);
  return (await pool.query(`${all.join(' UNION ALL ')} ORDER BY 1, 2`)).rows;
}
