import { Arg, Ctx, Extensions, Field, Float, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { fail } from '../../errors/errors.ts';
import { loadByKey } from '../../graphql/relations/loaders.ts';
import { present } from '../../graphql/relations/present.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { command } from '../../register/command.ts';
import { InputFaults } from '../../register/InputFaults.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { needs } from '../../register/roles.ts';
import type { Writer } from '../../register/writer.ts';
import { sql, value } from '../../sql/sql.ts';
import { ALREADY_DONE } from '../domainErrors.ts';
import { Service } from '../services/Service.ts';

const BEST_SCORE = 10;

@InputType({ description: 'Enquête de satisfaction à enregistrer — what end users answered when they were asked.' })
export class RecordSurveyInput {
  @Field(() => String, { description: 'Service — its slug.' })
  service!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Jour — of the survey, not before the first day of the startup that built it; today if not said.',
  })
  on?: string | null;

  @Field(() => Int, { description: 'Réponses — how many end users answered, one at least.' })
  respondents!: number;

  @Field(() => Float, { description: 'Note — their mean score, from 0 to 10.' })
  score!: number;

  @Field(() => String, { nullable: true, description: 'Commentaire — what to know of the survey.' })
  comment?: string | null;
}

@Resolver()
export class RecordSurvey {
  @Extensions(needs('EDITOR'))
  @Mutation(() => Service, {
    description:
      'Enregistrer une enquête de satisfaction — what a construction needs to go on, if it was made since then. One per service and day: a second one is refused with ALREADY_DONE.',
  })
  async recordSurvey(
    @Arg('input', () => RecordSurveyInput, { description: 'Enquête — of which service, on which day, its results.' })
    input: RecordSurveyInput,
    @Ctx() ctx: RegisterContext,
  ): Promise<Service> {
    const key = await command(ctx, 'recordSurvey', (writer) => record(writer, input, ctx.today));
    return present(loadByKey(ctx, Service, key));
  }
}

async function record(writer: Writer, input: RecordSurveyInput, today: string): Promise<number> {
  const on = input.on ?? today;
  const faults = new InputFaults();
  const found = await serviceOf(writer, input.service, on);
  const service = faults.known('service', input.service, found, 'service');
  faults.inOrder('on', on, 'the first day of its startup', service?.firstDay);
  const { respondents, score } = input;
  if (respondents < 1) faults.add('respondents', `${respondents} is less than 1`);
  if (!(score >= 0 && score <= BEST_SCORE)) faults.add('score', `${score} is not a score: give 0 to ${BEST_SCORE}`);
  const comment = faults.optionalText('comment', input.comment);
  faults.refuseIfAny();
  if (!service) throw new Error('a service that is not there was no fault');
  if (service.known) fail(ALREADY_DONE, { what: `a survey of ${input.service} was recorded for ${on}` });
  const { key } = service;
  await writer.insert('satisfaction_survey', { service_id: key, surveyed_on: on, respondents, score, comment });
  await writer.rows(sql`UPDATE service SET updated_at = now() WHERE id = ${value(key)}`);
  await writer.rows(
    sql`UPDATE startup SET updated_at = now() WHERE id IN (SELECT startup_id FROM service_startup WHERE service_id = ${value(key)})`,
  );
  return key;
}

interface Surveyed {
  key: number;
  /** The first day of its first startup, null when that is not known. */
  firstDay: string | null;
  /** Whether a survey of that day is there. */
  known: boolean;
}

function serviceOf(writer: Writer, slug: string, on: string): Promise<Surveyed | null> {
  return writer.row<Surveyed>(
    sql`SELECT v.id AS key, (SELECT min(p.started_on) FROM service_startup l JOIN phase p ON p.startup_id = l.startup_id WHERE l.service_id = v.id) AS "firstDay", EXISTS (SELECT FROM satisfaction_survey q WHERE q.service_id = v.id AND q.surveyed_on = ${value(on)}::date) AS known FROM service v WHERE v.slug = ${value(slug)}::text`,
  );
}
