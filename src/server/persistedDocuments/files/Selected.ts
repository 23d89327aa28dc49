import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { fail } from '../../../errors/errors.ts';
import { DOCUMENT_NOT_TABULAR } from '../../serverErrors.ts';

/** What a document selects under one key of its answer, merged from wherever it says so. */
export interface Selected {
  readonly key: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Where the document says so: with the same name and arguments, or it would not be valid. */
  readonly nodes: FieldNode[];
  /** Whether it is there on every object and whatever the variables. */
  always: boolean;
  /** What is selected of it, by key; empty for a leaf. */
  readonly within: Selection;
}

export type Selection = Map<string, Selected>;

/** Fragments within fragments multiply: this is more than any table has columns. */
const SELECTIONS_AT_MOST = 5_000;

/** What an operation of a valid document selects. */
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

  function collect(parent: GraphQLCompositeType, set: SelectionSetNode, always: boolean, into: Selection): void {
    for (const node of set.selections) {
      selections += 1;
      if (selections > SELECTIONS_AT_MOST) {
        fail(DOCUMENT_NOT_TABULAR, { problem: `it selects more than ${SELECTIONS_AT_MOST} fields` });
      }
      const here = always && !isConditional(node);
      if (node.kind === Kind.FIELD) collectField(parent, node, here, into);
      else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
        const type = fragment?.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
        if (!fragment || !isCompositeType(type)) continue;
        collect(type, fragment.selectionSet, here && covers(type, parent), into);
      }
    }
  }

  function collectField(parent: GraphQLCompositeType, node: FieldNode, always: boolean, into: Selection): void {
    const field = fieldOf(parent, node.name.value);
    if (!field) return;
    const key = node.alias?.value ?? node.name.value;
    const selected: Selected = into.get(key) ?? { key, field, nodes: [], always: false, within: new Map() };
    into.set(key, selected);
    selected.nodes.push(node);
    selected.always ||= always;
    const type = getNamedType(field.type);
    if (node.selectionSet && isCompositeType(type)) collect(type, node.selectionSet, always, selected.within);
  }

  /** Whether every object of one type is also of the other. */
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
