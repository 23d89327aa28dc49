import { expression } from '../../graphql/relations/relations.ts';
import { enumVocabulary } from '../../graphql/vocabulary.ts';
import type { TableWriter } from '../../register/tableWriter.ts';
import { type Fragment, fill, raw, self, sql, value } from '../../sql/sql.ts';
import { on } from '../startups/startupState.ts';
import { isMemberOn } from '../teams/Team.ts';
import { TEAM_RULE } from '../teams/TeamRole.ts';
import { Agreement } from './Agreement.ts';

/**
 * The steps of the birth of a startup in order, by command, each with its conditions on that day. The first two steps
 * have none: a pain point is raised, then an agreement about it is signed.
 */
export const BIRTH = {
  raisePainPoint: [],
  signAgreement: [],
  hostIntrapreneur: ['AGREEMENT'],
  staffTeam: ['AGREEMENT', 'INTRAPRENEUR'],
  constituteStartup: ['AGREEMENT', 'INTRAPRENEUR', 'COACH', 'DEVELOPER'],
} as const satisfies Readonly<Record<string, readonly BirthCondition[]>>;

export type BirthStep = keyof typeof BIRTH;

/** A condition: an agreement in force, or a member under it in a role of the team rule. */
export const BIRTH_CONDITIONS = enumVocabulary('BirthCondition', 'A condition of the birth of a startup.', {
  AGREEMENT: { label: 'Convention en vigueur', description: 'The agreement is in force.' },
  INTRAPRENEUR: { label: 'Intrapreneur', description: 'The team has an intrapreneur.' },
  COACH: { label: 'Coach', description: 'The team has a coach.' },
  DEVELOPER: { label: 'Développeur', description: 'The team has a developer.' },
});
type BirthCondition = keyof typeof BIRTH_CONDITIONS.codes;

/** Whether the agreement `self` meets each condition {@link on} a day. */
const MET: Readonly<Record<BirthCondition, Fragment>> = {
  AGREEMENT: sql`${self}.signed_on <= ${on}::date AND (${self}.ends_on IS NULL OR ${self}.ends_on >= ${on}::date)`,
  INTRAPRENEUR: hasRole('INTRAPRENEUR'),
  COACH: hasRole('COACH'),
  DEVELOPER: hasRole('DEVELOPER'),
};

function hasRole(role: (typeof TEAM_RULE)[number]['role']): Fragment {
  const minimum = TEAM_RULE.find((rule) => rule.role === role)?.minimum ?? 1;
  return sql`(SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = ${self}.id AND m.role = ${raw(`'${role}'`)} AND ${isMemberOn}) >= ${raw(String(minimum))}`;
}

/** The conditions of a step that the agreement `self` does not meet {@link on} a day, in the order of the method. */
function missingConditions(step: BirthStep): Fragment {
  const each = BIRTH[step].map((need) => sql`CASE WHEN NOT (${MET[need]}) THEN ${raw(`'${need}'`)} END`);
  const list = each.reduce((all, next) => sql`${all}, ${next}`, sql`NULL::text`);
  return sql`array_remove(ARRAY[${list}], NULL)`;
}

/** The missing conditions of `constituteStartup` under an agreement; none once the startup is constituted. */
export const birthMissing = expression(
  () => Agreement,
  sql`CASE WHEN ${self}.startup_id IS NULL THEN ${missingConditions('constituteStartup')} ELSE '{}' END`,
);

/** The missing conditions of a step on a day under an agreement; without an agreement, all conditions of the step. */
export async function missingConditionsFor(
  writer: TableWriter,
  step: BirthStep,
  agreement: Pick<Agreement, 'key'> | null,
  day: string,
): Promise<readonly string[]> {
  if (!agreement) return BIRTH[step];
  const found = await writer.row<{ missing: string[] }>(
    fill(sql`SELECT ${missingConditions(step)} AS missing FROM agreement g WHERE g.id = ${value(agreement.key)}`, {
      self: 'g',
      arguments: { on: day },
    }),
  );
  return found?.missing ?? BIRTH[step];
}
