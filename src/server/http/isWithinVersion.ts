import type { DocumentNode, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { BREAK, getNamedType, isAbstractType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

// Apollo keeps the documents that it is asked again and again: each is looked through once.
const known = new WeakMap<DocumentNode, boolean>();

/** Whether all that a document can show changes with the version of the register only. */
export function isWithinVersion(schema: GraphQLSchema, document: DocumentNode): boolean {
  const found = known.get(document) ?? looksWithin(schema, document);
  known.set(document, found);
  return found;
}

function looksWithin(schema: GraphQLSchema, document: DocumentNode): boolean {
  let within = true;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = getNamedType(types.getType());
        const outside = types.getFieldDef()?.extensions.outsideVersion === true || (type && isOutside(schema, type));
        if (!outside) return undefined;
        within = false;
        return BREAK;
      },
    }),
  );
  return within;
}

function isOutside(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  const shown = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return shown.some(({ extensions }) => extensions.outsideVersion === true);
}
