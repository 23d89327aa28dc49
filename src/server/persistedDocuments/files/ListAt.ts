import type { GraphQLNamedType, GraphQLOutputType } from 'graphql';
import { getNamedType, getNullableType, isCompositeType, isListType, isNonNullType, isObjectType } from 'graphql';
import { fail } from '../../../errors/errors.ts';
import { DOCUMENT_NOT_TABULAR } from '../../serverErrors.ts';
import { unrollDirective } from '../unroll.ts';
import type { Selected, Selection } from './Selected.ts';

/** A list of objects in an answer: where it stands, and what is selected of each item. */
export interface ListAt {
  /** As the document calls it: `startups`, `startup.services`. */
  readonly name: string;
  /** From the object it belongs to. */
  readonly path: readonly string[];
  /** The path of the page that it is in; null for a list that stands by itself. */
  readonly page: readonly string[] | null;
  /** The key of the item in each element, where the elements are edges. */
  readonly itemKey: string | null;
  /** The field that may take `first` and `after`. */
  readonly selected: Selected;
  /** Its items can be null. */
  readonly sparse: boolean;
  /** The document says to unroll it. */
  readonly unrolled: boolean;
  readonly within: Selection;
}

/** The list that a field leads to by itself or through its page (`nodes`, `edges`); null when it leads to none. */
export function listAt(selected: Selected, path: readonly string[]): ListAt | null {
  const here = [...path, selected.key];
  const item = listItem(selected.field.type);
  if (item) return { ...described(selected, here, item), selected, page: null, itemKey: null, within: selected.within };
  if (!isPage(getNamedType(selected.field.type))) return null;
  const lists = [...selected.within.values()].filter(({ field }) => field.name === 'nodes' || field.name === 'edges');
  const [list, other] = lists;
  if (!list) return null;
  if (other) notTabular(`${here.join('.')} has both ${list.key} and ${other.key}: keep one of them`);
  const element = listItem(list.field.type);
  if (!element) return null;
  const [node, second] = [...list.within.values()].filter(({ field }) => list.field.name === 'edges' && isNode(field));
  if (second) notTabular(`${here.join('.')} has its items twice, as ${node?.key} and ${second.key}: keep one of them`);
  return {
    ...described(selected, here, element, list),
    path: [...here, list.key],
    page: here,
    selected,
    itemKey: node?.key ?? null,
    within: node?.within ?? list.within,
  };
}

/** Refuses a document that is no table, with the reason. */
export function notTabular(problem: string): never {
  return fail(DOCUMENT_NOT_TABULAR, { problem });
}

/** Whether a field wears `@unroll`. */
export function wearsUnroll({ nodes }: Selected): boolean {
  return nodes.some(({ directives }) => directives?.some(({ name }) => name.value === unrollDirective.name));
}

/** A page of a list, whatever it is called: what has `nodes`. */
function isPage(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.getFields().nodes !== undefined;
}

function isNode(field: Selected['field']): boolean {
  return field.name === 'node' && isCompositeType(getNamedType(field.type));
}

/** The type of the items of a list of objects; undefined when it is no such list. */
function listItem(type: GraphQLOutputType): GraphQLOutputType | undefined {
  const list = getNullableType(type);
  return isListType(list) && isCompositeType(getNamedType(list)) ? list.ofType : undefined;
}

function described(selected: Selected, path: readonly string[], item: GraphQLOutputType, list = selected) {
  if (isListType(getNullableType(item))) notTabular(`${path.join('.')} is a list of lists`);
  const unrolled = wearsUnroll(selected) || wearsUnroll(list);
  return { name: path.join('.'), path, sparse: !isNonNullType(item), unrolled };
}
