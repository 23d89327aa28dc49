import { type ASTNode, type FieldNode, Kind, type ValidationContext } from 'graphql';

/**
 * The fields that an operation or a field selects, with its fragments expanded; null when there are more selections than
 * `atMost`: a few fragments can expand to millions.
 * @param how `root` for its own fields, `all` for those below as well.
 */
export function fieldsIn(
  context: ValidationContext,
  parent: ASTNode,
  how: 'root' | 'all',
  atMost: number,
): FieldNode[] | null {
  const found: FieldNode[] = [];
  const within = new Set<string>();
  let seen = 0;
  add(parent);
  return seen > atMost ? null : found;

  function add(node: ASTNode): void {
    if (!('selectionSet' in node) || !node.selectionSet) return;
    for (const selection of node.selectionSet.selections) {
      seen += 1;
      if (seen > atMost) return;
      if (selection.kind === Kind.FRAGMENT_SPREAD) follow(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(selection);
      else {
        found.push(selection);
        if (how === 'all') add(selection);
      }
    }
  }

  // Another rule rejects cycles of fragments.
  function follow(name: string): void {
    const fragment = context.getFragment(name);
    if (!fragment || within.has(name)) return;
    within.add(name);
    add(fragment);
    within.delete(name);
  }
}
