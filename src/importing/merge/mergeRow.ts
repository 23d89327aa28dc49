import { REFERENCE } from '../sources/sourceDescriptions.ts';
import { type Item, isEmpty, isSame, type KeptItem, mergeField, mergeList } from './mergeFields.ts';
import type { RowContent, RowState } from './readStates.ts';
import type { SourcedClass, SourcedField, SourcedList } from './sourcedKinds.ts';

/** A row after the merge of all its fields and lists. */
export interface MergedContent extends RowContent {
  /** The values that were edited here and differ from the source. */
  readonly edited: readonly EditedValue[];
}

/** A value of a field or an item of a list: that of the source, and the held one. */
export type EditedValue =
  | { readonly field: SourcedField; readonly given: unknown; readonly held: unknown }
  | ({ readonly list: SourcedList } & KeptItem);

/** What an import says about a row. */
export interface GivenRow {
  readonly source: string;
  readonly key: string;
  readonly content: RowContent;
  /** Whether the values of the source win over edits. */
  readonly takeSource: boolean;
  /** Whether an item of a list stays as it is, whatever the source gives. */
  isFrozen(list: SourcedList, item: Item): boolean;
}

/** The three-way merge of a row: what its sources gave before, what the register has, and what its sources give now. */
export function mergeRow(shape: SourcedClass, { held, records }: RowState, given: GivenRow): MergedContent {
  const others = records.filter(({ source }) => source !== given.source);
  // After a rename at the source, the record of the former id has the values that were last imported.
  const own = records.filter(({ source }) => source === given.source);
  const before = own.find(({ key }) => key === given.key) ?? own.at(-1);
  const next = combine(shape, [...others, { source: given.source, imported: given.content }]);
  if (!held) return { ...next, edited: [] };
  const { takeSource } = given;
  const imported = combine(shape, before ? [...others, before] : others);
  const edited: EditedValue[] = [];
  const fields: Record<string, unknown> = {};
  for (const leader of new Set(shape.fields.map((field) => field.leader))) {
    const group = shape.fields.filter((field) => field.leader === leader);
    const values = (content: RowContent) => group.map(({ column }) => content.fields[column]);
    // A source without a value has nothing to take, and does not contradict an edit.
    const isGiven = values(next).some((value) => !isEmpty(value));
    const merged = mergeField(values(takeSource && isGiven ? held : imported), values(held), values(next));
    for (const field of group) {
      const [h, g] = [held.fields[field.column], next.fields[field.column]];
      fields[field.column] = merged.action === 'TAKE' ? g : h;
      if (merged.edited && isGiven && !isSame(h, g)) edited.push({ field, given: g, held: h });
    }
  }
  const lists = shape.lists.map((list) => {
    const itemsOf = (content: RowContent) => content.lists[list.name] ?? [];
    const isGiven = itemsOf(next).length > 0;
    const isFrozen = (item: Item) => given.isFrozen(list, item);
    const base = itemsOf(takeSource && isGiven ? held : imported);
    const { items, kept } = mergeList(base, itemsOf(held), itemsOf(next), { ...list, isFrozen });
    if (isGiven) edited.push(...kept.map((each) => ({ list, ...each })));
    return [list.name, items];
  });
  return { fields, lists: Object.fromEntries(lists), edited };
}

interface Layer {
  readonly source: string;
  readonly imported: Partial<RowContent>;
}

/**
 * The values that the sources of a row give together. The first source that gives a value counts: the sources by name, and the
 * reference register last. The result does not depend on the order of the imports.
 */
function combine({ fields, lists }: SourcedClass, layers: readonly Layer[]): RowContent {
  const ranked = layers.toSorted((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1)).map(({ imported }) => imported);
  const leaders = new Map(fields.map((field) => [field.name, field.column]));
  return {
    fields: Object.fromEntries(
      fields.map(({ column, leader }) => {
        const lead = leaders.get(leader) ?? column;
        const given = ranked.filter((layer) => layer.fields?.[column] != null);
        const first = ranked.find((layer) => !isEmpty(layer.fields?.[lead])) ?? given[0];
        return [column, first?.fields?.[column] ?? null];
      }),
    ),
    lists: Object.fromEntries(
      lists.map(({ name, exclusive, keyOf }) => {
        const given = ranked.map((layer) => layer.lists?.[name] ?? []);
        if (!exclusive) return [name, given.find((items) => items.length > 0) ?? []];
        return [name, [...new Map(given.flat().map((item) => [keyOf(item), item])).values()]];
      }),
    ),
  };
}

function rankOf({ source }: Layer): string {
  return `${source === REFERENCE.name ? 1 : 0} ${source}`;
}
