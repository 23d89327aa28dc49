import { compareText } from '../../values/text.ts';
import type { SourceFinding } from '../findings/findings.ts';
import type { RejectedValues } from './guards/rejectedValues.ts';

/** The numbers of rows of one kind that the import created, updated, deleted or left unchanged. */
export interface RowCounts {
  created: number;
  updated: number;
  deleted: number;
  unchanged: number;
}

/** The result of an import or of its dry run. */
export interface ImportReport {
  source: string;
  wrote: boolean;
  /** The version of the register after the import; null after a dry run. */
  version: number | null;
  kinds: ({ kind: string } & RowCounts)[];
  /** The fields with values that the import rejected. */
  rejected: RejectedValues[];
  /** Why the source looks wrong: an import without `accept` is held. */
  problems: string[];
  /** The number of findings of each code. */
  findings: (Pick<SourceFinding, 'code' | 'outcome'> & { count: number })[];
}

/** Counts findings by code, in the order of the codes. */
export function countFindings(findings: Iterable<SourceFinding>): ImportReport['findings'] {
  const counts = new Map<string, ImportReport['findings'][number]>();
  for (const { code, outcome } of findings) {
    counts.set(code, { code, outcome, count: (counts.get(code)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => compareText(a.code, b.code));
}
