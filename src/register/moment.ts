import { fail } from '../errors/errors.ts';
import { dayInParis } from '../graphql/context.ts';
import { LIST_TOO_LONG } from '../graphql/graphqlErrors.ts';
import type { Fragment } from '../sql/sql.ts';
import { sql, value } from '../sql/sql.ts';
import type { RegisterContext } from './registerContext.ts';
import { MOMENT_INVALID, MOMENT_NOT_KEPT } from './registerErrors.ts';

/** A moment of the register: a version, or whatever version was in force at an instant. */
export type Moment = { version: number } | { instant: Date };

/**
 * The context that reads the register as it was at a moment; its day is that of the moment. Refuses with
 * MOMENT_NOT_KEPT what is before the history, or not yet made.
 */
export async function pastOf(ctx: RegisterContext, moment: Moment): Promise<RegisterContext> {
  if (ctx.asOf !== null) {
    fail(MOMENT_INVALID, {
      problem: 'one moment of the past is asked for within another: ask for both from the root',
    });
  }
  const [found] = await ctx.reader.rows<{ version: number; recordedAt: Date }>(lineOf(moment));
  if (!found) return refuseMoment(ctx, moment);
  const today = dayInParis('instant' in moment ? moment.instant : found.recordedAt);
  const key = `${found.version} ${today}`;
  const known = ctx.pasts.get(key);
  if (known) return known;
  if (ctx.pasts.size >= MOMENTS_AT_MOST) {
    fail(LIST_TOO_LONG, { path: 'at', length: ctx.pasts.size + 1, maximum: MOMENTS_AT_MOST });
  }
  const past = { ...ctx, reader: ctx.reading.at(found.version), today, asOf: found.version };
  ctx.pasts.set(key, past);
  return past;
}

const MOMENTS_AT_MOST = 20;

function lineOf(moment: Moment): Fragment {
  if ('version' in moment) {
    return sql`SELECT version, recorded_at AS "recordedAt" FROM journal WHERE version = ${value(moment.version)}`;
  }
  return sql`SELECT version, recorded_at AS "recordedAt" FROM journal WHERE recorded_at <= ${value(moment.instant)} ORDER BY recorded_at DESC, version DESC LIMIT 1`;
}

async function refuseMoment(ctx: RegisterContext, moment: Moment): Promise<never> {
  const [known] = await ctx.reader.rows<{ first: number; since: Date; last: number }>(
    sql`SELECT min(version) AS first, min(recorded_at) AS since, max(version) AS last FROM journal`,
  );
  if (!known) throw new Error('the journal is empty');
  const asked = 'version' in moment ? `version ${moment.version}` : moment.instant.toISOString();
  return fail(MOMENT_NOT_KEPT, { ...known, asked, since: known.since.toISOString() });
}
