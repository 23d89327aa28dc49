import type { Repaired } from '../repair/repair.ts';
import type { Finding, FindingSubject } from './Finding.ts';
import { type FindingCode, finding, inOrder } from './findings.ts';

/** Where the findings of one import are written down: a page per row, so that no mapping repeats which row it is at. */
export class Notebook {
  readonly #findings: Finding[] = [];

  page(subject: FindingSubject, sourceId: string): Page {
    return new Page(this.#findings, { subject, sourceId });
  }

  /** All that was noted, in the one order. */
  findings(): Finding[] {
    return inOrder(this.#findings);
  }
}

export class Page {
  readonly #findings: Finding[];
  readonly #row: { subject: FindingSubject; sourceId: string };

  constructor(findings: Finding[], row: { subject: FindingSubject; sourceId: string }) {
    this.#findings = findings;
    this.#row = row;
  }

  note(code: FindingCode, field: string, before: string | null = null, after: string | null = null): void {
    this.#findings.push(finding(code, this.#row, field, before, after));
  }

  /** The repaired value; what was repaired is noted under the field. */
  keep<T>(field: string, { value, notes }: Repaired<T>): T {
    for (const { code, before, after } of notes) this.note(code, field, before, after);
    return value;
  }
}
