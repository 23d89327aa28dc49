import { expression } from '../../graphql/relations/relations.ts';
import type { Writer } from '../../register/writer.ts';
import type { Fragment } from '../../sql/sql.ts';
import { fill, raw, self, sql, value } from '../../sql/sql.ts';
import { on } from '../startups/startupState.ts';
import { thereOn } from '../teams/Team.ts';
import { TEAM_RULE } from '../teams/teamRule.ts';
import { Agreement } from './Agreement.ts';

/**
 * THE table of the birth of a startup: its steps in order, by the command that takes each, and what must be there on the
 * day before it is taken. The first two begin from what people say: a pain point, then an agreement about it.
 */
export const BIRTH = {
  raisePainPoint: [],
  signAgreement: [],
  hostIntrapreneur: ['AGREEMENT'],
  staffTeam: ['AGREEMENT', 'INTRAPRENEUR'],
  constituteStartup: ['AGREEMENT', 'INTRAPRENEUR', 'COACH', 'DEVELOPER'],
} as const satisfies Readonly<Record<string, readonly Need[]>>;

export type BirthStep = keyof typeof BIRTH;

/** What a step may need: an agreement in force, and the roles of the team rule that are held under it. */
export type Need = 'AGREEMENT' | (typeof TEAM_RULE)[number]['role'];

/** When each need is met {@link on} a day, for the agreement `self`. */
const MET: Readonly<Record<Need, Fragment>> = {
  AGREEMENT: sql`${self}.signed_on <= ${on}::date AND (${self}.ends_on IS NULL OR ${self}.ends_on >= ${on}::date)`,
  INTRAPRENEUR: held('INTRAPRENEUR'),
  COACH: held('COACH'),
  DEVELOPER: held('DEVELOPER'),
};

function held(role: (typeof TEAM_RULE)[number]['role']): Fragment {
  const minimum = TEAM_RULE.find((rule) => rule.role === role)?.minimum ?? 1;
  return sql`(SELECT count(DISTINCT m.member_key) FROM membership m WHERE m.agreement_id = ${self}.id AND m.role = ${raw(`'${role}'`)} AND ${thereOn}) >= ${raw(String(minimum))}`;
}

/** What a step lacks under the agreement `self` {@link on} a day, in the order of the method. */
function lackedBy(step: BirthStep): Fragment {
  const each = BIRTH[step].map((need) => sql`CASE WHEN NOT (${MET[need]}) THEN ${raw(`'${need}'`)} END`);
  const list = each.reduce((all, next) => sql`${all}, ${next}`, sql`NULL::text`);
  return sql`array_remove(ARRAY[${list}], NULL)`;
}

/** What the constitution of a startup lacks under an agreement; nothing once it is done. */
export const birthMissing = expression(
  () => Agreement,
  sql`CASE WHEN ${self}.startup_id IS NULL THEN ${lackedBy('constituteStartup')} ELSE '{}' END`,
);

/** What a step lacks on a day under an agreement; without one, all that it needs. */
export async function missingFor(
  writer: Writer,
  step: BirthStep,
  agreement: Pick<Agreement, 'key'> | null,
  day: string,
): Promise<readonly string[]> {
  if (!agreement) return BIRTH[step];
  const found = await writer.row<{ missing: string[] }>(
    fill(sql`SELECT ${lackedBy(step)} AS missing FROM agreement g WHERE g.id = ${value(agreement.key)}`, {
      self: 'g',
      arguments: { on: day },
    }),
  );
  return found?.missing ?? BIRTH[step];
}
