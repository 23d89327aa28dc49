import { beforeAll, describe, expect, test } from '@jest/globals';
import { ENTITY_KINDS } from '../../src/domain/entities/EntityKind.ts';
import { SUCCESSION_KINDS } from '../../src/domain/entities/EntitySuccession.ts';
import { METHOD_STEP_KINDS } from '../../src/domain/method/MethodStep.ts';
import { MISSION_ACTION_KINDS } from '../../src/domain/missions/MissionAction.ts';
import { SERVICE_STATUSES } from '../../src/domain/services/Service.ts';
import { LINK_KINDS } from '../../src/domain/startups/Link.ts';
import { ACTIVE_PHASES, PHASE_NAMES, PHASES_BY_RANK } from '../../src/domain/startups/lifecycle.ts';
import { ACCESSIBILITIES, STARTUP_DECISIONS } from '../../src/domain/startups/Startup.ts';
import { EMPLOYMENTS, TEAM_ROLES, TEAM_RULE } from '../../src/domain/teams/TeamRole.ts';
import { FINDING_OUTCOMES } from '../../src/importing/findings/findingCodes.ts';
import { FINDING_SUBJECTS } from '../../src/importing/findings/ImportFinding.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { SOURCE_FIELDS } from '../../src/importing/words/SourceWord.ts';
import { PUBLICATION_OUTCOMES } from '../../src/publishing/graphql/Publication.ts';
import { TOKEN_ROLES } from '../../src/register/roles.ts';
import { databases } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';

/** Each vocabulary by the name of its enum in the database. */
const VOCABULARIES: Readonly<Record<string, { codes: object; words: object }>> = {
  accessibility: ACCESSIBILITIES,
  employment: EMPLOYMENTS,
  entity_kind: ENTITY_KINDS,
  finding_outcome: FINDING_OUTCOMES,
  finding_subject: FINDING_SUBJECTS,
  link_kind: LINK_KINDS,
  method_step_kind: METHOD_STEP_KINDS,
  mission_action_kind: MISSION_ACTION_KINDS,
  phase_name: PHASE_NAMES,
  publication_outcome: PUBLICATION_OUTCOMES,
  service_status: SERVICE_STATUSES,
  source_field: SOURCE_FIELDS,
  startup_decision: STARTUP_DECISIONS,
  succession_kind: SUCCESSION_KINDS,
  team_role: TEAM_ROLES,
  token_role: TOKEN_ROLES,
};

describe.each(databases())('The vocabularies on $name', ({ open }) => {
  let types: ReadonlyMap<string, string[]>;

  beforeAll(async () => {
    const register = await openRegister(open);
    types = await enumsOf(register);
    await register.close();
  });

  test('are all the enums of the database', () => {
    expect([...types.keys()]).toEqual(Object.keys(VOCABULARIES));
  });

  test.each(Object.keys(VOCABULARIES).filter((name) => name !== 'phase_name'))(
    '%s has the same values in the same order',
    (name) => {
      expect(types.get(name)).toEqual(Object.keys(VOCABULARIES[name]?.codes ?? {}));
    },
  );

  test('phase_name has the same values, by rank', () => {
    expect(types.get('phase_name')).toEqual([...PHASES_BY_RANK]);
    expect([...PHASES_BY_RANK].sort()).toEqual(Object.keys(PHASE_NAMES.codes).sort());
  });

  test.each(Object.entries(VOCABULARIES))(
    '%s has a French label for each value, and no label twice',
    (_name, { codes, words }) => {
      expect(Object.keys(words)).toEqual(Object.keys(codes));
      expect(new Set(Object.values(words)).size).toBe(Object.keys(codes).length);
    },
  );
});

test('The active phases are all phases except the final ones', () => {
  const ends = ['TRANSFERRED', 'ABANDONED', 'ABANDONED_AT_INVESTIGATION'];
  expect([...ACTIVE_PHASES].sort()).toEqual(
    Object.keys(PHASE_NAMES.codes)
      .filter((name) => !ends.includes(name))
      .sort(),
  );
});

test('TEAM_RULE matches the roles of the method', () => {
  const roles = readReference().methodRoles.map(({ role, minimum, maximum }) => ({ role, minimum, maximum }));
  expect(roles).toEqual([...TEAM_RULE]);
});

async function enumsOf({ pool }: TestRegister): Promise<Map<string, string[]>> {
  const { rows } = await pool.query<{ name: string; value: string }>(
    `SELECT typname AS name, enumlabel AS value FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid
     ORDER BY typname, enumsortorder`,
  );
  const types = new Map<string, string[]>();
  for (const { name, value } of rows) types.set(name, [...(types.get(name) ?? []), value]);
  return types;
}
