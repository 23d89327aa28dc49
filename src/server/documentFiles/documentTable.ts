import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getNamedType, isLeafType, isNonNullType, OperationTypeNode } from 'graphql';
import type { DescribedTable } from '../../openData/toTableSchema.ts';
import type { DocumentColumn, LeafPath } from './documentColumn.ts';
import { documentColumn } from './documentColumn.ts';
import type { ListField } from './ListField.ts';
import { asListField, failNotTabular, hasUnroll } from './ListField.ts';
import type { SelectedField, Selection } from './SelectedField.ts';
import { selectionOf } from './SelectedField.ts';

/** The rows and columns of a document, derived from the schema without executing it. */
export interface DocumentTable extends DescribedTable {
  readonly columns: readonly DocumentColumn[];
  /** The list whose items are rows; null for a single row. */
  readonly rows: ListField | null;
  /** The response keys of the single row, when there is no list. */
  readonly rowPath: readonly string[];
  /** The list with `@unroll`: the file has a row for each of its items. */
  readonly unrolled: ListField | null;
}

/** Derives the table of an operation of a valid document. Throws DOCUMENT_NOT_TABULAR. */
export function documentTable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentTable {
  if (operation.operation !== OperationTypeNode.QUERY) failNotTabular(`it is a ${operation.operation}, not a query`);
  const found = findRows(selectionOf(schema, document, operation));
  const { columns, unrolled } = findColumns(found.selection, found.rows);
  const { field } = found.selected;
  const name = (operation.name?.value ?? found.root.key).replaceAll(/\W/g, '_');
  return {
    name,
    title: operation.name?.value ?? field.name,
    description: field.description ?? field.name,
    primaryKey: [],
    columns,
    rows: found.rows,
    rowPath: found.path,
    unrolled,
  };
}

/** Finds the list whose items are the rows, or the object that is the single row: follows the only field of each level. */
function findRows(selection: Selection) {
  const [root, ...others] = selectedFieldsOf(selection);
  if (!root) return failNotTabular('it selects no field of the register');
  if (others.length > 0) {
    const all = joinKeys([root, ...others]);
    failNotTabular(`it has ${others.length + 1} root fields (${all}). Select only the field whose items are the rows`);
  }
  const path: string[] = [];
  for (let selected = root; ; ) {
    const rows = asListField(selected, path);
    if (rows) return { root, selected, rows, path, selection: rows.selection };
    path.push(selected.key);
    const [only, second] = selectedFieldsOf(selected.selection);
    if (!only) return failNotTabular(`${path.join('.')} is a single value. Execute the document at /graphql`);
    if (second || isLeafType(getNamedType(only.field.type))) {
      return { root, selected, rows: null, path, selection: selected.selection };
    }
    selected = only;
  }
}

function findColumns(
  selection: Selection,
  rows: ListField | null,
): { columns: DocumentColumn[]; unrolled: ListField | null } {
  const columns: DocumentColumn[] = [];
  const lists: ListField[] = [];
  collect(selection, { path: [], parents: [], isOfUnrolled: false, isNeverNull: !rows?.hasNullItems });
  rejectOtherLists(lists);
  rejectSameNames(columns);
  if (columns.length === 0) failNotTabular('it selects no value of its rows');
  return { columns, unrolled: lists[0] ?? null };

  function collect(fields: Selection, leafPath: LeafPath): void {
    for (const selected of fields.values()) {
      const list = asListField(selected, leafPath.path);
      const parents = [...leafPath.parents, selected];
      if (list) {
        lists.push({ ...list, name: parents.map(({ key }) => key).join('.') });
        // In a row with an empty list, the cells of the item are empty.
        if (list.isUnrolled) collect(list.selection, { path: [], parents, isOfUnrolled: true, isNeverNull: false });
        continue;
      }
      if (hasUnroll(selected))
        failNotTabular(`@unroll is on ${joinKeys(parents, '.')}, which is not a list of objects`);
      if (isLeafType(getNamedType(selected.field.type))) columns.push(documentColumn(selected, leafPath));
      else {
        const isNeverNull = leafPath.isNeverNull && selected.isUnconditional && isNonNullType(selected.field.type);
        collect(selected.selection, {
          ...leafPath,
          path: [...leafPath.path, selected.key],
          parents,
          isNeverNull,
        });
      }
    }
  }
}

function rejectOtherLists(lists: readonly ListField[]): void {
  const [first, ...others] = lists;
  if (others.length > 0) {
    failNotTabular(
      `each row has ${lists.length} lists of objects (${lists.map(({ name }) => name).join(', ')}), whose rows would multiply. Keep one list, and request the others in documents of their own`,
    );
  }
  if (first && !first.isUnrolled) {
    failNotTabular(
      `each row has a list of objects, ${first.name}. Add @unroll after it for one row per item, or remove the list`,
    );
  }
}

function rejectSameNames(columns: readonly DocumentColumn[]): void {
  const names = new Set<string>();
  for (const { name, path } of columns) {
    if (names.has(name)) failNotTabular(`two columns have the name ${name}. Add an alias to ${path.join('.')}`);
    names.add(name);
  }
}

function selectedFieldsOf(selection: Selection): SelectedField[] {
  return [...selection.values()].filter(({ field }) => field.name !== '__typename');
}

function joinKeys(selected: readonly SelectedField[], separator = ', '): string {
  return selected.map(({ key }) => key).join(separator);
}
