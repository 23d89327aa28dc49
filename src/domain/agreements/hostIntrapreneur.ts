import { Field, ID, InputType } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import { foundWithoutFault } from '../../register/lock.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import { entityAsked } from '../teams/entityAsked.ts';
import { agreementAsked, daysOf, touchStartup } from './agreementAsked.ts';
import { missingFor } from './birth.ts';
import { insertMember, memberAsked, type TeamWriting } from './members.ts';
import { sixMonthsAfter, theDayBefore } from './months.ts';

@InputType({ description: 'Intrapreneur à accueillir — made available by an administration for six months.' })
export class HostIntrapreneurInput {
  @Field(() => ID, { description: 'Convention — under which one; it must be in force on the first day.' })
  agreement!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Administration — the slug of the entity that the intrapreneur comes from; the agreement's if not said.",
  })
  administration?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Début — the first day; today in Paris if not said.' })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Fin — the last day, within six months, which is what the method foresees; that if not said.',
  })
  until?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Membre — any identifier of your own system, never a name; it is not kept, only a keyed hash that tells members apart.',
  })
  member?: string | null;
}

/** Hosts an intrapreneur under an agreement; its key. */
export async function hostIntrapreneur(
  writer: Writer,
  input: HostIntrapreneurInput,
  writing: TeamWriting,
): Promise<number> {
  const faults = new InputFaults();
  const from = input.from ?? writing.today;
  const latest = sixMonthsAfter(from);
  const until = input.until ?? theDayBefore(latest);
  faults.inOrder('until', until, 'from', from);
  if (until > latest) faults.add('until', `${until} is more than six months after ${from}: ${latest} at the latest`);
  const agreement = await agreementAsked(writer, faults, 'agreement', input.agreement);
  if (agreement && (await missingFor(writer, 'hostIntrapreneur', agreement, from)).length > 0) {
    faults.add('from', `the agreement is not in force on ${from}: it holds ${daysOf(agreement)}`);
  }
  const administration =
    input.administration == null
      ? (agreement?.administrationKey ?? null)
      : await entityAsked(writer, faults, 'administration', input.administration, { on: from });
  const memberKey = await memberAsked(writer, faults, 'member', input.member, writing);
  const found = foundWithoutFault(faults, agreement);

  const hosted = await writer.row<{ from: string; until: string }>(
    sql`SELECT started_on AS from, ended_on AS until FROM membership
      WHERE agreement_id = ${value(found.key)} AND role = 'INTRAPRENEUR'
        AND started_on <= ${value(until)}::date AND (ended_on IS NULL OR ended_on >= ${value(from)}::date)
      ORDER BY started_on LIMIT 1`,
  );
  if (hosted) {
    fail(ALREADY_DONE, { what: `${found.id} hosts an intrapreneur from ${hosted.from} to ${hosted.until}` });
  }
  await insertMember(writer, found, {
    stay: { memberKey, role: 'INTRAPRENEUR', from, until },
    employment: 'PUBLIC_AGENT',
    administration,
    publicContract: null,
  });
  await touchStartup(writer, found);
  return found.key;
}
