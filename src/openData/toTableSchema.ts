import type { NamedColumn, Table } from './table.ts';

/** What a Table Schema needs of a table: exported tables have it, and so have the tables of `server/documentFiles`. */
export interface DescribedTable extends Pick<Table, 'name' | 'title' | 'description' | 'primaryKey'> {
  readonly columns: readonly DescribedColumn[];
  /** Absent if the order of the rows does not depend on their cells. */
  readonly sortedBy?: Table['sortedBy'] | undefined;
  readonly keyedWithout?: Table['keyedWithout'];
}

/** A column of such a table. Only `server/documentFiles` has columns of type `any`. */
export interface DescribedColumn extends Omit<NamedColumn, 'select' | 'parse' | 'type' | 'example'> {
  readonly type: NamedColumn['type'] | 'any';
  readonly example?: NamedColumn['example'];
}

/** A Table Schema, as `toTableSchema` gives it. */
export interface TableSchema {
  readonly $schema: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly TableSchemaField[];
  readonly primaryKey?: readonly string[];
  readonly missingValues: readonly string[];
  readonly rowOrder?: readonly object[];
}

/**
 * The Table Schema (v1) of a table: https://specs.frictionlessdata.io/table-schema/. It has no foreign keys: a validator that reads one
 * CSV with its schema cannot follow them to other files. The Data Package has them.
 */
export function toTableSchema(table: DescribedTable): TableSchema {
  const { primaryKey } = table;
  return {
    $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
    name: table.name,
    title: table.title,
    description: table.description,
    fields: table.columns.map(field),
    ...(primaryKey.length > 0 && { primaryKey }),
    missingValues: [''],
    ...(table.sortedBy && { rowOrder: rowOrderOf(table, table.sortedBy) }),
  };
}

/** The order of the rows. Table Schema has no property for it, but allows further ones: docs/open-data.md describes it. */
function rowOrderOf({ columns, keyedWithout = {} }: DescribedTable, sortedBy: readonly string[]): object[] {
  return sortedBy.map((field) => {
    const { type = 'string' } = columns.find(({ name }) => name === field) ?? {};
    const onlyIfEmpty = keyedWithout[field];
    const compare = type === 'integer' || type === 'number' ? 'number' : 'text';
    return { field, compare, ...(onlyIfEmpty !== undefined && { onlyIfEmpty }) };
  });
}

export interface TableSchemaField {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly format: string;
  readonly example: NamedColumn['example'] | undefined;
  readonly categories?: readonly { readonly value: string; readonly label: string }[];
  readonly constraints?: {
    readonly required?: boolean;
    readonly unique?: boolean;
    readonly enum?: readonly string[];
  };
}

function field(column: DescribedColumn): TableSchemaField {
  const { name, title, description, type, format, example, required, unique, allowedValues, codes } = column;
  return {
    name,
    title,
    description,
    type,
    format: format ?? 'default',
    example,
    // Data Package v2 adds the labels of a closed list. Readers of v1 ignore them.
    ...(allowedValues && codes && { categories: codes.codes.map(({ code, label }) => ({ value: code, label })) }),
    ...((required || unique || allowedValues) && {
      constraints: {
        ...(required && { required }),
        ...(unique && { unique }),
        ...(allowedValues && { enum: allowedValues }),
      },
    }),
  };
}
