import type { DocumentNode, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { BREAK, getNamedType, isAbstractType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Whether all fields that a document selects change only with the version of the register. */
export function dependsOnlyOnVersion(schema: GraphQLSchema, document: DocumentNode): boolean {
  let hasUnversioned = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = getNamedType(types.getType());
        hasUnversioned =
          types.getFieldDef()?.extensions.unversioned === true || (!!type && isUnversioned(schema, type));
        return hasUnversioned ? BREAK : undefined;
      },
    }),
  );
  return !hasUnversioned;
}

function isUnversioned(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return types.some(({ extensions }) => extensions.unversioned === true);
}
