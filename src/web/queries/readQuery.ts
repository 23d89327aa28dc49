import type { GraphQLFormattedError } from 'graphql';
import type { ReadTransaction } from '../../register/ReadTransaction.ts';
import type { Limits } from '../../server/limits/limits.ts';
import { answerOperation, type Pipeline } from '../../server/pipeline/answer.ts';
import type { RequestScope } from '../../server/pipeline/apiContext.ts';
import { type QueryName, queryHash, queryText } from './queryTexts.ts';
import type { Queries } from './queryTypes.ts';

/** Executes a query of the pages in the read transaction of the page. Throws QueryError if the response has errors. */
export type ReadQuery = <N extends QueryName>(
  name: N,
  variables: Queries[N]['variables'],
) => Promise<Queries[N]['data']>;

/** Thrown when the response to a query of a page has errors. */
export class QueryError extends Error {
  /** The codes of the errors. */
  readonly codes: readonly unknown[];

  constructor(name: string, errors: readonly GraphQLFormattedError[]) {
    super(`the query ${name} failed: ${errors.map(({ message }) => message).join(' ')}`);
    this.codes = errors.map(({ extensions }) => extensions?.code);
  }
}

/** The pipeline without cost limit and charges: the queries of the pages are known, and their pages are cached. */
export function unlimited(pipeline: Pipeline): Pipeline {
  const limits: Limits = { ...pipeline.limits, costLimit: Number.POSITIVE_INFINITY, charge: async () => {} };
  return { ...pipeline, limits };
}

/**
 * Returns the function that executes the queries of one page, through the pipeline of the API.
 * @param pipeline see {@link unlimited}.
 * @param today the day of the page in Paris, `YYYY-MM-DD`.
 */
export function queryReader(
  pipeline: Pipeline,
  scope: RequestScope,
  transaction: ReadTransaction,
  today: string,
): ReadQuery {
  return async (name, variables) => {
    const query = queryText(name);
    const request = { query, hash: queryHash(name), variables, today, mediaType: null };
    const { data, errors } = await answerOperation(pipeline, request, scope, transaction);
    if (errors || !data) throw new QueryError(name, errors ?? []);
    return JSON.parse(data);
  };
}
