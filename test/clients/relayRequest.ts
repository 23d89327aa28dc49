import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  print,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { ConcreteRequest } from 'relay-runtime';

type Nodes = readonly object[];

/**
 * The artifact of a document, as the public types of relay-runtime describe it. relay-compiler makes the same from files, before
 * the tests run. The document has one operation; fragments are on object types.
 */
export function toRelayRequest(schema: GraphQLSchema, document: DocumentNode): ConcreteRequest {
  const withKeys = addKeys(schema, document);
  const operation = withKeys.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) throw new Error('the document has no operation');
  const name = operation.name?.value ?? 'Anonymous';
  const argumentDefinitions = (operation.variableDefinitions ?? []).map(({ variable }) => ({
    defaultValue: null,
    kind: 'LocalArgument',
    name: variable.name.value,
  }));
  const selections = selectionsOf(schema, withKeys, root, operation.selectionSet);
  const text = print(withKeys);
  return Object.assign(Object.create(null), {
    kind: 'Request',
    fragment: {
      argumentDefinitions,
      kind: 'Fragment',
      metadata: null,
      name,
      selections,
      type: root.name,
      abstractKey: null,
    },
    operation: { argumentDefinitions, kind: 'Operation', name, selections },
    params: { cacheID: text, id: null, metadata: {}, name, operationKind: operation.operation, text },
  });
}

function selectionsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  type: GraphQLNamedType,
  { selections }: SelectionSetNode,
): Nodes {
  return selections.flatMap((selection): Nodes => {
    if (selection.kind === Kind.FIELD) return [fieldOf(schema, document, type, selection)];
    const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : fragments.find(({ name }) => name.value === selection.name.value);
    if (!fragment) throw new Error('the document lacks a fragment');
    const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
    if (!isObjectType(on)) throw new Error('a fragment is not on an object type');
    const nodes = selectionsOf(schema, document, on, fragment.selectionSet);
    return on === type ? nodes : [{ kind: 'InlineFragment', selections: nodes, type: on.name, abstractKey: null }];
  });
}

function fieldOf(schema: GraphQLSchema, document: DocumentNode, parent: GraphQLNamedType, node: FieldNode): object {
  const name = node.name.value;
  const shared = {
    alias: node.alias?.value ?? null,
    args: node.arguments?.length ? node.arguments.map(argumentOf) : null,
    name,
    storageKey: null,
  };
  if (name === '__typename') return { ...shared, kind: 'ScalarField' };
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (!field) throw new Error(`${parent.name} has no field ${name}`);
  const type = getNamedType(field.type);
  if (!node.selectionSet) return { ...shared, kind: 'ScalarField' };
  return {
    ...shared,
    kind: 'LinkedField',
    concreteType: isAbstractType(type) ? null : type.name,
    plural: isListType(getNullableType(field.type)),
    selections: selectionsOf(schema, document, type, node.selectionSet),
  };
}

function argumentOf({ name, value }: { readonly name: { readonly value: string }; readonly value: ValueNode }): object {
  return { ...argumentValueOf(value), name: name.value };
}

function argumentValueOf(value: ValueNode): object {
  if (value.kind === Kind.VARIABLE) return { kind: 'Variable', variableName: value.name.value };
  if (value.kind === Kind.OBJECT) return { kind: 'ObjectValue', fields: value.fields.map(argumentOf) };
  if (value.kind === Kind.LIST)
    return {
      kind: 'ListValue',
      items: value.values.map((each, at) => ({ ...argumentValueOf(each), name: String(at) })),
    };
  return { kind: 'Literal', value: valueFromASTUntyped(value) };
}

/** Adds `id` to nodes, and `__typename` where the type of an object is not known: relay-compiler does the same. */
function addKeys(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const field = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });
  const keysOf = (type: GraphQLNamedType): FieldNode[] => [
    ...(isAbstractType(type) ? [field('__typename')] : []),
    ...((isObjectType(type) || isInterfaceType(type)) && type.getFields().id ? [field('id')] : []),
  ];
  const complete = (type: GraphQLNamedType, set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: [
      ...set.selections.map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? (selection.typeCondition && schema.getType(selection.typeCondition.name.value)) || type
            : typeOf(type, selection);
        return { ...selection, selectionSet: complete(inner, selection.selectionSet) };
      }),
      ...keysOf(type),
    ],
  });
  const typeOf = (parent: GraphQLNamedType, node: FieldNode): GraphQLNamedType => {
    const found = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = found && getNamedType(found.type);
    if (!type || !isCompositeType(type)) throw new Error(`${parent.name} has no object ${node.name.value}`);
    return type;
  };
  return {
    ...document,
    definitions: document.definitions.map((each) => {
      if (each.kind === Kind.OPERATION_DEFINITION) {
        const root = schema.getRootType(each.operation);
        return root ? { ...each, selectionSet: complete(root, each.selectionSet) } : each;
      }
      if (each.kind !== Kind.FRAGMENT_DEFINITION) return each;
      const type = schema.getType(each.typeCondition.name.value);
      return type ? { ...each, selectionSet: complete(type, each.selectionSet) } : each;
    }),
  };
}
