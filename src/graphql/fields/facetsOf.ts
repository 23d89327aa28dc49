import { ObjectType } from 'type-graphql';
import type { Model } from '../relations/columns.ts';
import type { FieldDeclaration } from './fieldsOf.ts';
import { fieldsOf } from './fieldsOf.ts';

/** The facets of a listing: their GraphQL type, and the resolver class of its fields. */
interface FacetsOf {
  readonly type: Model;
  readonly resolver: Model;
}

/** Makes the facets of a class, such as `StartupFacets`: each field has a facet as its relation. */
export function facetsOf(
  model: Model,
  description: string,
  fields: Readonly<Record<string, FieldDeclaration>>,
): FacetsOf {
  @ObjectType(`${model.name}Facets`, { description })
  class OfRows {}
  return { type: OfRows, resolver: fieldsOf(OfRows, fields) };
}
