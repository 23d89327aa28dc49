import type { GraphQLOutputType } from 'graphql';
import { getNamedType, getNullableType, isCompositeType, isListType, isNonNullType, isObjectType } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { unrollDirective } from '../schema/unrollDirective.ts';
import { DOCUMENT_NOT_TABULAR } from '../serverErrors.ts';
import type { SelectedField, Selection } from './SelectedField.ts';

/** A selected list of objects. */
export interface ListField {
  /** The path in the document, such as `startups` or `startup.services`. */
  readonly name: string;
  /** The response keys from the parent object to the list. */
  readonly path: readonly string[];
  /** The response keys from the parent object to the connection; null for a list without pages. */
  readonly connectionPath: readonly string[] | null;
  /** The response key of the item in each edge; null if the list contains the items themselves. */
  readonly itemKey: string | null;
  /** The field of the list, or of its connection. It may have the arguments `first` and `after`. */
  readonly selected: SelectedField;
  readonly hasNullItems: boolean;
  /** Whether the list has `@unroll`. */
  readonly isUnrolled: boolean;
  readonly selection: Selection;
}

/** The list of a field, or of its connection (`nodes`, `edges`); null for any other field. */
export function asListField(selected: SelectedField, path: readonly string[]): ListField | null {
  const listPath = [...path, selected.key];
  const item = listItem(selected.field.type);
  if (item)
    return {
      ...listProperties(selected, listPath, item),
      selected,
      connectionPath: null,
      itemKey: null,
      selection: selected.selection,
    };
  // Any type with the field `nodes` is a connection.
  const connection = getNamedType(selected.field.type);
  if (!isObjectType(connection) || connection.getFields().nodes === undefined) return null;
  const lists = [...selected.selection.values()].filter(
    ({ field }) => field.name === 'nodes' || field.name === 'edges',
  );
  const [list, other] = lists;
  if (!list) return null;
  if (other) failNotTabular(`${listPath.join('.')} has both ${list.key} and ${other.key}. Select one of them`);
  const element = listItem(list.field.type);
  if (!element) return null;
  const [node, second] = [...list.selection.values()].filter(
    ({ field }) => list.field.name === 'edges' && isNode(field),
  );
  if (second)
    failNotTabular(
      `${listPath.join('.')} selects its items twice, as ${node?.key} and ${second.key}. Select one of them`,
    );
  return {
    ...listProperties(selected, listPath, element, list),
    path: [...listPath, list.key],
    connectionPath: listPath,
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

function listProperties(selected: SelectedField, path: readonly string[], item: GraphQLOutputType, list = selected) {
  if (isListType(getNullableType(item))) failNotTabular(`${path.join('.')} is a list of lists`);
  const isUnrolled = hasUnroll(selected) || hasUnroll(list);
  return { name: path.join('.'), path, hasNullItems: !isNonNullType(item), isUnrolled };
}
