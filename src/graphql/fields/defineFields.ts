import { Args, Ctx, Extensions, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { PagedConnection } from '../connections/defineListing.ts';
import { type ArgumentOptions, argumentsOf, FacetArguments } from '../connections/pageArguments.ts';
import type { RequestContext } from '../context.ts';
import { type Cost, costs } from '../cost.ts';
import type { DeclaredFacet, Facet } from '../facets/facets.ts';
import { labeled } from '../labels.ts';
import { COUNTS, NotInOpenData, type OpenDataPlace, openDataAt } from '../openData.ts';
import { propertiesOf } from '../properties/declarations.ts';
import { columnsOf, type Model } from '../relations/columns.ts';
import { requireRow } from '../relations/loaders.ts';
import { type Arguments, customResolver, type Relation, relation as relationOnly } from '../relations/relations.ts';
import { loadRelation } from './loadRelation.ts';

/** The declaration of a GraphQL field whose value comes from a relation. */
export interface FieldDeclaration {
  readonly relation: Relation | PagedConnection | Facet;
  /** The French label, in sentence case. Default: the label of the property of this name. */
  readonly label?: string;
  /** The description. Default: the description of the property of this name. */
  readonly description?: string;
  /** The GraphQL type; needed only where the relation does not determine it. */
  readonly type?: () => object;
  /** Default: the nullability of the foreign key; true for a lookup; false otherwise. */
  readonly nullable?: boolean;
  /** The arguments by name. Default: the arguments that the relation determines. */
  readonly arguments?: Readonly<Record<string, ArgumentOptions>>;
  readonly cost?: Cost;
  /** Default: that of the property of this name, then of the type. */
  readonly openData?: OpenDataPlace;
  /** Transforms the value of the relation. The compiler does not compile the field. */
  map?(found: object): unknown;
}

type Declarations = Readonly<Record<string, FieldDeclaration>>;

/** Adds fields to a type of this module or of an earlier one. Add the returned class to `RESOLVERS` of the schema. */
export function defineFields(model: Model, fields: Declarations): Model {
  class FieldsOfModel {}
  Resolver(() => model)(FieldsOfModel);
  for (const [name, field] of Object.entries(fields)) {
    const nullable = field.nullable ?? isNullable(field, model);
    const property = propertiesOf(model).find((each) => each.name === name);
    const { label = property?.label, description = property?.description, openData = property?.openData } = field;
    const method = addMethod(FieldsOfModel.prototype, name, { ...field, label, openData }, nullable);
    FieldResolver(typeOf(name, field), { nullable, description })(...method);
  }
  return FieldsOfModel;
}

/** Adds fields to `Query`. Add the returned class to `RESOLVERS` of the schema. */
export function defineQueries(fields: Declarations): Model {
  class FieldsOfRoot {}
  Resolver()(FieldsOfRoot);
  for (const [name, field] of Object.entries(fields)) {
    const nullable = field.nullable ?? isOneRow(field.relation);
    const method = addMethod(FieldsOfRoot.prototype, name, field, nullable);
    Query(typeOf(name, field), { nullable, description: field.description })(...method);
  }
  return FieldsOfRoot;
}

type Method = readonly [prototype: object, name: string, descriptor: PropertyDescriptor];

/** Adds a method that loads the relation to a resolver class. type-graphql calls it with an instance of the arguments class. */
function addMethod(prototype: object, name: string, field: FieldDeclaration, nullable: boolean): Method {
  const { relation, cost, label, openData } = field;
  // The SQL of a relation needs a value for each of its arguments.
  const absent = Object.fromEntries(Object.keys(field.arguments ?? {}).map((argument) => [argument, null]));
  const read = (source: object | undefined, given: Arguments, ctx: RequestContext) => {
    const found = loadRelation(ctx, relation, source, { ...absent, ...given });
    if (field.map) return Promise.resolve(found).then((value) => field.map?.(Object(value)));
    return isOneRow(relation) && !nullable ? requireRow(Promise.resolve(found)) : found;
  };
  const argumentsType = argumentsTypeOf(field);
  const descriptor = {
    value: argumentsType ? read : (source: object | undefined, ctx: RequestContext) => read(source, {}, ctx),
  };
  Object.defineProperty(prototype, name, descriptor);
  Root()(prototype, name, 0);
  if (argumentsType) Args(() => argumentsType)(prototype, name, 1);
  Ctx()(prototype, name, argumentsType ? 2 : 1);
  const extension = field.map ? customResolver(relation) : relationOnly(relation);
  const shown = { ...(label !== undefined && labeled(label)), ...openDataAt(openData) };
  Extensions({ ...extension, ...(cost && costs(cost)), ...shown })(prototype, name, descriptor);
  return [prototype, name, descriptor];
}

function isOneRow(relation: FieldDeclaration['relation']): boolean {
  if (relation.kind === 'dated') return isOneRow(relation.present);
  return relation.kind === 'one' || relation.kind === 'oneVia' || relation.kind === 'lookup';
}

function argumentsTypeOf({ relation, arguments: declared }: Pick<FieldDeclaration, 'relation' | 'arguments'>) {
  if (relation.kind === 'connection') return relation.argumentsType;
  if (relation.kind === 'facet') return relation.closedList ? undefined : FacetArguments;
  return declared && argumentsOf(declared);
}

function typeOf(name: string, { relation, type }: Pick<FieldDeclaration, 'relation' | 'type'>): () => object {
  if (type) return type;
  switch (relation.kind) {
    case 'one':
    case 'oneVia':
    case 'lookup':
      return relation.target;
    case 'dated':
      return typeOf(name, { relation: relation.present });
    case 'many':
      return () => [relation.target()];
    case 'connection':
      return () => relation.listing.connectionType;
    case 'aggregate':
      return () => Int;
  }
  throw new Error(`${name} needs \`type\`: its relation does not determine one`);
}

function isNullable({ relation }: Pick<FieldDeclaration, 'relation'>, model: Model): boolean {
  if (relation.kind === 'dated') return relation.present.kind !== 'many';
  if (relation.kind !== 'one') return relation.kind === 'lookup' || relation.kind === 'oneVia';
  return columnsOf(model).find(({ property }) => property === relation.property)?.nullable ?? false;
}

/** The facets of a listing: their GraphQL type, and the resolver class of its fields. */
interface DefinedFacets {
  readonly type: Model;
  readonly resolver: Model;
}

interface FacetField extends Omit<FieldDeclaration, 'relation'> {
  readonly relation: DeclaredFacet;
}

/** Makes the facets of a class, such as `StartupFacets`. Each has the name of the filter field for the same values. */
export function defineFacets(
  model: Model,
  description: string,
  fields: Readonly<Record<string, FacetField>>,
): DefinedFacets {
  @NotInOpenData(COUNTS)
  @ObjectType(`${model.name}Facets`, { description })
  class FacetsOfModel {}
  const named = Object.entries(fields).map(([name, { relation, ...field }]) => [
    name,
    { ...field, relation: { ...relation, name } },
  ]);
  return { type: FacetsOfModel, resolver: defineFields(FacetsOfModel, Object.fromEntries(named)) };
}
