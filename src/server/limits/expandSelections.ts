import { type ASTNode, type FieldNode, Kind, type ValidationContext } from 'graphql';

/**
 * The fields that an operation or a field selects, with fragments expanded. Null if there are more than `maximum`
 * selections: a few fragments can expand to millions.
 * @param depth `root`: only the fields that the parent itself selects; `all`: also the fields that these select.
 */
export function expandSelections(
  context: ValidationContext,
  parent: ASTNode,
  depth: 'root' | 'all',
  maximum: number,
): FieldNode[] | null {
  const found: FieldNode[] = [];
  const openFragments = new Set<string>();
  let selectionCount = 0;
  add(parent);
  return selectionCount > maximum ? null : found;

  function add(node: ASTNode): void {
    if (!('selectionSet' in node) || !node.selectionSet) return;
    for (const selection of node.selectionSet.selections) {
      selectionCount += 1;
      if (selectionCount > maximum) return;
      if (selection.kind === Kind.FRAGMENT_SPREAD) addFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection);
      else {
        found.push(selection);
        if (depth === 'all') add(selection);
      }
    }
  }

  // Ignores a fragment inside itself: a rule of graphql-js rejects such cycles.
  function addFragment(name: string): void {
    const fragment = context.getFragment(name);
    if (!fragment || openFragments.has(name)) return;
    openFragments.add(name);
    add(fragment);
    openFragments.delete(name);
  }
}
