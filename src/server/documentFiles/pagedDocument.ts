import type { ArgumentNode, DocumentNode, FieldNode, OperationDefinitionNode, VariableNode } from 'graphql';
import {
  GraphQLInt,
  getNamedType,
  getOperationAST,
  isObjectType,
  Kind,
  parse,
  print,
  separateOperations,
  stripIgnoredCharacters,
  valueFromAST,
  visit,
} from 'graphql';
import { MAXIMUM_PAGE_SIZE } from '../../graphql/relations/pageSize.ts';
import type { DocumentTable } from './documentTable.ts';
import type { ListField } from './ListField.ts';

/** A document that was rewritten to read all rows of its list, page by page. */
export interface PagedDocument {
  readonly text: string;
  /** The paging of the rows; null when one page has all rows. */
  readonly paging: {
    /** The name of the variable for the argument `first`. */
    readonly firstVariable: string;
    /** The name of the variable for the argument `after`. */
    readonly afterVariable: string;
    readonly pageSize: number;
    /** The argument `after` of the first page. */
    readonly firstAfter: unknown;
    /** The arguments of the first page that later pages do not have, by variable: `offset`. */
    readonly firstOnly: Readonly<Record<string, unknown>>;
  } | null;
  /** The lists of which only one page is read, with its size. */
  readonly singlePageLists: readonly { readonly list: ListField; readonly size: number }[];
  /** The alias of the added field `hasNextPage` or `pageInfo`. */
  readonly hasMoreAlias: string;
}

/** The page size for rows with a nested list of up to 100 items: the cost of a page is the product of both sizes. */
const PAGE_SIZE_WITH_NESTED_LIST = 25;

/**
 * Rewrites a document to follow the pages of its rows, and to request the largest page of its unrolled list. A page size
 * that the document sets itself is not changed.
 * @param values the coerced variables.
 */
export function pagedDocument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { rows, unrolled }: DocumentTable,
  values: Readonly<Record<string, unknown>>,
): PagedDocument {
  const text = print(document);
  const hasMoreAlias = unusedName('more', text);
  const names = {
    firstVariable: unusedName('pageSize', text),
    afterVariable: unusedName('pageAfter', text),
    offsetVariable: unusedName('pageOffset', text),
  };
  const edits = new Map<FieldNode, (node: FieldNode) => FieldNode>();
  const singlePageLists: { list: ListField; size: number }[] = [];
  const pageable = [rows, unrolled].filter((list) => list !== null).filter((list) => isPageSizeUnset(list, values));
  const followed = pageable.find((list) => list === rows && pageFieldOf(list) === 'pageInfo') ?? null;
  for (const list of pageable) {
    const isFollowed = list === followed;
    if (!isFollowed) singlePageLists.push({ list, size: MAXIMUM_PAGE_SIZE });
    // The nodes of a field are merged, so the first one alone selects the added field.
    list.selected.nodes.forEach((node, index) => {
      edits.set(node, (field) => ({
        ...field,
        arguments: isFollowed
          ? withArguments(
              field,
              ['first', 'last', 'after', 'offset'],
              `first: $${names.firstVariable}, after: $${names.afterVariable}${hasOffset(list) ? `, offset: $${names.offsetVariable}` : ''}`,
            )
          : withArguments(field, ['first'], `first: ${MAXIMUM_PAGE_SIZE}`),
        selectionSet: field.selectionSet && {
          ...field.selectionSet,
          selections: [...field.selectionSet.selections, ...(index === 0 ? hasMoreField(list, hasMoreAlias) : [])],
        },
      }));
    });
  }
  const pageSize = pageable.some((list) => list === unrolled) ? PAGE_SIZE_WITH_NESTED_LIST : MAXIMUM_PAGE_SIZE;
  return {
    text: printOperation(document, operation, edits, followed ? names : null),
    paging: followed && {
      ...names,
      pageSize,
      firstAfter: argumentValue(followed, 'after', values),
      firstOnly: hasOffset(followed) ? { [names.offsetVariable]: argumentValue(followed, 'offset', values) } : {},
    },
    singlePageLists,
    hasMoreAlias,
  };
}

