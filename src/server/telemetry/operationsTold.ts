import type { ApolloServerPlugin } from '@apollo/server';
import type { ApiContext } from '../apiContext.ts';
import type { Metrics } from './Metrics.ts';
import type { AskedOperation, RequestRecord } from './RequestRecord.ts';
import type { EndPart } from './Tracing.ts';

/**
 * Notes on the record of a request what its document asked for and how that ended, and counts it.
 * @param failed is told of each error that is about to be shaped, and of the record of its request.
 */
export function operationsTold(
  metrics: Metrics,
  failed: (error: unknown, record: RequestRecord) => void,
): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart({ contextValue: { record, actor } }) {
      record.token = actor?.name ?? null;
      return {
        parsingDidStart: async () => untilEnded(record.span?.part('graphql.parse')),
        validationDidStart: async () => untilEnded(record.span?.part('graphql.validate')),
        async executionDidStart() {
          const executionDidEnd = untilEnded(record.span?.part('graphql.execute'));
          return executionDidEnd && { executionDidEnd };
        },
        async didEncounterErrors({ errors }) {
          for (const error of errors) failed(error, record);
        },
        async willSendResponse({ operation, operationName, queryHash, response: { body } }) {
          record.operation = operationOf(operation?.operation, operationName, queryHash);
          const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
          record.codes = codesOf(errors);
          metrics.operations.inc({ type: record.operation.type, outcome: record.codes[0] ?? 'ok' });
          for (const code of record.codes) metrics.errors.inc({ code });
        },
      };
    },
  };
}

const CODES_AT_MOST = 20;

/** The codes of the errors of an answer, the first of them. */
export function codesOf(errors: readonly { extensions?: { code?: unknown } }[]): string[] {
  return errors.slice(0, CODES_AT_MOST).flatMap(({ extensions }) => {
    const code = extensions?.code;
    return typeof code === 'string' ? [code] : [];
  });
}

// What it failed of may quote the document: that it failed is enough.
function untilEnded(end: EndPart | undefined) {
  return end && (async (failed?: unknown) => end(failed === undefined ? undefined : 'error'));
}

function operationOf(
  type: AskedOperation['type'] | undefined,
  name: string | null | undefined,
  hash: string | undefined,
): AskedOperation {
  return {
    type: type ?? 'none',
    name: name && /^[A-Za-z0-9_]{1,100}$/.test(name) ? name : null,
    hash: hash ?? null,
  };
}
