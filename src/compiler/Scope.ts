import type { GraphQLOutputType } from 'graphql';
import type { CountedRows } from '../graphql/facets/facets.ts';
import type { Arguments } from '../graphql/relations/relations.ts';
import type { FieldNodes } from './Compilation.ts';
import type { JsonText } from './JsonText.ts';
import type { ObjectSource } from './ObjectSource.ts';

/** What the fields of an object are compiled against. */
export interface Scope {
  readonly source: ObjectSource;
  /** The arguments of the field that returned the object: its fields may depend on them too. */
  readonly parentArguments: Arguments;
  /** The rows that the facets of a connection count. */
  readonly facetRows?: CountedRows;
}

/** Compiles the selection of an object into its JSON text. */
export type CompileObject = (type: GraphQLOutputType, nodes: FieldNodes, scope: Scope) => JsonText;
