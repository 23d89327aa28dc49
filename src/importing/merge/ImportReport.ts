import type { SourceFinding } from '../findings/findings.ts';
import type { Matched } from './matchRows.ts';

/** What an import did with one kind of rows. */
export interface KindReport {
  kind: string;
  created: number;
  updated: number;
  deleted: number;
  unchanged: number;
}

/** What an import did, or would do. */
export interface ImportReport {
  source: string;
  /** Whether anything was written, or would be. */
  wrote: boolean;
  /** The version of the register afterwards; null for a rehearsal. */
  version: number | null;
  kinds: KindReport[];
  /** How many findings of each code, with their outcome. */
  findings: { code: string; outcome: SourceFinding['outcome']; count: number }[];
}

/** Counts what was done with matched rows. */
export function reportOf(kind: string, matched: readonly Matched<unknown>[]): KindReport {
  const count = (action: Matched<unknown>['action']) => matched.filter((row) => row.action === action).length;
  return { kind, created: count('create'), updated: count('update'), deleted: 0, unchanged: count('keep') };
}

/** Counts findings by code, in the order of the codes. */
export function countFindings(findings: readonly SourceFinding[]): ImportReport['findings'] {
  const counts = new Map<string, ImportReport['findings'][number]>();
  for (const { code, outcome } of findings) {
    const counted = counts.get(code) ?? { code, outcome, count: 0 };
    counted.count += 1;
    counts.set(code, counted);
  }
  return [...counts.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
