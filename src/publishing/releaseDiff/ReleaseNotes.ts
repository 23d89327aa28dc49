import type { ReadCell, Table } from '../../openData/table.ts';
import { inMarkdown } from '../../openData/toDictionary.ts';
import { dayInFrench } from '../../values/calendar.ts';
import { CATALOGUE } from '../catalogue.ts';
import type { CsvRow } from './CsvRowReader.ts';
import type { RowChange } from './compareRows.ts';

/** `NOUVEAUTES.md`: a summary of the changes since the previous release. Memory is constant: a section lists at most 50 lines. */
export class ReleaseNotes {
  readonly #counts = new Map<string, Record<RowChange['kind'], number>>();
  readonly #sections = new Map<string, Section>();

  add(table: Table, change: RowChange): void {
    const counts = this.#counts.get(table.title) ?? { added: 0, removed: 0, changed: 0 };
    counts[change.kind]++;
    this.#counts.set(table.title, counts);
    for (const { title, line } of noteLines(table, change)) {
      const section = this.#sections.get(title) ?? { count: 0, lines: [] };
      section.count++;
      if (section.lines.length < MAX_LINES) section.lines.push(line);
      this.#sections.set(title, section);
    }
  }

  text(from: { version: number; referenceDay: string }, to: { version: number; referenceDay: string }): string {
    const period = `la version ${from.version} du registre (${dayInFrench(from.referenceDay)}) et la version ${to.version} (${dayInFrench(to.referenceDay)})`;
    const lines = [`# Nouveautés de la version ${to.version}`, '', `Changements entre ${period}.`, ''];
    if (this.#counts.size === 0) lines.push('Aucune ligne n’a été ajoutée, retirée ni modifiée.');
    for (const [title, { added, removed, changed }] of this.#counts) {
      const parts = [
        countInFrench(added, 'ajoutée'),
        countInFrench(removed, 'retirée'),
        countInFrench(changed, 'modifiée'),
      ];
      lines.push(`- ${title} : ${parts.filter((each) => each !== null).join(', ')}`);
    }
    for (const { title } of SECTIONS) {
      const section = this.#sections.get(title);
      if (!section) continue;
      lines.push('', `## ${title} (${section.count})`, '', ...section.lines.map((line) => `- ${line}`));
      if (section.count > MAX_LINES) lines.push(`- et ${section.count - MAX_LINES} autres, dans changements.csv`);
    }
    return `${lines.join('\n')}\n`;
  }
}

interface Section {
  count: number;
  readonly lines: string[];
}

const MAX_LINES = 50;
/** The sections, in the order of the tables. */
const SECTIONS = CATALOGUE.flatMap(({ tables }) => tables).flatMap(({ releaseNotes }) => releaseNotes?.sections ?? []);

function* noteLines({ columns, releaseNotes }: Table, change: RowChange): Generator<{ title: string; line: string }> {
  const read =
    (row: CsvRow): ReadCell =>
    (name) =>
      row[columns.findIndex((column) => column.name === name)] ?? '';
  const before = change.kind === 'added' ? null : read(change.before);
  const after = change.kind === 'removed' ? null : read(change.after);
  const row = after ?? before;
  for (const { title, detail } of releaseNotes?.sections ?? []) {
    const text = detail(before, after);
    if (releaseNotes && row && text !== null) yield { title, line: inMarkdown(releaseNotes.name(row)) + text };
  }
}

function countInFrench(count: number, participle: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `1 ligne ${participle}` : `${count} lignes ${participle}s`;
}
