import type { StatementObserver } from '../../sql/reader.ts';
import type { Metrics } from './Metrics.ts';
import type { RequestRecord } from './RequestRecord.ts';

/** Notes each statement of a request, and how long it took. Of a statement only its text is told, which holds no value. */
export function statementsTold(metrics: Metrics, record: RequestRecord): StatementObserver {
  return ({ text }, answer) => {
    const sentAt = performance.now();
    const end = record.span?.statement(withoutLiterals(text));
    record.statements += 1;
    const told = (failed: string | undefined) => {
      const ms = performance.now() - sentAt;
      record.databaseMs += ms;
      metrics.statements.observe({ outcome: failed === undefined ? 'ok' : 'error' }, ms / 1000);
      end?.(failed);
    };
    answer.then(
      () => told(undefined),
      (error: unknown) => told(sqlStateOf(error)),
    );
  };
}

/** Statements of compiled queries hold the names of an answer, and a few constants: what is between quotes is not told. */
function withoutLiterals(text: string): string {
  return text.replace(/'(?:[^']|'')*'/g, '?');
}

function sqlStateOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z_]{1,30}$/.test(code) ? code : 'error';
}
