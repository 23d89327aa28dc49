import { finding, type SourceFinding } from '../findings/findings.ts';
import type { MergeContext } from './MergedRow.ts';
import type { MatchedRow } from './matchRows.ts';
import type { Item } from './mergeFields.ts';
import type { EditedValue } from './mergeRow.ts';
import type { SourcedField, SourcedKind } from './sourcedKinds.ts';

/** The kinds of rows in findings. */
export const SUBJECTS = {
  entity: 'ENTITY',
  theme: 'THEME',
  mission: 'MISSION',
  startup: 'STARTUP',
  service: 'SERVICE',
} as const satisfies Record<SourcedKind, SourceFinding['subject']>;

/** The finding of a value that was edited here: before is the value of the source, after the held one. */
export function editFinding(
  context: Pick<MergeContext, 'slugOf'>,
  kind: SourcedKind,
  { mapped: { sourceId } }: MatchedRow,
  edited: EditedValue,
): SourceFinding {
  const [name, before, after] =
    'field' in edited
      ? [edited.field.name, ...[edited.given, edited.held].map((value) => textOf(context, edited.field, value))]
      : [edited.list.name, ...[edited.given, edited.held].map((item) => itemText(context, edited.list.fields, item))];
  return finding('EDITED_HERE', { subject: SUBJECTS[kind], sourceId }, name ?? '', before, after);
}

function itemText(context: Pick<MergeContext, 'slugOf'>, fields: readonly SourcedField[], item: Item | null) {
  if (!item) return null;
  return fields.flatMap((field) => textOf(context, field, item[field.column]) ?? []).join(' ');
}

/** A value as text. A reference is the slug of its row. */
function textOf({ slugOf }: Pick<MergeContext, 'slugOf'>, { references }: SourcedField, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (references !== null && typeof value === 'number') return slugOf(references, value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}
