import type { Change, ChangeNature, FieldChange } from '../domain/changes/Change.ts';
import type { ChangedVersion } from '../domain/changes/changedVersions.ts';
import type { PublicField } from '../domain/changes/publicTables.ts';
import { PUBLIC_TABLES } from '../domain/changes/publicTables.ts';
import type { Noun } from '../graphql/properties/declarations.ts';
import { masculine } from '../graphql/properties/declarations.ts';
import { decodeId } from '../graphql/relations/lookup.ts';
import { capitalized } from '../values/text.ts';
import { numberInFrench } from './site/french.ts';

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
  const field = PUBLIC_TABLES.get(table)?.fields[name];
  const [previous, current] = [valueInFrench(before, field), valueInFrench(after, field)];
  const text = nature === 'UPDATED' ? `${previous} → ${current}` : nature === 'CREATED' ? current : previous;
  return `${field?.word ?? name}\u00a0: ${text}`;
}

function valueInFrench(value: string | null, field: PublicField | undefined): string {
  if (value === null) return '(vide)';
  const label = field?.labels?.[value];
  if (label !== undefined) return label;
  return value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH)}…` : value;
}

function nounOf(table: string): Noun {
  return PUBLIC_TABLES.get(table) ?? masculine(table);
}
