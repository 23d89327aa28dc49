import type { ApolloServerPlugin } from '@apollo/server';
import type { ApiContext } from '../apiContext.ts';
import type { Metrics } from './metrics.ts';
import type { OperationInfo, RequestRecord } from './RequestRecord.ts';
import type { EndSpan } from './tracing.ts';

/** Records the operation and the error codes of each request that Apollo executes, and counts them. */
export function operationMetrics(
  metrics: Metrics,
  onErrors: (errors: readonly object[], record: RequestRecord) => void,
): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart({ contextValue: { record, actor } }) {
      record.token = actor?.name ?? null;
      return {
        parsingDidStart: async () => onEnd(record.span?.startChild('graphql.parse')),
        validationDidStart: async () => onEnd(record.span?.startChild('graphql.validate')),
        async executionDidStart() {
          const executionDidEnd = onEnd(record.span?.startChild('graphql.execute'));
          return executionDidEnd && { executionDidEnd };
        },
        async didEncounterErrors({ errors }) {
          onErrors(errors, record);
        },
        async willSendResponse({ operation, operationName, queryHash, response: { body } }) {
          record.operation = operationInfo(operation?.operation, operationName, queryHash);
          record.codes = codesOf((body.kind === 'single' && body.singleResult.errors) || []);
          metrics.operations.inc({ type: record.operation.type, outcome: record.codes[0] ?? 'ok' });
          for (const code of record.codes) metrics.errors.inc({ code });
        },
      };
    },
  };
}

/** The codes of the first 20 errors of a response. */
export function codesOf(errors: readonly { extensions?: { code?: unknown } }[]): string[] {
  const codes = errors.slice(0, 20).map(({ extensions }) => extensions?.code);
  return codes.filter((code) => typeof code === 'string');
}

// The message of a syntax or validation error may quote the document.
function onEnd(endSpan: EndSpan | undefined) {
  return endSpan && (async (failed?: unknown) => endSpan(failed === undefined ? undefined : 'error'));
}

function operationInfo(
  type: OperationInfo['type'] = 'none',
  name: string | null | undefined,
  hash: string | null = null,
): OperationInfo {
  return { type, name: name && /^[A-Za-z0-9_]{1,100}$/.test(name) ? name : null, hash };
}
