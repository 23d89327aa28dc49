import type { GraphQLOutputType } from 'graphql';
import { getNamedType, getNullableType, isCompositeType, isListType, isNonNullType, isObjectType } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { unrollDirective } from '../schema/unrollDirective.ts';
import { DOCUMENT_NOT_TABULAR } from '../serverErrors.ts';
import type { SelectedField, Selection } from './SelectedField.ts';

export interface ListField {
  /** Its path in the document: `startups`, `startup.services`. */
  readonly name: string;
  /** Its keys, from its parent object. */
  readonly path: readonly string[];
  /** The path of its page; null for a list without pages. */
  readonly page: readonly string[] | null;
  /** The key of the item in each edge; null when the elements are the items. */
  readonly itemKey: string | null;
  /** The field with the arguments `first` and `after`. */
  readonly selected: SelectedField;
  readonly hasNullItems: boolean;
  readonly isUnrolled: boolean;
  readonly selection: Selection;
}

/** The list of a field, or of its page (`nodes`, `edges`); null for any other field. */
export function asListField(selected: SelectedField, path: readonly string[]): ListField | null {
  const here = [...path, selected.key];
  const item = listItem(selected.field.type);
  if (item)
    return { ...described(selected, here, item), selected, page: null, itemKey: null, selection: selected.selection };
  // A page has `nodes`, whatever its type is called.
  const page = getNamedType(selected.field.type);
  if (!isObjectType(page) || page.getFields().nodes === undefined) return null;
  const lists = [...selected.selection.values()].filter(
    ({ field }) => field.name === 'nodes' || field.name === 'edges',
  );
  const [list, other] = lists;
  if (!list) return null;
  if (other) failNotTabular(`${here.join('.')} has both ${list.key} and ${other.key}: keep one of them`);
  const element = listItem(list.field.type);
  if (!element) return null;
  const [node, second] = [...list.selection.values()].filter(
    ({ field }) => list.field.name === 'edges' && isNode(field),
  );
  if (second)
    failNotTabular(`${here.join('.')} has its items twice, as ${node?.key} and ${second.key}: keep one of them`);
  return {
    ...described(selected, here, element, list),
    path: [...here, list.key],
    page: here,
    selected,
    itemKey: node?.key ?? null,
    selection: node?.selection ?? list.selection,
  };
}

export function failNotTabular(problem: string): never {
  return fail(DOCUMENT_NOT_TABULAR, { problem });
}

export function hasUnroll({ nodes }: SelectedField): boolean {
  return nodes.some(({ directives }) => directives?.some(({ name }) => name.value === unrollDirective.name));
}

function isNode(field: SelectedField['field']): boolean {
  return field.name === 'node' && isCompositeType(getNamedType(field.type));
}

/** The type of the items of a list of objects; undefined for another type. */
function listItem(type: GraphQLOutputType): GraphQLOutputType | undefined {
  const list = getNullableType(type);
  return isListType(list) && isCompositeType(getNamedType(list)) ? list.ofType : undefined;
}

function described(selected: SelectedField, path: readonly string[], item: GraphQLOutputType, list = selected) {
  if (isListType(getNullableType(item))) failNotTabular(`${path.join('.')} is a list of lists`);
  const isUnrolled = hasUnroll(selected) || hasUnroll(list);
  return { name: path.join('.'), path, hasNullItems: !isNonNullType(item), isUnrolled };
}
