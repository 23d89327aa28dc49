import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { fail } from '../../errors/errors.ts';
import { DOCUMENT_NOT_TABULAR } from '../serverErrors.ts';

/** A field that a document selects, merged from all field nodes with the same response key. */
export interface SelectedField {
  /** The response key. */
  readonly key: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** The field nodes. In a valid document, they have the same name and arguments. */
  readonly nodes: FieldNode[];
  /** Whether the field is selected for every type of its parent and all values of the variables. */
  isUnconditional: boolean;
  /** The fields selected on its value, by response key; empty for a leaf. */
  readonly selection: Selection;
}

export type Selection = Map<string, SelectedField>;

/** The maximum number of selections, with fragments expanded: nested fragments multiply them. */
const MAX_SELECTIONS = 5_000;

/** The fields that an operation selects, with fragments expanded. */
export function selectionOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Selection {
  const root = schema.getRootType(operation.operation);
  const fragments = new Map(
    document.definitions.flatMap((each): [string, FragmentDefinitionNode][] =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [],
    ),
  );
  const selection: Selection = new Map();
  let selections = 0;
  if (root) collect(root, operation.selectionSet, true, selection);
  return selection;

  function collect(
    parent: GraphQLCompositeType,
    set: SelectionSetNode,
    isUnconditional: boolean,
    into: Selection,
  ): void {
    for (const node of set.selections) {
      selections += 1;
      if (selections > MAX_SELECTIONS) {
        fail(DOCUMENT_NOT_TABULAR, { problem: `it selects more than ${MAX_SELECTIONS} fields` });
      }
      const isNodeUnconditional = isUnconditional && !isConditional(node);
      if (node.kind === Kind.FIELD) collectField(parent, node, isNodeUnconditional, into);
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        const type = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
        if (!fragment || !isCompositeType(type)) continue;
        collect(type, fragment.selectionSet, isNodeUnconditional && covers(type, parent), into);
      }
    }
  }

  function collectField(
    parent: GraphQLCompositeType,
    node: FieldNode,
    isUnconditional: boolean,
    into: Selection,
  ): void {
    const field = fieldOf(parent, node.name.value);
    if (!field) return;
    const key = node.alias?.value ?? node.name.value;
    const selected: SelectedField = into.get(key) ?? {
      key,
      field,
      nodes: [],
      isUnconditional: false,
      selection: new Map(),
    };
    into.set(key, selected);
    selected.nodes.push(node);
    selected.isUnconditional ||= isUnconditional;
    const type = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(type))
      collect(type, node.selectionSet, isUnconditional, selected.selection);
  }

  /** Whether every object of the parent type is also of this type. */
  function covers(type: GraphQLCompositeType, parent: GraphQLCompositeType): boolean {
    return type === parent || (isAbstractType(type) && !isUnionType(parent) && schema.isSubType(type, parent));
  }
}

function isConditional({ directives }: SelectionNode): boolean {
  return directives?.some(({ name }) => name.value === 'skip' || name.value === 'include') ?? false;
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  const meta = [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
  return meta ?? (isUnionType(parent) ? undefined : parent.getFields()[name]);
}
