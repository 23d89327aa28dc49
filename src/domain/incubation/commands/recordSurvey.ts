import { Float, Int } from 'type-graphql';
import { fail } from '../../../errors/errors.ts';
import { defineCommand, field, optional, pastDay } from '../../../register/commands/defineCommand.ts';
import { isFoundBy } from '../../../register/commands/lookups.ts';
import { ALREADY_DONE } from '../../../register/registerErrors.ts';
import type { TableWriter } from '../../../register/tableWriter.ts';
import { sql, value } from '../../../sql/sql.ts';
import { atLeast, SCORE } from '../../../values/acceptance/numbers.ts';
import { Service } from '../../services/Service.ts';

export const recordSurvey = defineCommand({
  name: 'recordSurvey',
  role: 'EDITOR',
  description:
    'Records a satisfaction survey of a service. To leave construction, a startup needs a survey made since its construction began. Fails with `ALREADY_DONE` if the service has a survey of that day.',
  returns: () => Service,
  input: {
    service: field(String, 'The slug of the service.'),
    on: pastDay('The date of the survey, not before the first day of the startup that built the service.'),
    respondents: field(Int, 'The number of end users who answered, at least 1.'),
    score: field(Float, 'The mean score, from 0 to 10.'),
    comment: optional(String, 'A comment on the survey, at most 10,000 characters.'),
  },
  async execute({ writer, errors, today }, input) {
    const on = input.on ?? today;
    const found = errors.found('service', input.service, await readService(writer, input.service, on), 'service');
    errors.inOrder('on', on, 'the first day of the startup that built the service', found?.firstDay);
    const respondents = errors.number('respondents', input.respondents, atLeast(1));
    const score = errors.number('score', input.score, SCORE);
    const comment = errors.optionalText('comment', input.comment);
    const { key, hasSurvey } = errors.foundOrThrow(found);
    if (hasSurvey) fail(ALREADY_DONE, { what: `a survey of ${input.service} was recorded for ${on}` });
    await writer.insert('satisfaction_survey', { service_id: key, surveyed_on: on, respondents, score, comment });
    await writer.rows(sql`UPDATE service SET updated_at = now() WHERE id = ${value(key)}`);
    await writer.rows(
      sql`UPDATE startup SET updated_at = now() WHERE id IN (SELECT startup_id FROM service_startup WHERE service_id = ${value(key)})`,
    );
    return key;
  },
});

interface SurveyedService {
  key: number;
  /** The first day of the first startup that built the service. Null if unknown. */
  firstDay: string | null;
  /** Whether a survey of the same day is recorded. */
  hasSurvey: boolean;
}

function readService(writer: TableWriter, slug: string, on: string): Promise<SurveyedService | null> {
  return writer.row<SurveyedService>(
    sql`SELECT v.id AS key, (SELECT min(p.started_on) FROM service_startup l JOIN phase p ON p.startup_id = l.startup_id WHERE l.service_id = v.id) AS "firstDay", EXISTS (SELECT FROM satisfaction_survey q WHERE q.service_id = v.id AND q.surveyed_on = ${value(on)}::date) AS "hasSurvey" FROM service v WHERE ${isFoundBy('service', 'v', slug)}`,
  );
}
