import { expect } from '@jest/globals';
import type { GraphQLFormattedError } from 'graphql';
import type { MappedStartup } from '../../src/importing/mappedSource.ts';
import { anEntity, aPhase, aService, aSource, aStartup } from './builders.ts';
import type { TestRegister } from './register.ts';

/** What a refusal tells programs. */
export interface Told {
  code?: unknown;
  missing?: unknown;
  fields?: unknown;
  version?: unknown;
}

/** One step that a startup may take, as `nextSteps` says it. */
export interface Step {
  to: string;
  allowed: boolean;
  missing: string[];
}

/**
 * A register with a startup `aides`, in investigation since 2026-01-05, with a planned service of the same name, a
 * sponsor `ministere`, an agreement with `caisse`, and entities of other kinds.
 */
export async function givenAides(register: TestRegister, given: Partial<MappedStartup> = {}): Promise<void> {
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

/** Commands and questions about startups, on a register. */
export function incubating(register: () => TestRegister) {
  const run = async (name: string, input: object, returned = 'slug') => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    return register().ask(`mutation ($input: ${type}!) { ${name}(input: $input) { ${returned} } }`, { input });
  };
  const told = async (document: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
    const { data, errors } = await register().ask(document, variables);
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  return {
    told,
    /** Carries a command out, and gives what it returned. */
    async done(name: string, input: object, returned?: string): Promise<unknown> {
      const { data, errors } = await run(name, input, returned);
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data))[name];
    },
    /** Has a command refused, with nothing written, and gives what the refusal tells. */
    async refused(name: string, input: object): Promise<Told & { message: string }> {
      const before = await versionOf(register());
      const { data, errors } = await run(name, input);
      const [error]: readonly GraphQLFormattedError[] = errors ?? [];
      expect(data ?? null).toBeNull();
      expect(await versionOf(register())).toBe(before);
      const { code, missing, fields, version } = error?.extensions ?? {};
      return { code, missing, fields, version, message: error?.message ?? 'not refused' };
    },
    async nextSteps(slug = 'aides'): Promise<Step[]> {
      const data = await told('query ($slug: String!) { startup(slug: $slug) { nextSteps { to allowed missing } } }', {
        slug,
      });
      return JSON.parse(JSON.stringify(data)).startup.nextSteps;
    },
  };
}

/** The version of a register, read beside it. */
export async function versionOf({ pool }: TestRegister): Promise<number | undefined> {
  const { rows } = await pool.query<{ version: number }>('SELECT version FROM register');
  return rows[0]?.version;
}
