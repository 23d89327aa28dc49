import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, getNamedType, isCompositeType, isIntrospectionType, isObjectType } from 'graphql';
import { RegisterError } from '../../errors/errors.ts';
import { requireRole } from '../../register/Actor.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import type { TokenRole } from '../../register/roles.ts';
import { TokenRole as ROLES } from '../../register/roles.ts';

type Resolver = GraphQLFieldResolver<unknown, RegisterContext>;

/**
 * Wraps all resolvers of a schema: a field with a role rejects others, a mutation must have one, and the children of an
 * object of a past version are resolved at that version.
 */
export function guardFields(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const role = roleOf(field);
      if (type === mutation && !role) throw new Error(`the mutation ${field.name} has no role`);
      const resolve = field.resolve ?? (isCompositeType(getNamedType(field.type)) ? defaultFieldResolver : undefined);
      if (!resolve) continue;
      const guarded = role ? withRole(field.name, role, resolve) : resolve;
      field.resolve = type === mutation ? withDetails(guarded) : withAsOfContext(guarded);
    }
  }
}

export function roleOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): TokenRole | null {
  const role = extensions.role;
  return typeof role === 'string' && role in ROLES ? (role as TokenRole) : null;
}

function withRole(name: string, role: TokenRole, resolve: Resolver): Resolver {
  return (source, given, ctx, info) => {
    requireRole(ctx.actor, role, name);
    return resolve(source, given, ctx, info);
  };
}

// Every error of a command has the same keys.
function withDetails(resolve: Resolver): Resolver {
  return async (source, given, ctx, info) => {
    try {
      return await resolve(source, given, ctx, info);
    } catch (error) {
      if (!(error instanceof RegisterError)) throw error;
      throw new RegisterError(error, error.message, { missing: [], fields: [], ...error.details });
    }
  };
}

function withAsOfContext(resolve: Resolver): Resolver {
  return (source, given, ctx, info) => {
    const here = (isObject(source) && ctx.asOfContextOf.get(source)) || ctx;
    const found: unknown = resolve(source, given, here, info);
    if (here.asOf === null) return found;
    return found instanceof Promise
      ? found.then((each) => withContextRecorded(each, here))
      : withContextRecorded(found, here);
  };
}

function withContextRecorded(found: unknown, here: RegisterContext): unknown {
  if (Array.isArray(found)) {
    for (const each of found) withContextRecorded(each, here);
  } else if (isObject(found) && !here.asOfContextOf.has(found)) {
    here.asOfContextOf.set(found, here);
  }
  return found;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
