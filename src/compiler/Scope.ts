import type { GraphQLOutputType } from 'graphql';
import type { CountedRows } from '../graphql/facets/facets.ts';
import type { Arguments } from '../graphql/relations/relations.ts';
import type { FieldNodes } from './Compilation.ts';
import type { JsonText } from './JsonText.ts';
import type { ObjectSource } from './ObjectSource.ts';

/** The context of the fields of one object. */
export interface Scope {
  readonly source: ObjectSource;
  /** The arguments of the field that returned the object. Fields of the object may use these arguments too. */
  readonly parentArguments: Arguments;
  /** For the facets of a connection: the rows to count. */
  readonly facetRows?: CountedRows;
}

/** Compiles the selected fields of an object into a JSON object. */
export type CompileObject = (type: GraphQLOutputType, nodes: FieldNodes, scope: Scope) => JsonText;
