import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, getNamedType, isCompositeType, isIntrospectionType, isObjectType } from 'graphql';
import { RegisterError } from '../errors/errors.ts';
import { requireRole } from '../register/Actor.ts';
import type { RegisterContext } from '../register/registerContext.ts';
import type { TokenRole } from '../register/roles.ts';
import { TokenRole as ROLES } from '../register/roles.ts';

type Resolver = GraphQLFieldResolver<unknown, RegisterContext>;

/**
 * Puts around the resolvers of a schema what holds for all of them: a field that wears a role is refused to others
 * before it is resolved; a mutation must wear one; what comes from the past is resolved in the past.
 */
export function guardFields(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const role = roleOf(field);
      if (type === mutation && !role) throw new Error(`the mutation ${field.name} says no role`);
      const resolve = field.resolve ?? (isCompositeType(getNamedType(field.type)) ? defaultFieldResolver : undefined);
      if (!resolve) continue;
      const guarded = role ? withRole(field.name, role, resolve) : resolve;
      field.resolve = type === mutation ? withDetails(guarded) : inItsMoment(guarded);
    }
  }
}

/** The role that a field needs, or null. */
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

// Programs that read a refusal of a command find the same keys in all of them.
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

function inItsMoment(resolve: Resolver): Resolver {
  return (source, given, ctx, info) => {
    const here = (isObject(source) && ctx.moments.get(source)) || ctx;
    const found: unknown = resolve(source, given, here, info);
    if (here.asOf === null) return found;
    return found instanceof Promise ? found.then((each) => marked(each, here)) : marked(found, here);
  };
}

function marked(found: unknown, here: RegisterContext): unknown {
  if (Array.isArray(found)) {
    for (const each of found) marked(each, here);
  } else if (isObject(found) && !here.moments.has(found)) {
    here.moments.set(found, here);
  }
  return found;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
