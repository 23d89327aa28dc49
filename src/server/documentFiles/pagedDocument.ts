import type {
  ArgumentNode,
  DocumentNode,
  FieldNode,
  OperationDefinitionNode,
  SelectionNode,
  VariableNode,
} from 'graphql';
import {
  GraphQLInt,
  getNamedType,
  isObjectType,
  Kind,
  print,
  separateOperations,
  stripIgnoredCharacters,
  valueFromAST,
  visit,
} from 'graphql';
import { PAGE_SIZE_AT_MOST } from '../../graphql/connections/pageSize.ts';
import type { DocumentTable } from './documentTable.ts';
import type { ListAt } from './ListAt.ts';

/** A document made ready to be read to its end: nothing in its file is cut without a word. */
export interface PagedDocument {
  readonly text: string;
  /** The variables that say which page of the rows; null when all of them come at once. */
  readonly cursor: {
    readonly first: string;
    readonly after: string;
    readonly size: number;
    readonly start: unknown;
  } | null;
  /** The lists that may have more items than one page of them holds. */
  readonly bounded: readonly { readonly list: ListAt; readonly size: number }[];
  /** The key of what tells, beside a list, whether there is more of it. */
  readonly probe: string;
}

/** With a nested list of up to 100 items each, fewer rows at a time: costs are those of the product. */
const ROWS_AROUND_LISTS = 25;

/**
 * Rewrites a document so that the pages of its rows can be followed, where it does not say which page it wants; a
 * nested list of which it does not say how much is asked for in full, up to the largest page.
 * @param values the variables, coerced.
 */
export function pagedDocument(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { rows, unrolled }: DocumentTable,
  values: Readonly<Record<string, unknown>>,
): PagedDocument {
  const taken = print(document);
  const probe = free('more', taken);
  const names = { first: free('pageSize', taken), after: free('pageAfter', taken) };
  const edits = new Map<FieldNode, (node: FieldNode) => FieldNode>();
  const bounded: { list: ListAt; size: number }[] = [];
  const open = [rows, unrolled].filter((list) => list !== null).filter((list) => isOpen(list, values));
  const followed = open.find((list) => list === rows && pageOf(list) === 'pageInfo') ?? null;
  for (const list of open) {
    const followedHere = list === followed;
    if (!followedHere) bounded.push({ list, size: PAGE_SIZE_AT_MOST });
    list.selected.nodes.forEach((node, at) => {
      edits.set(node, (field) => ({
        ...field,
        arguments: followedHere ? following(field, names) : [...others(field, ['first']), atMost()],
        selectionSet: field.selectionSet && {
          ...field.selectionSet,
          selections: [...field.selectionSet.selections, ...(at === 0 ? probing(list, probe) : [])],
        },
      }));
    });
  }
  const size = open.some((list) => list === unrolled) ? ROWS_AROUND_LISTS : PAGE_SIZE_AT_MOST;
  return {
    text: textOf(document, operation, edits, followed ? names : null),
    cursor: followed && { ...names, size, start: startOf(followed, values) },
    bounded,
    probe,
  };
}

/** Whether a list comes in pages, and the document leaves open how much of it is wanted. */
function isOpen({ selected }: ListAt, values: Readonly<Record<string, unknown>>): boolean {
  const sizes = selected.field.args.filter(({ name }) => name === 'first' || name === 'last');
  return (
    sizes.length > 0 &&
    sizes.every(({ name }) => {
      const given = argumentOf(selected.nodes[0], name);
      return !given || valueFromAST(given.value, GraphQLInt, values) == null;
    })
  );
}

function startOf({ selected }: ListAt, values: Readonly<Record<string, unknown>>): unknown {
  const given = argumentOf(selected.nodes[0], 'after');
  const type = selected.field.args.find(({ name }) => name === 'after')?.type;
  return (given && type && valueFromAST(given.value, type, values)) ?? null;
}

/** Which field of a page tells whether there is more; null for a list without one. */
function pageOf({ selected, page }: ListAt): 'pageInfo' | 'hasNextPage' | null {
  const type = getNamedType(selected.field.type);
  if (page === null || !isObjectType(type)) return null;
  const fields = type.getFields();
  return fields.pageInfo ? 'pageInfo' : fields.hasNextPage ? 'hasNextPage' : null;
}

function probing(list: ListAt, alias: string): SelectionNode[] {
  // A list that stands by itself has nowhere to ask: a full page of it may not be all.
  const page = pageOf(list);
  if (page === null) return [];
  return [
    {
      ...field(page),
      alias: { kind: Kind.NAME, value: alias },
      ...(page === 'pageInfo' && {
        selectionSet: { kind: Kind.SELECTION_SET, selections: [field('hasNextPage'), field('endCursor')] },
      }),
    },
  ];
}

function field(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}

function following(node: FieldNode, { first, after }: { first: string; after: string }): ArgumentNode[] {
  const variable = (name: string, value: string): ArgumentNode => ({
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: name },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value } },
  });
  return [...others(node, ['first', 'last', 'after']), variable('first', first), variable('after', after)];
}

function others(node: FieldNode, names: readonly string[]): ArgumentNode[] {
  return (node.arguments ?? []).filter(({ name }) => !names.includes(name.value));
}

function atMost(): ArgumentNode {
  const value = { kind: Kind.INT, value: String(PAGE_SIZE_AT_MOST) } as const;
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'first' }, value };
}

function argumentOf(node: FieldNode | undefined, name: string): ArgumentNode | undefined {
  return node?.arguments?.find((each) => each.name.value === name);
}

/** The operation with the fragments that it needs, and no variable that it does not use any more. */
function textOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  edits: ReadonlyMap<FieldNode, (node: FieldNode) => FieldNode>,
  names: { readonly first: string; readonly after: string } | null,
): string {
  const alone = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const edited: DocumentNode = visit(alone, { [Kind.FIELD]: (node: FieldNode) => edits.get(node)?.(node) });
  const used = new Set<string>();
  visit(edited, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }: VariableNode) => void used.add(name.value),
  });
  const whole: DocumentNode = visit(edited, {
    [Kind.OPERATION_DEFINITION]: (node: OperationDefinitionNode) => ({
      ...node,
      variableDefinitions: [
        ...(node.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
        ...(names ? [definition(names.first, 'Int'), definition(names.after, 'String')] : []),
      ],
    }),
  });
  return stripIgnoredCharacters(print(whole));
}

function definition(name: string, type: string) {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
  } as const;
}

/** A name that a document does not have. */
function free(name: string, text: string): string {
  return text.includes(name) ? free(`${name}_`, text) : name;
}
