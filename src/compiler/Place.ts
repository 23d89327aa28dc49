import type { GraphQLOutputType } from 'graphql';
import type { CountedRows } from '../graphql/facets/facets.ts';
import type { Arguments } from '../graphql/relations/relations.ts';
import type { Nodes } from './Compilation.ts';
import type { JsonText } from './JsonText.ts';
import type { Rows } from './Rows.ts';

/** Where fields are asked for: of which object, and what that object was asked with itself. */
export interface Place {
  readonly rows: Rows;
  readonly within: Arguments;
  /** The rows that the facets of a page count. */
  readonly list?: CountedRows;
}

/** Makes the JSON text of an object of a type: all that is asked of it. */
export type ObjectText = (type: GraphQLOutputType, nodes: Nodes, place: Place) => JsonText;
