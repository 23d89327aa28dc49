import { type GraphQLSchema, getNullableType } from 'graphql';

/** The root fields that no argument, role or limit of their own can reject. */
const NEVER_NULL: ReadonlySet<string> = new Set(['register', 'method']);

/**
 * Makes every field of `Query` nullable that can be rejected, so that its error leaves the other fields of the response as they are.
 * Says in each description when the field is null.
 */
export function withNullableRoots(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (NEVER_NULL.has(field.name)) continue;
    field.type = getNullableType(field.type);
    if (!/\bnull\b/i.test(field.description ?? '')) field.description = `${field.description} Null only with an error.`;
  }
  return schema;
}
