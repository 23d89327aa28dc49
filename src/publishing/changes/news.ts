import { SERVICE_STATUSES } from '../../domain/services/ServiceStatus.ts';
import { PHASE_NAMES } from '../../domain/startups/lifecycle.ts';
import { inMarkdown } from '../../openData/markdown.ts';
import type { Table } from '../../openData/table.ts';
import type { RowChange } from './compareRows.ts';
import type { Row } from './tableRows.ts';

/** `NOUVEAUTES.md`: what changed since the release before, for people. In constant memory, however much did. */
export class News {
  readonly #counts = new Map<string, Record<RowChange['kind'], number>>();
  readonly #sections = new Map<string, Section>();

  tell(table: Table, change: RowChange): void {
    const counts = this.#counts.get(table.title) ?? { added: 0, removed: 0, changed: 0 };
    counts[change.kind]++;
    this.#counts.set(table.title, counts);
    for (const { title, line } of notable(table, change)) {
      const section = this.#sections.get(title) ?? { count: 0, lines: [] };
      section.count++;
      if (section.lines.length < SHOWN) section.lines.push(line);
      this.#sections.set(title, section);
    }
  }

  text(from: { version: number; referenceDay: string }, to: { version: number; referenceDay: string }): string {
    const lines = [`# Nouveautés de la version ${to.version}`, ''];
    lines.push(
      `Depuis la version ${from.version} du registre (${inFrench(from.referenceDay)}), au ${inFrench(to.referenceDay)}.`,
      '',
    );
    if (this.#counts.size === 0) lines.push('Aucune ligne n’a été ajoutée, retirée ni modifiée.');
    for (const [title, { added, removed, changed }] of this.#counts) {
      const told = [counted(added, 'ajoutée'), counted(removed, 'retirée'), counted(changed, 'modifiée')];
      lines.push(`- ${title} : ${told.filter((each) => each !== null).join(', ')}`);
    }
    for (const title of TITLES) {
      const section = this.#sections.get(title);
      if (!section) continue;
      lines.push('', `## ${title} (${section.count})`, '', ...section.lines.map((line) => `- ${line}`));
      if (section.count > SHOWN) lines.push(`- et ${section.count - SHOWN} de plus, dans changements.csv`);
    }
    return `${lines.join('\n')}\n`;
  }
}

interface Section {
  count: number;
  readonly lines: string[];
}

const SHOWN = 50;

const APPEARED = 'Startups d’État apparues';
const GONE = 'Startups d’État retirées';
const MOVED = 'Startups d’État qui ont changé de phase';
const OPENED = 'Services ouverts';
const CLOSED = 'Services fermés';
const TITLES = [APPEARED, GONE, MOVED, OPENED, CLOSED];

function* notable(table: Table, change: RowChange): Generator<{ title: string; line: string }> {
  const before = change.kind === 'added' ? null : change.before;
  const after = change.kind === 'removed' ? null : change.after;
  const cell = (row: Row | null, name: string) =>
    row?.[table.columns.findIndex((column) => column.name === name)] ?? '';
  const who = inMarkdown(`${cell(after ?? before, 'nom')} (${cell(after ?? before, 'identifiant')})`);
  if (table.name === 'startups') {
    const [old, now] = [cell(before, 'phase_actuelle'), cell(after, 'phase_actuelle')];
    if (!before) yield { title: APPEARED, line: now === '' ? who : `${who}, en phase : ${phase(now)}` };
    else if (!after) yield { title: GONE, line: who };
    else if (old !== now) yield { title: MOVED, line: `${who} : ${phase(old)} → ${phase(now)}` };
  }
  if (table.name === 'services') {
    const [old, now] = [cell(before, 'statut'), cell(after, 'statut')];
    if (old !== now && now === SERVICE_STATUSES.words.LIVE) yield { title: OPENED, line: who };
    if (old !== now && now === SERVICE_STATUSES.words.CLOSED) yield { title: CLOSED, line: who };
  }
}

/** The title of a phase, from its description: `Accélération — …`. */
function phase(word: string): string {
  const [code] = Object.entries(PHASE_NAMES.words).find(([, each]) => each === word) ?? [];
  const found = Object.entries(PHASE_NAMES.descriptions).find(([each]) => each === code);
  return found?.[1].description.split(' — ', 1).join().toLowerCase() ?? 'aucune';
}

function counted(count: number, participle: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `1 ligne ${participle}` : `${count} lignes ${participle}s`;
}

function inFrench(day: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
