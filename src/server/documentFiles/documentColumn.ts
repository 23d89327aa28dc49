import type { GraphQLLeafType, GraphQLOutputType } from 'graphql';
import { getNamedType, getNullableType, isEnumType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { DescribedColumn } from '../../openData/toTableSchema.ts';
import { notTabular } from './ListAt.ts';
import type { Selected } from './Selected.ts';

/** A column of the file of a document: a leaf of its answer. */
export interface DocumentColumn extends DescribedColumn {
  /** The keys that lead to it: from the row, or from the item of the list that is unrolled. */
  readonly path: readonly string[];
  readonly ofUnrolled: boolean;
}

/** What leads to a leaf. */
export interface Way {
  readonly path: readonly string[];
  readonly above: readonly Selected[];
  readonly ofUnrolled: boolean;
  /** Whether nothing on the way can be missing. */
  readonly certain: boolean;
}

/** The column of a leaf. */
export function documentColumn(selected: Selected, way: Way): DocumentColumn {
  const { field, key } = selected;
  const leaf = getNamedType(field.type);
  if (!isLeafType(leaf)) throw new Error(`${field.name} is no leaf`);
  const [title, ...contexts] = [field, ...way.above.map((each) => each.field).reverse()].map(termOf);
  return {
    ...typeOf(field.type, leaf),
    name: nameOf([...way.above.map((each) => each.key), key]),
    title: contexts.length === 0 ? `${title}` : `${title} (${contexts.join(', ')})`,
    description: field.description ?? field.name,
    required: way.certain && selected.always && isNonNullType(field.type),
    unique: false,
    path: [...way.path, key],
    ofUnrolled: way.ofUnrolled,
  };
}

type Typed = Pick<DescribedColumn, 'type' | 'format' | 'words'>;

function typeOf(type: GraphQLOutputType, leaf: GraphQLLeafType): Typed {
  if (isListType(getNullableType(type))) return { type: 'array' };
  if (isEnumType(leaf)) return { type: 'string', words: leaf.getValues().map(({ name }) => name) };
  return TYPES[leaf.name] ?? { type: 'string' };
}

const TYPES: Readonly<Record<string, Typed>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  Date: { type: 'date' },
  DateTime: { type: 'datetime' },
  URL: { type: 'string', format: 'uri' },
  JSON: { type: 'any' },
};

/** The French term that a description begins with. */
function termOf({ description, name }: Selected['field']): string {
  return description?.split(' — ')[0] || name;
}

/** As the columns of the open data are named; 63 is what PostgreSQL keeps of a name. */
function nameOf(keys: readonly string[]): string {
  const name = keys
    .join('_')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/_{2,}/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toLowerCase();
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name)) return name;
  return notTabular(`${keys.join('.')} can't name a column of 1 to 63 letters and digits: give it an alias`);
}
