import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import type { Compiled } from '../../compiler/compile.ts';

const known = new WeakMap<Compiled, DocumentNode | null>();

/** The document of those fields of a query's root that resolvers answer; null when there are none. */
export function ofResolvers(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  compiled: Compiled,
): DocumentNode | null {
  const found = known.get(compiled);
  if (found !== undefined) return found;
  const selections = compiled.fields.flatMap(({ by, nodes }) => (by === 'resolvers' ? nodes : []));
  const rest = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
  const definitions = document.definitions.map((each) => (each === operation ? rest : each));
  const made = selections.length > 0 ? { ...document, definitions } : null;
  known.set(compiled, made);
  return made;
}
