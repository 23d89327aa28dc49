import { compareText } from '../../values/text.ts';
import type { FindingCode } from './findingCodes.ts';
import { finding, type SourceFinding } from './findings.ts';

/** A value after its repairs, and the findings of those repairs. The caller knows the row and the field. */
export interface Repaired<T> {
  value: T;
  problems: { code: FindingCode; before: string | null; after: string | null }[];
}

/** Collects the findings of one import. */
export class FindingCollector {
  readonly #findings: SourceFinding[] = [];

  /** Creates the reporter of one row, so that mappings pass only the code and the field. */
  reporterFor(subject: SourceFinding['subject'], sourceId: string): FindingReporter {
    const report: FindingReporter['report'] = (code, field, before, after) => {
      this.#findings.push(finding(code, { subject, sourceId }, field, before, after));
    };
    return {
      report,
      reportRepairs: (field, { value, problems }) => {
        for (const { code, before, after } of problems) report(code, field, before, after);
        return value;
      },
    };
  }

  /** Removes the findings that were reported since the last call, and returns them. */
  take(): SourceFinding[] {
    return this.#findings.splice(0);
  }
}

/** Findings in an order that depends only on their content. */
export function sortFindings(findings: readonly SourceFinding[]): SourceFinding[] {
  const keyOf = (f: SourceFinding) =>
    [f.subject, f.sourceId, f.field, f.code, f.before ?? '', f.after ?? ''].join('\0');
  return findings
    .map((each) => ({ each, key: keyOf(each) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ each }) => each);
}

/** Reports the findings of one row. */
export interface FindingReporter {
  report(code: FindingCode, field: string, before?: string | null, after?: string | null): void;
  /** Reports the problems of a repaired value under a field, and returns the value. */
  reportRepairs<T>(field: string, repaired: Repaired<T>): T;
}
