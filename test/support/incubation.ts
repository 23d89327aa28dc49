import { expect } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import type { MappedStartup } from '../../src/importing/mappedSource.ts';
import { anEntity, aPhase, aService, aSource, aStartup } from './builders.ts';
import { mutationOf, recordIn } from './mutation.ts';
import type { TestRegister } from './register.ts';

/** The extensions of the error of a command. */
export interface ErrorExtensions {
  code?: unknown;
  missing?: unknown;
  fields?: unknown;
  version?: unknown;
}

/** An item of `nextSteps`. */
export interface NextStep {
  to: string;
  allowed: boolean;
  missing: string[];
}

/**
 * Loads a startup `aides`, in investigation since 2026-01-05, with a planned service of the same name, a sponsor `ministere`,
 * an agreement with `caisse`, and entities of other kinds.
 */
export async function loadAides(register: TestRegister, given: Partial<MappedStartup> = {}): Promise<void> {
  await register.load(
    aSource({
      entities: [
        anEntity('ministere', { kind: 'MINISTRY' }),
        anEntity('caisse', { kind: 'SOCIAL_SECURITY_BODY' }),
        anEntity('incubateur', { kind: 'INCUBATOR' }),
        anEntity('fournisseur', { kind: 'SUPPLIER' }),
        anEntity('communaute', { kind: 'COMMUNITY' }),
        anEntity('ancienne'),
      ],
      startups: [
        aStartup('aides', { phases: [aPhase('INVESTIGATION', '2026-01-05')], sponsors: ['ministere'], ...given }),
      ],
      services: [aService('aides', { status: 'PLANNED', startups: ['aides'] })],
    }),
  );
  await register.pool.query(
    `INSERT INTO agreement (administration_id, startup_id, signed_on, ends_on)
     SELECT e.id, s.id, '2025-12-01', '2027-12-31' FROM entity e, startup s WHERE e.slug = 'caisse' AND s.slug = 'aides'`,
  );
  await register.pool.query(`UPDATE entity SET closed_on = '2026-03-01' WHERE slug = 'ancienne'`);
}

/** Executes mutations and queries on a register. */
export function incubationCommands(register: () => TestRegister) {
  const run = async (name: string, input: object, returned = 'slug') => {
    return register().execute(mutationOf(name, `{ ${returned} }`), { input });
  };
  const queryData = async (
    document: string,
    variables: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> => {
    const { data, errors } = await register().execute(document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  return {
    queryData,
    /** Executes a command that must succeed. Returns fields of its record. */
    async execute(name: string, input: object, returned?: string): Promise<unknown> {
      const { data, errors } = await run(name, input, returned);
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(recordIn(data, name)));
    },
    /** Executes a command that must fail and write nothing. Returns its error. */
    async expectError(name: string, input: object): Promise<ErrorExtensions & { message: string }> {
      const before = await versionOf(register());
      const { data, errors } = await run(name, input);
      const [error]: readonly GraphQLFormattedError[] = errors ?? [];
      expect(data ?? null).toBeNull();
      expect(await versionOf(register())).toBe(before);
      const { code, missing, fields, version } = error?.extensions ?? {};
      return { code, missing, fields, version, message: error?.message ?? 'no error' };
    },
    async nextSteps(slug = 'aides'): Promise<NextStep[]> {
      const data = await queryData(
        'query ($slug: String!) { startup(by: { slug: $slug }) { nextSteps { to allowed missing } } }',
        {
          slug,
        },
      );
      return JSON.parse(JSON.stringify(data)).startup.nextSteps;
    },
  };
}

/** The version of a register, read from its table. */
export async function versionOf({ pool }: TestRegister): Promise<number | undefined> {
  const { rows } = await pool.query<{ version: number }>('SELECT version FROM register');
  return rows[0]?.version;
}
