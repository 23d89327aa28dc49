import type { Change, ChangeNature, FieldChange } from '../../domain/changes/Change.ts';
import type { ChangedVersion } from '../../domain/changes/changedVersions.ts';
import { PUBLIC_TABLES } from '../../domain/changes/publicTables.ts';
import type { Noun } from '../../graphql/properties/declarations.ts';
import { masculine } from '../../graphql/properties/declarations.ts';
import { decodeId } from '../../graphql/relations/lookup.ts';
import { isCalendarDate } from '../../values/calendar.ts';
import { capitalized } from '../../values/text.ts';
import { calendarDayInFrench, numberInFrench } from '../site/french.ts';

const MAX_VALUE_LENGTH = 200;

/** The title of a version: « Version 42 : 3 fiches modifiées, 1 créée ». */
export function versionTitle({ version, created, updated, removed }: ChangedVersion): string {
  const counts: [number, string][] = [
    [updated, 'modifiée'],
    [created, 'créée'],
    [removed, 'supprimée'],
  ];
  const parts = counts
    .filter(([count]) => count > 0)
    .map(([count, done], at) => {
      const many = count < 2 ? '' : 's';
      return `${numberInFrench(count)}\u00a0${at === 0 ? `fiche${many} ` : ''}${done}${many}`;
    });
  return `Version ${version}\u00a0: ${parts.join(', ')}`;
}

/** A change in one line: « Startup d’État « une » : phase ajoutée ; nom : Investigation ». */
export function changeLine({ table, nature, slug, subjectId, fields }: ChangedVersion['changes'][number]): string {
  const subjectTable = decodeId(subjectId)?.table ?? table;
  const { noun, isFeminine } = nounOf(subjectTable);
  const subject = `${capitalized(noun)} «\u00a0${slug ?? subjectId}\u00a0»`;
  const part = nounOf(table);
  const done =
    subjectTable === table
      ? ` ${PARTICIPLES[nature]}${isFeminine ? 'e' : ''}`
      : `\u00a0: ${part.noun} ${PART_PARTICIPLES[nature]}${part.isFeminine ? 'e' : ''}`;
  const changes = fields.map((field) => fieldLine(table, nature, field));
  return [`${subject}${done}`, ...changes].join('\u00a0; ');
}

const PARTICIPLES: Readonly<Record<ChangeNature, string>> = {
  CREATED: 'créé',
  UPDATED: 'modifié',
  REMOVED: 'supprimé',
};
const PART_PARTICIPLES: Readonly<Record<ChangeNature, string>> = {
  CREATED: 'ajouté',
  UPDATED: 'modifié',
  REMOVED: 'retiré',
};

function fieldLine(table: string, nature: Change['nature'], { name, before, after }: FieldChange): string {
  const [previous, current] = [valueInFrench(table, name, before), valueInFrench(table, name, after)];
  const text = nature === 'UPDATED' ? `${previous} → ${current}` : nature === 'CREATED' ? current : previous;
  return `${fieldInFrench(table, name)}\u00a0: ${text}`;
}

/** The label of a field, as inside a sentence. */
export function fieldInFrench(table: string, name: string): string {
  return PUBLIC_TABLES.get(table)?.fields[name]?.word ?? name;
}

/** The value of a field, with the label of a code, and shortened if it is long. */
export function valueInFrench(table: string, name: string, value: string | null): string {
  if (value === null) return '(vide)';
  const label = PUBLIC_TABLES.get(table)?.fields[name]?.labels?.[value] ?? TRUTH[value];
  if (label !== undefined) return label;
  if (isCalendarDate(value)) return calendarDayInFrench(value);
  const [, list] = /^\["(.*)"\]$/s.exec(value) ?? [];
  const text = list?.replaceAll('", "', ', ') ?? value;
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

const TRUTH: Readonly<Record<string, string>> = { true: 'oui', false: 'non', '[]': '(vide)' };

function nounOf(table: string): Noun {
  return PUBLIC_TABLES.get(table) ?? masculine(table);
}

/** A change of a row in a few words: « Phase ajoutée », or « Fiche créée » for the row of the record itself. */
export function changeSentence({ table, nature }: Pick<Change, 'table' | 'nature'>): string {
  if (isRecordTable(table)) return `Fiche ${PARTICIPLES[nature]}e`;
  const { noun, isFeminine } = nounOf(table);
  return `${capitalized(noun)} ${PART_PARTICIPLES[nature]}${isFeminine ? 'e' : ''}`;
}

/** Whether the rows of a table are records, not parts of them. */
export function isRecordTable(table: string): boolean {
  return PUBLIC_TABLES.get(table)?.subject[0] === table;
}