/** Whether a list has pages and the document does not set their size. */
function isPageSizeUnset({ selected }: ListField, values: Readonly<Record<string, unknown>>): boolean {
  const sizes = selected.field.args.filter(({ name }) => name === 'first' || name === 'last');
  return (
    sizes.length > 0 &&
    sizes.every(({ name }) => {
      const given = argumentOf(selected.nodes[0], name);
      return !given || valueFromAST(given.value, GraphQLInt, values) == null;
    })
  );
}

function hasOffset({ selected }: ListField): boolean {
  return selected.field.args.some(({ name }) => name === 'offset');
}

/** The value of an argument of the document itself; null without it. */
function argumentValue({ selected }: ListField, name: string, values: Readonly<Record<string, unknown>>): unknown {
  const given = argumentOf(selected.nodes[0], name);
  const type = selected.field.args.find((each) => each.name === name)?.type;
  return (given && type && valueFromAST(given.value, type, values)) ?? null;
}

/** The field of a connection from which to read `hasNextPage`; null for a list without pages. */
function pageFieldOf({ selected, connectionPath }: ListField): 'pageInfo' | 'hasNextPage' | null {
  const type = getNamedType(selected.field.type);
  if (connectionPath === null || !isObjectType(type)) return null;
  const fields = type.getFields();
  return fields.pageInfo ? 'pageInfo' : fields.hasNextPage ? 'hasNextPage' : null;
}

/** The selection of `hasNextPage` under an alias; empty for a list without pages. */
function hasMoreField(list: ListField, alias: string): FieldNode[] {
  const field = pageFieldOf(list);
  if (field === null) return [];
  return [parseField(field === 'pageInfo' ? `${alias}: pageInfo { hasNextPage endCursor }` : `${alias}: hasNextPage`)];
}

function parseField(text: string): FieldNode {
  const [field] = getOperationAST(parse(`{ ${text} }`, { noLocation: true }))?.selectionSet.selections ?? [];
  if (field?.kind !== Kind.FIELD) throw new Error(`not a field: ${text}`);
  return field;
}

/** The arguments of a field, with `replaced` replaced by the arguments in `text`. */
function withArguments(node: FieldNode, replaced: readonly string[], text: string): readonly ArgumentNode[] {
  const others = (node.arguments ?? []).filter(({ name }) => !replaced.includes(name.value));
  return [...others, ...(parseField(`f(${text})`).arguments ?? [])];
}

function argumentOf(node: FieldNode | undefined, name: string): ArgumentNode | undefined {
  return node?.arguments?.find((each) => each.name.value === name);
}

/** Prints the edited operation with the fragments and variables that it uses. */
function printOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  edits: ReadonlyMap<FieldNode, (node: FieldNode) => FieldNode>,
  names: Readonly<Record<'firstVariable' | 'afterVariable' | 'offsetVariable', string>> | null,
): string {
  const separated = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const edited: DocumentNode = visit(separated, { [Kind.FIELD]: (node: FieldNode) => edits.get(node)?.(node) });
  const used = new Set<string>();
  visit(edited, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }: VariableNode) => void used.add(name.value),
  });
  const added =
    names &&
    parse(
      `query ($${names.firstVariable}: Int, $${names.afterVariable}: String, $${names.offsetVariable}: Int) { f }`,
      { noLocation: true },
    );
  const complete: DocumentNode = visit(edited, {
    [Kind.OPERATION_DEFINITION]: (node: OperationDefinitionNode) => ({
      ...node,
      variableDefinitions: [
        ...(node.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
        ...((added && getOperationAST(added)?.variableDefinitions) ?? []).filter(({ variable }) =>
          used.has(variable.name.value),
        ),
      ],
    }),
  });
  return stripIgnoredCharacters(print(complete));
}

/** Appends `_` to a name until the text does not contain it. */
function unusedName(name: string, text: string): string {
  return text.includes(name) ? unusedName(`${name}_`, text) : name;
}
