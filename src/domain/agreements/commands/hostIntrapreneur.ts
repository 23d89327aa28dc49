import { ID } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { DateScalar } from '../../../graphql/scalars.ts';
import { defineCommand, field, optional } from '../../../register/commands/defineCommand.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import { sql, value } from '../../../sql/sql.ts';
import { findEntityKey } from '../../entities/commands/findEntity.ts';
import { Agreement } from '../Agreement.ts';
import { missingConditionsFor } from '../birth.ts';
import { dayBefore, sixMonthsAfter } from '../months.ts';
import { findAgreement, touchStartup } from './findAgreement.ts';
import { insertMember, memberField, memberKeyOf } from './members.ts';

export const hostIntrapreneur = defineCommand({
  name: 'hostIntrapreneur',
  role: 'EDITOR',
  description:
    'Hosts an intrapreneur under an agreement in force, for at most six months: the second step of the birth of a startup. Fails with `ALREADY_DONE` if the agreement has an intrapreneur on some of these days.',
  returns: () => Agreement,
  input: {
    agreement: field(ID, 'The global id of an agreement in force on the first day.'),
    administration: optional(
      String,
      'The slug of the entity that the intrapreneur comes from. Default: the administration of the agreement.',
    ),
    from: optional(DateScalar, 'The first day. Default: today in Paris.'),
    until: optional(
      DateScalar,
      'The last day, at most six months after the first. Default: the last day of these six months.',
    ),
    member: memberField,
  },
  async execute(ctx, input) {
    const { writer, errors, today } = ctx;
    const from = input.from ?? today;
    const latest = sixMonthsAfter(from);
    const until = input.until ?? dayBefore(latest);
    errors.inOrder('until', until, 'from', from);
    if (until > latest)
      errors.add('until', `must be at most six months after ${from}, on ${latest} at the latest (got ${until})`);
    const agreement = await findAgreement(ctx, input.agreement);
    if (agreement && (await missingConditionsFor(writer, 'hostIntrapreneur', agreement, from)).length > 0) {
      errors.add('from', `the agreement is not in force on ${from}, only ${daysOf(agreement)}`);
    }
    const administration =
      input.administration == null
        ? (agreement?.administrationKey ?? null)
        : await findEntityKey(ctx, 'administration', input.administration, { on: from });
    const memberKey = await memberKeyOf(ctx, 'member', input.member);
    const found = errors.foundOrThrow(agreement);

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
      period: { memberKey, role: 'INTRAPRENEUR', from, until },
      employment: 'PUBLIC_AGENT',
      administration,
      publicContract: null,
    });
    await touchStartup(writer, found);
    return found.key;
  },
});

function daysOf({ signedOn, endsOn }: Agreement): string {
  return endsOn === null ? `from ${signedOn}` : `from ${signedOn} to ${endsOn}`;
}
