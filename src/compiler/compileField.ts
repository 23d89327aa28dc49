import type { GraphQLObjectType, GraphQLOutputType } from 'graphql';
import { getNamedType, isNonNullType } from 'graphql';
import type { Connection } from '../graphql/connections/listing.ts';
import type { Facet } from '../graphql/facets/facets.ts';
import type { Model } from '../graphql/relations/columns.ts';
import { tableOf } from '../graphql/relations/columns.ts';
import { withDay } from '../graphql/relations/loaders.ts';
import type {
  AggregateRow,
  Arguments,
  Groups,
  Lookup,
  Many,
  OneBy,
  OneVia,
  Relation,
} from '../graphql/relations/relations.ts';
import { rowsVia } from '../graphql/relations/relations.ts';
import { isLookedUp } from '../graphql/relations/uniqueKeys.ts';
import type { Fragment } from '../sql/sql.ts';
import { fill, join, raw, sql, value } from '../sql/sql.ts';
import { type Compilation, type Field, type FieldNodes, NotCompiled } from './Compilation.ts';
import { compileFacet } from './compileFacet.ts';
import { compilePage } from './compilePage.ts';
import { objectType } from './computedObjectText.ts';
import type { JsonText } from './JsonText.ts';
import { jsonArray, jsonObject, subselect, textToSql } from './JsonText.ts';
import { expressionSource, ROOT_SOURCE, tableSource } from './ObjectSource.ts';
import type { Scope } from './Scope.ts';
import { scalarText } from './scalarText.ts';

/** The JSON text of one field of an object. Throws {@link NotCompiled} if only a resolver can execute it. */
export function compileField(
  compilation: Compilation,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  scope: Scope,
): JsonText {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return [JSON.stringify(type.name)];
  const field = type.getFields()[name];
  if (!field) throw new NotCompiled(name);
  const { relation, hasCustomResolver, role } = field.extensions;
  if (hasCustomResolver || role !== undefined) throw new NotCompiled(`${type.name}.${name}`);
  if (isRelation(relation)) return compileRelation({ compilation, field, nodes, scope }, relation);
  const property = scope.source.property(name) ?? parentArgument(scope, field);
  // The resolver of a global id adds the version of a snapshot, which is not compiled.
  if (!property || (field.resolve && name !== 'id')) throw new NotCompiled(`${type.name}.${name}`);
  return scalarText(field.type, property);
}

/** The JSON text of an object with its selected fields. */
export function compileObject(
  compilation: Compilation,
  type: GraphQLOutputType,
  nodes: FieldNodes,
  scope: Scope,
): JsonText {
  const object = objectType({ type });
  return jsonObject(
    [...compilation.fields(object, nodes)].map(
      ([key, selected]) => [key, compileField(compilation, object, selected, scope)] as const,
    ),
  );
}

/** A field with a relation, and the scope of its object. */
interface RelationField {
  readonly compilation: Compilation;
  readonly field: Field;
  readonly nodes: FieldNodes;
  readonly scope: Scope;
}

function compileRelation(context: RelationField, relation: Relation | Connection | Facet): JsonText {
  const { compilation, field, nodes, scope } = context;
  const objectText = (type: GraphQLOutputType, selected: FieldNodes, inner: Scope) =>
    compileObject(compilation, type, selected, inner);
  switch (relation.kind) {
    case 'one':
      return referencedRow(context, relation.target(), relation.property);
    case 'oneVia':
      return rowOfKey(context, relation);
    case 'dated':
      return compileRelation(context, isOnDay(context) ? relation.onDay : relation.present);
    case 'many':
      return manyRows(context, relation);
    case 'lookup':
      return lookedUpRow(context, relation);
    case 'expression':
      return scalarOf(context, fill(relation.value, { self: aliasOf(context, relation.of()) }));
    case 'aggregate':
      return scalarOf(context, sql`(SELECT ${relation.value} FROM ${relation.from})`);
    case 'aggregateRow':
      return aggregateRow(context, relation);
    case 'groups':
      return groupByRows(context, relation);
    case 'namespace':
      return objectOfField(context, { source: ROOT_SOURCE, parentArguments: argumentsOf(context) });
    case 'facet':
      if (!scope.facetRows) throw new NotCompiled(field.name);
      return compileFacet(compilation, { facet: relation, field, nodes, countedRows: scope.facetRows }, objectText);
    case 'connection':
      return compilePage(compilation, { connection: relation, field, nodes, parentKey: scope.source.key }, objectText);
  }
}

function referencedRow(context: RelationField, model: Model, property: OneBy['property']): JsonText {
  const key = context.scope.source.property(property);
  if (!key) throw new NotCompiled(property);
  return oneRow(context, model, (alias) => sql`${raw(`${alias}.id`)} = ${key}`);
}

