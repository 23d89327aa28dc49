import type { GraphQLLeafType, GraphQLOutputType } from 'graphql';
import { getNamedType, getNullableType, isEnumType, isLeafType, isListType, isNonNullType } from 'graphql';
import { labelOf } from '../../graphql/labels.ts';
import type { DescribedColumn } from '../../openData/toTableSchema.ts';
import { failNotTabular } from './ListField.ts';
import type { SelectedField } from './SelectedField.ts';

export interface DocumentColumn extends DescribedColumn {
  /** The response keys from the row, or from the item of the unrolled list, to the value. */
  readonly path: readonly string[];
  /** Whether the value belongs to the item of the unrolled list. */
  readonly isOfUnrolled: boolean;
}

/** The position of a leaf field in a row. */
export interface LeafPath {
  readonly path: readonly string[];
  readonly parents: readonly SelectedField[];
  readonly isOfUnrolled: boolean;
  /** Whether none of the parents can be null. */
  readonly isNeverNull: boolean;
}

export function documentColumn(selected: SelectedField, leafPath: LeafPath): DocumentColumn {
  const { field, key } = selected;
  const leaf = getNamedType(field.type);
  if (!isLeafType(leaf)) throw new Error(`${field.name} is not a leaf`);
  const [title, ...contexts] = [field, ...leafPath.parents.map((each) => each.field).reverse()].map(labelOf);
  return {
    ...typeOf(field.type, leaf),
    name: columnName([...leafPath.parents.map((each) => each.key), key]),
    title: contexts.length === 0 ? `${title}` : `${title} (${contexts.join(', ')})`,
    description: field.description ?? field.name,
    required: leafPath.isNeverNull && selected.isUnconditional && isNonNullType(field.type),
    unique: false,
    path: [...leafPath.path, key],
    isOfUnrolled: leafPath.isOfUnrolled,
  };
}

type ColumnType = Pick<DescribedColumn, 'type' | 'format' | 'allowedValues'>;

function typeOf(type: GraphQLOutputType, leaf: GraphQLLeafType): ColumnType {
  if (isListType(getNullableType(type))) return { type: 'array' };
  if (isEnumType(leaf)) return { type: 'string', allowedValues: leaf.getValues().map(({ name }) => name) };
  return TYPES[leaf.name] ?? { type: 'string' };
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  Int: { type: 'integer' },
  BigInt: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  Date: { type: 'date' },
  DateTime: { type: 'datetime' },
  URL: { type: 'string', format: 'uri' },
  JSON: { type: 'any' },
};

/** A column name in snake case, like the columns of the releases. PostgreSQL allows at most 63 bytes. */
function columnName(keys: readonly string[]): string {
  const name = keys
    .join('_')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/_{2,}/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toLowerCase();
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name)) return name;
  return failNotTabular(`${keys.join('.')} gives no column name of 1 to 63 letters and digits. Add an alias`);
}
