import { codeOf } from '../../files/systemError.ts';
import type { Observer } from '../../sql/reader.ts';
import type { Metrics } from './metrics.ts';
import type { RequestRecord } from './RequestRecord.ts';

/** Records the duration of each statement of a request in its record, the metrics and the trace. */
export function queryMetrics(metrics: Metrics, record: RequestRecord): Observer {
  return ({ text }, answer) => {
    const stopTimer = metrics.statements.startTimer();
    const endSpan = record.span?.startStatement(withoutLiterals(text));
    record.statements += 1;
    const finish = (sqlState?: string) => {
      record.databaseMs += stopTimer({ outcome: sqlState === undefined ? 'ok' : 'error' }) * 1_000;
      endSpan?.(sqlState);
    };
    answer.then(
      () => finish(),
      (error: unknown) => finish(codeOf(error) ?? 'error'),
    );
  };
}

/** Values are sent apart; compiled queries still quote constants and response keys, which come from the client. */
function withoutLiterals(text: string): string {
  return text.replace(/'(?:[^']|'')*'/g, '?');
}
