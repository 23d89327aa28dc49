import type { ReadCell, Table } from '../../openData/table.ts';
import { inMarkdown } from '../../openData/toMarkdown.ts';
import { dayInFrench } from '../../values/calendar.ts';
import { TABLES } from '../catalogue.ts';
import type { CsvRow } from './CsvRowReader.ts';
import type { RowChange } from './compareRows.ts';

/**
 * `NOUVEAUTES.md`: a summary of the changes since the previous release. A section lists at most 50 lines. Memory holds the
 * rows that were removed or renamed.
 */
export class ReleaseNotes {
  readonly #counts = new Map<string, Record<RowChange['kind'], number>>();
  readonly #sections = new Map<string, Section>();
  /** The changes that may belong to a renamed row, in the order of the rows. Only the end of the diff decides. */
  readonly #undecided: UndecidedChange[] = [];

  add(table: Table, change: RowChange): void {
    if (table.isDerived) return;
    const counts = this.#counts.get(table.title) ?? { added: 0, removed: 0, changed: 0 };
    counts[change.kind]++;
    this.#counts.set(table.title, counts);
    const keys = keysOf(table, change);
    if (keys) this.#undecided.push({ table, change, ...keys });
    if (!keys || change.kind === 'changed') this.#note(noteLines(table, change));
  }

  /** Lists a row that was removed under one key and came under another one as renamed; the other rows as added or removed. */
  #decide(): void {
    const undecided = this.#undecided.splice(0);
    const renamed = new Set<string>();
    const present = new Set(
      undecided.flatMap(({ table, removed }) => (removed === null ? [] : [`${table.name} ${removed}`])),
    );
    const isKnown = ({ name }: Table, key: string) => present.has(`${name} ${key}`);
    for (const { table, change, formerKeys } of undecided) {
      const known = formerKeys.filter((key) => isKnown(table, key));
      for (const key of known) renamed.add(`${table.name} ${key}`);
      if (known.length > 0) this.#note(renamedLines(table, change, known));
      else if (change.kind === 'added') this.#note(noteLines(table, change));
    }
    for (const { table, change, removed } of undecided) {
      if (removed !== null && !renamed.has(`${table.name} ${removed}`)) this.#note(noteLines(table, change));
    }
  }

  #note(lines: Iterable<{ title: string; line: string }>): void {
    for (const { title, line } of lines) {
      const section = this.#sections.get(title) ?? { count: 0, lines: [] };
      section.count++;
      if (section.lines.length < MAX_LINES) section.lines.push(line);
      this.#sections.set(title, section);
    }
  }

  text(from: { version: number; referenceDay: string }, to: { version: number; referenceDay: string }): string {
    this.#decide();
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
const SECTIONS = TABLES.flatMap(({ releaseNotes }) => [
  ...(releaseNotes?.sections ?? []),
  ...(releaseNotes?.renamed ? [releaseNotes.renamed] : []),
]);

/** A removed row, an added row, or a row with more former keys than before. */
interface UndecidedChange {
  readonly table: Table;
  readonly change: RowChange;
  /** The primary key of a removed row. */
  readonly removed: string | null;
  /** The former keys that are new. */
  readonly formerKeys: readonly string[];
}

/** Null if the change can't belong to a renamed row. */
function keysOf(table: Table, change: RowChange): Pick<UndecidedChange, 'removed' | 'formerKeys'> | null {
  const { renamed } = table.releaseNotes ?? {};
  const [key] = table.primaryKey;
  if (!renamed || key === undefined) return null;
  if (change.kind === 'removed') return { removed: readerOf(table, change.before)(key), formerKeys: [] };
  const before = change.kind === 'added' ? [] : renamed.formerKeys(readerOf(table, change.before));
  const formerKeys = renamed.formerKeys(readerOf(table, change.after)).filter((each) => !before.includes(each));
  return formerKeys.length > 0 ? { removed: null, formerKeys } : null;
}

function* renamedLines(
  table: Table,
  change: RowChange,
  keys: readonly string[],
): Generator<{ title: string; line: string }> {
  const { releaseNotes } = table;
  if (change.kind === 'removed' || !releaseNotes?.renamed) return;
  const name = releaseNotes.name(readerOf(table, change.after));
  yield { title: releaseNotes.renamed.title, line: `${inMarkdown(name)}, auparavant ${inMarkdown(keys.join(', '))}` };
}

function readerOf({ columns }: Table, row: CsvRow): ReadCell {
  return (name) => row[columns.findIndex((column) => column.name === name)] ?? '';
}

function* noteLines(table: Table, change: RowChange): Generator<{ title: string; line: string }> {
  const { releaseNotes } = table;
  const before = change.kind === 'added' ? null : readerOf(table, change.before);
  const after = change.kind === 'removed' ? null : readerOf(table, change.after);
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
