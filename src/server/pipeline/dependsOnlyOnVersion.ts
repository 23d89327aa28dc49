import type { DocumentNode, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { BREAK, getNamedType, isAbstractType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Whether all fields that a document selects change only with the version of the register. */
export function dependsOnlyOnVersion(schema: GraphQLSchema, document: DocumentNode): boolean {
  let isOutside = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = getNamedType(types.getType());
        isOutside = types.getFieldDef()?.extensions.unversioned === true || (!!type && isOutsideVersion(schema, type));
        return isOutside ? BREAK : undefined;
      },
    }),
  );
  return !isOutside;
}

function isOutsideVersion(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return types.some(({ extensions }) => extensions.unversioned === true);
}