function lookedUpRow(context: RelationField, relation: Lookup): JsonText {
  const { target, keys } = relation;
  // Another argument may select another row.
  const isOther = (name: string) => name !== 'by' && !(name in keys);
  const others = context.compilation.argumentValues(context.field, context.nodes, isOther);
  if (Object.values(others).some((each) => each != null)) throw new NotCompiled(context.field.name);
  const given = Object.entries(argumentsOf(context)).filter(([, each]) => each != null);
  const values = Object.fromEntries(given.map(([name, each]) => [name, sql`${value(each)}`]));
  return oneRow(context, target(), (alias) => isLookedUp(relation, alias, values));
}

function rowOfKey(context: RelationField, { target, key }: OneVia): JsonText {
  return oneRow(context, target(), (alias) => sql`${raw(`${alias}.id`)} = ${filled(context, key)}`);
}

/** Whether the argument `on` is given. A variable then becomes an SQL variable. */
function isOnDay({ compilation, field, nodes }: RelationField): boolean {
  return compilation.argumentValues(field, nodes, (name) => name === 'on').on != null;
}

function manyRows(context: RelationField, { target, via, order, where = raw('true') }: Many): JsonText {
  const [alias, link, model] = [context.compilation.alias('r'), context.compilation.alias('j'), target()];
  const { from, on } = rowsVia(model, via, context.scope.source.key, { target: alias, link });
  const array = jsonArray(objectOfField(context, { source: tableSource(model, alias), parentArguments: {} }), order);
  return [
    filled(context, sql`(SELECT ${textToSql(array)} FROM ${from} WHERE ${on} AND ${where})`, { self: alias, link }),
  ];
}

function aggregateRow(context: RelationField, { from, columns, passed }: AggregateRow): JsonText {
  const { compilation, field, nodes, scope } = context;
  const object = objectOfField(context, {
    source: expressionSource(columns, scope.source.key),
    parentArguments: { ...argumentsOf(context), ...passed },
  });
  // Without an aggregate, the SELECT would return one row per row of FROM.
  const selected = [...compilation.fields(objectType(field), nodes).values()].map(([node]) => node?.name.value ?? '');
  if (!selected.some((name) => name in columns)) return object;
  return [filled(context, sql`(SELECT ${textToSql(object)} FROM ${from})`)];
}

function groupByRows(context: RelationField, { from, columns, order }: Groups): JsonText {
  const list = Object.entries<Fragment>(columns).map(([name, column]) => sql`${column} AS ${raw(`"${name}"`)}`);
  const selectable = Object.fromEntries(Object.keys(columns).map((name) => [name, raw(`s."${name}"`)]));
  const item = objectOfField(context, { source: expressionSource(selectable, raw('0')), parentArguments: {} });
  return [
    filled(
      context,
      sql`(SELECT ${textToSql(jsonArray(item, order))} FROM (SELECT ${join(list, ', ')} FROM ${from}) s)`,
    ),
  ];
}

/** The object of the row that satisfies a condition, or null without a row. */
function oneRow(context: RelationField, model: Model, where: (alias: string) => Fragment): JsonText {
  const alias = context.compilation.alias('r');
  const object = objectOfField(context, { source: tableSource(model, alias), parentArguments: {} });
  const select = sql`SELECT ${textToSql(object)} FROM ${raw(`${tableOf(model)} ${alias}`)} WHERE ${where(alias)}`;
  return subselect(select, !isNonNullType(context.field.type));
}

function objectOfField({ compilation, field, nodes }: RelationField, scope: Scope): JsonText {
  return compileObject(compilation, field.type, nodes, scope);
}

function scalarOf(context: RelationField, expression: Fragment): JsonText {
  return scalarText(context.field.type, filled(context, expression));
}

function filled(context: RelationField, fragment: Fragment, aliases: { self?: string; link?: string } = {}): Fragment {
  return fill(fragment, { ...aliases, parent: context.scope.source.key, arguments: argumentsOf(context) });
}

/** The arguments of the field and of its parent field. Default of the argument `on`: the current day. */
function argumentsOf({ compilation, field, nodes, scope }: RelationField): Arguments {
  return withDay(compilation.today, { ...scope.parentArguments, ...compilation.argumentParameters(field, nodes) });
}

function aliasOf({ scope, field }: RelationField, model: Model): string {
  const { row } = scope.source;
  if (row?.model !== model) throw new NotCompiled(field.name);
  return row.alias;
}

/** The argument of the parent field with the name of a date field, such as `on`; undefined for other fields. */
function parentArgument({ parentArguments }: Scope, { name, type }: Field): Fragment | undefined {
  if (!(name in parentArguments) || String(getNamedType(type)) !== 'Date') return undefined;
  return sql`${value(parentArguments[name])}::date`;
}

const KINDS = [
  'one',
  'oneVia',
  'dated',
  'many',
  'lookup',
  'expression',
  'aggregate',
  'aggregateRow',
  'groups',
  'namespace',
  'connection',
  'facet',
];

function isRelation(relation: unknown): relation is Relation | Connection | Facet {
  return (
    typeof relation === 'object' && relation !== null && 'kind' in relation && KINDS.includes(String(relation.kind))
  );
}
