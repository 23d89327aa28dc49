import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import { errorCode } from '../../files/systemError.ts';
import type { StatementObserver } from '../../sql/reader.ts';
import type { Metrics } from './metrics.ts';
import type { OperationInfo, RequestRecord } from './RequestRecord.ts';

export interface OperationOutcome {
  readonly operation: OperationInfo;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly cost: number | null;
  /** The version of the register that the response shows; null when it shows none. */
  readonly version: number | null;
}

/** Records the outcome of an operation for the log and the trace, and counts it. */
export function recordOperation(
  metrics: Metrics,
  record: RequestRecord,
  { operation, errors, cost, version }: OperationOutcome,
): void {
  record.operation = operation;
  if (errors) record.codes = codesOf(errors);
  record.version = version;
  if (cost !== null) record.cost = (record.cost ?? 0) + cost;
  metrics.operations.add({ type: operation.type, outcome: record.codes[0] ?? 'ok' }, 1);
  for (const code of record.codes) metrics.errors.inc({ code });
}

/** The operation of a document without its text; none when the document is rejected. */
export function operationInfo(operation: OperationDefinitionNode | undefined, hash: string | null): OperationInfo {
  const name = operation?.name?.value;
  return { type: operation?.operation ?? 'none', name: name && name.length <= 100 ? name : null, hash };
}

/** The codes of the first 20 errors of a response. */
export function codesOf(errors: readonly { extensions?: { code?: unknown } }[]): string[] {
  const codes = errors.slice(0, 20).map(({ extensions }) => extensions?.code);
  return codes.filter((code) => typeof code === 'string');
}

/** Records the duration of each statement of a request in its record, the metrics and the trace. */
export function queryMetrics(metrics: Metrics, record: RequestRecord): StatementObserver {
  return ({ text }, answer) => {
    const startedAt = performance.now();
    const endSpan = record.span?.startStatement(withoutLiterals(text));
    record.statements += 1;
    const finish = (sqlState?: string) => {
      const ms = performance.now() - startedAt;
      record.databaseMs += ms;
      metrics.statements.add({ outcome: sqlState === undefined ? 'ok' : 'error' }, ms / 1_000);
      endSpan?.(sqlState);
    };
    answer.then(
      () => finish(),
      (error: unknown) => finish(errorCode(error) ?? 'error'),
    );
  };
}

/** Values are sent apart; compiled queries still quote constants and response keys, which come from the client. */
function withoutLiterals(text: string): string {
  return text.replace(/'(?:[^']|'')*'/g, '?');
}
