import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import { GraphQLError, getArgumentValues, getNamedType, isAbstractType, isObjectType, Kind } from 'graphql';
// graphql-js executes with the same functions: they merge the selections of a field, and apply @skip and @include.
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { Snapshot } from '../../register/Snapshot.ts';
import {
  countsAsObject,
  FIELDS_PER_POINT,
  type FieldArguments,
  fieldSize,
  INTROSPECTION_PRICES,
  type ParentKind,
  type PricedField,
  pageInfoRows,
  priceOf,
} from './prices.ts';

interface PricedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The cost of an operation in points, estimated before execution: one point for each object that it may return (nested
 * page sizes are multiplied), plus the prices of its fields. Each root field costs at least one point.
 */
export function costOf(schema: GraphQLSchema, { document, operation, variables }: PricedOperation): number {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  const fragments = fragmentsOf(document);
  const fields = collectFields(schema, fragments, variables, root, operation.selectionSet);
  return Math.max(
    1,
    sum(fields.values(), (nodes) => Math.max(1, fieldCost(root, nodes, null, false))),
  );

  /**
   * @param parentPageSize the page size of the connection that the field belongs to; null when it belongs to none.
   * @param isNested whether the field belongs to an item of a connection.
   */
  function fieldCost(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    parentPageSize: number | null,
    isNested: boolean,
  ): number {
    const [node] = nodes;
    if (!node) return 0;
    const field = type.getFields()[node.name.value];
    if (!field) return INTROSPECTION_PRICES[node.name.value] ?? 0;
    const args = argumentsOf(field, node);
    const { items, pageSize } = fieldSize(field, args, parentPageSize);
    const isItem = isNested || (parentPageSize !== null && (field.name === 'nodes' || field.name === 'edges'));
    const itemCost = (countsAsObject(field) ? 1 : 0) + selectionCost(field.type, nodes, pageSize, isItem);
    return priceOf(field, args, parentKind(type), isNested) + items * itemCost;
  }

  function parentKind(type: GraphQLObjectType): ParentKind {
    if (type === schema.getMutationType()) return 'command';
    return type === schema.getQueryType() || type.name === Snapshot.name ? 'root' : 'object';
  }

  /** For an interface or union, the cost of its most expensive type. */
  function selectionCost(
    output: GraphQLOutputType,
    nodes: readonly FieldNode[],
    parentPageSize: number | null,
    isNested: boolean,
  ): number {
    const type = getNamedType(output);
    if (!isAbstractType(type)) return isObjectType(type) ? objectCost(type, nodes, parentPageSize, isNested) : 0;
    const types = schema.getPossibleTypes(type);
    return Math.max(0, ...types.map((each) => objectCost(each, nodes, parentPageSize, isNested)));
  }

  function objectCost(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    parentPageSize: number | null,
    isNested: boolean,
  ): number {
    const fields = [...collectSubfields(schema, fragments, variables, type, nodes).values()];
    const names = new Set(fields.map(([node]) => node?.name.value ?? ''));
    const size = Math.trunc(fields.length / FIELDS_PER_POINT);
    return (
      size +
      sum(fields, (each) => fieldCost(type, each, parentPageSize, isNested)) +
      pageInfoRows(names, parentPageSize)
    );
  }

  function argumentsOf(field: PricedField, node: FieldNode): FieldArguments {
    try {
      return getArgumentValues(field, node, variables);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const extensions = { code: 'BAD_USER_INPUT', http: { status: 400 } };
      throw new GraphQLError(error.message, { nodes: node, extensions });
    }
  }
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments[each.name.value] = each;
  return fragments;
}

function sum<T>(values: Iterable<T>, of: (value: T) => number): number {
  let total = 0;
  for (const value of values) total += of(value);
  return total;
}
