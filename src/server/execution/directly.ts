import { type Run, valuesOf } from '../../compiler/Later.ts';
import { RegisterError } from '../../errors/errors.ts';
import { versionOf } from '../../register/known/stamp.ts';
import type { NamedStatement } from '../../sql/reader.ts';
import type { Answer, Asked, Asker } from '../answer.ts';
import type { ApiContext } from '../apiContext.ts';
import { freshHeaders } from '../http/freshness.ts';
import { boundedVariables } from '../limits/boundedVariables.ts';
import type { Limits } from '../limits/limits.ts';
import { rateHeaders } from '../limits/rateHeaders.ts';
import { storableVariables } from '../limits/storableTexts.ts';
import type { AskedOperation } from '../telemetry/RequestRecord.ts';
import { withTexts } from './joined.ts';
import type { PreparedQueries, PreparedQuery } from './PreparedQueries.ts';

/** What a query is answered directly with. */
export interface Direct {
  readonly queries: PreparedQueries;
  readonly limits: Pick<Limits, 'charge' | 'costLimit'>;
}

/** An answer, and what is told of it. */
export interface DirectAnswer extends Answer {
  readonly version: number;
  readonly cost: number;
  readonly operation: AskedOperation;
}

/**
 * Answers a query that was asked before: what is left to look at are its variables and its price. Gives null for what is
 * to be answered the long way, which ends the same: another query, or one that is refused. Fails as its reading does.
 */
export async function answerDirectly(
  direct: Direct,
  asked: Asked,
  { request }: Asker,
  context: ApiContext,
): Promise<DirectAnswer | null> {
  const { queries, limits } = direct;
  const query = queries.find(asked.query, asked.operationName);
  // Whoever may have an answer already is told so before anything is read.
  if (!query || request.headers['if-none-match'] !== undefined) return null;
  const run = runOf(direct, query, asked, context);
  const compiled = run && queries.statementOf(query, run);
  const cost = compiled && queries.costOf(query, compiled, asked.variables ?? {});
  if (!(compiled?.statement && cost) || cost > limits.costLimit) return null;
  const quota = await limits.charge(context.client, cost - 1);
  Object.assign(context.client, { quota, paid: cost - 1 });
  if (quota?.spent) return null;
  const row = await context.reading.row(sent(compiled.statement, run));
  const stamp = String(row[0]);
  const version = versionOf(stamp);
  const freshness = freshHeaders({
    request,
    asked,
    hash: query.hash,
    today: context.today,
    actor: context.actor,
    stamp,
  });
  return {
    status: 200,
    headers: new Map([...freshness, ...(quota ? rateHeaders(quota) : [])]),
    result: {
      ...withTexts(compiled.fields, row, { data: {} }),
      extensions: { cost: { requested: cost, limit: limits.costLimit }, register: { version } },
    },
    isWithinVersion: true,
    stamp,
    version,
    cost,
    operation: { type: 'query', name: query.operation.name?.value ?? null, hash: query.hash },
  };
}

/** What it is asked for with; null for what is refused. */
function runOf(
  { queries }: Direct,
  query: PreparedQuery,
  { variables = {} }: Asked,
  { today }: ApiContext,
): Run | null {
  try {
    boundedVariables(variables);
    storableVariables(variables);
  } catch (error) {
    if (error instanceof RegisterError) return null;
    throw error;
  }
  const coerced = queries.variablesOf(query, variables);
  return coerced && { variables: coerced, today };
}

function sent({ name, text, values }: NamedStatement, run: Run): NamedStatement {
  return { name, text, values: valuesOf(values, run) };
}
