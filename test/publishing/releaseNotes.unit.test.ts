import { expect, test } from '@jest/globals';
import { startupsTable } from '../../src/domain/startups/startupsTable.ts';
import type { CsvRow } from '../../src/publishing/releaseDiff/CsvRowReader.ts';
import type { RowChange } from '../../src/publishing/releaseDiff/compareRows.ts';
import { ReleaseNotes } from '../../src/publishing/releaseDiff/ReleaseNotes.ts';

function row(cells: Readonly<Record<string, string>>): CsvRow {
  return startupsTable.columns.map(({ name }) => cells[name] ?? '');
}

function startup(identifiant: string, cells: Readonly<Record<string, string>> = {}): CsvRow {
  return row({ identifiant, nom: identifiant.toUpperCase(), phase_actuelle: 'construction', ...cells });
}

const changed = (before: CsvRow, after: CsvRow): RowChange => ({ kind: 'changed', before, after, columns: [] });

/** The sections of the notes, with their lines. */
function sectionsOf(changes: readonly RowChange[]): Record<string, string[]> {
  const notes = new ReleaseNotes();
  for (const change of changes) notes.add(startupsTable, change);
  const text = notes.text({ version: 1, referenceDay: '2026-02-20' }, { version: 2, referenceDay: '2026-08-20' });
  const [, ...sections] = text.split('\n## ');
  return Object.fromEntries(
    sections.map((section) => {
      const [title = '', ...lines] = section.trimEnd().split('\n');
      return [title, lines.filter((line) => line.startsWith('- '))];
    }),
  );
}

test('a startup that disappears from its source, and one that returns, are not removed, added or in another phase', () => {
  const present = startup('itou');
  const absent = startup('itou', { phase_actuelle: '', absente_depuis: '2026-08-20' });
  expect(sectionsOf([changed(present, absent)])).toEqual({
    'Startups d’État disparues de la source (1)': ['- ITOU (itou), depuis le 20 août 2026'],
  });
  expect(sectionsOf([changed(absent, present)])).toEqual({ 'Startups d’État réapparues (1)': ['- ITOU (itou)'] });
});

test('a startup with a new slug is renamed, whether its row is new or was there before', () => {
  const renamed = { 'Startups d’État renommées (1)': ['- EMPLOIS (emplois), auparavant itou'] };
  const removed: RowChange = { kind: 'removed', before: startup('itou') };
  const emplois = startup('emplois', { anciens_identifiants: '["itou"]' });
  expect(sectionsOf([{ kind: 'added', after: emplois }, removed])).toEqual(renamed);
  expect(sectionsOf([changed(startup('emplois'), emplois), removed])).toEqual(renamed);
});

test('a removed startup and a new one with a former slug that was no startup are removed and added', () => {
  expect(
    sectionsOf([
      { kind: 'removed', before: startup('cyberbudget') },
      { kind: 'added', after: startup('emplois', { anciens_identifiants: '["itou"]' }) },
    ]),
  ).toEqual({
    'Startups d’État apparues (1)': ['- EMPLOIS (emplois), en phase : construction'],
    'Startups d’État retirées (1)': ['- CYBERBUDGET (cyberbudget)'],
  });
});
