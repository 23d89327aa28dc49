import type { GraphQLField, GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { defaultFieldResolver, getNamedType, isCompositeType, isIntrospectionType, isObjectType } from 'graphql';
import { RegisterError } from '../../errors/errors.ts';
import { idAsOf } from '../../graphql/globalId.ts';
import { Node } from '../../graphql/Node.ts';
import { requireRole } from '../../register/Actor.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import type { TokenRole } from '../../register/roles.ts';
import { TokenRole as ROLES } from '../../register/roles.ts';

type Resolver = GraphQLFieldResolver<unknown, RegisterContext>;

/**
 * Wraps all resolvers of a schema. A field with a role rejects clients without it, and each mutation must have a role. The
 * fields of an object of a snapshot are resolved in that snapshot.
 */
export function guardFields(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const role = roleOf(field);
      if (type === mutation && !role) throw new Error(`the mutation ${field.name} has no role`);
      const resolve = resolverOf(type, field);
      if (!resolve) continue;
      const guarded = role ? withRole(field.name, role, resolve) : resolve;
      field.resolve = type === mutation ? withDetails(guarded) : withContextOfSource(guarded);
    }
  }
}

export function roleOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): TokenRole | null {
  const role = extensions.role;
  return typeof role === 'string' && role in ROLES ? (role as TokenRole) : null;
}

/** Scalars without a resolver are properties: they need no context, except the global id. */
function resolverOf(type: GraphQLObjectType, field: GraphQLField<unknown, RegisterContext>): Resolver | undefined {
  if (field.name === 'id' && type.getInterfaces().some(({ name }) => name === Node.name)) return globalId;
  return field.resolve ?? (isCompositeType(getNamedType(field.type)) ? defaultFieldResolver : undefined);
}

const globalId: Resolver = (source, _given, { asOf }) => idAsOf(String(Reflect.get(Object(source), 'id')), asOf);

function withRole(name: string, role: TokenRole, resolve: Resolver): Resolver {
  return (source, args, ctx, info) => {
    requireRole(ctx.actor, role, name);
    return resolve(source, args, ctx, info);
  };
}

// Every error of a command has the keys `missing` and `fields`.
function withDetails(resolve: Resolver): Resolver {
  return async (source, args, ctx, info) => {
    try {
      return await resolve(source, args, ctx, info);
    } catch (error) {
      if (!(error instanceof RegisterError)) throw error;
      throw new RegisterError(error, error.message, { missing: [], fields: [], ...error.details });
    }
  };
}

function withContextOfSource(resolve: Resolver): Resolver {
  return (source, args, ctx, info) => {
    const context = (isObject(source) && ctx.contextOf.get(source)) || ctx;
    const result: unknown = resolve(source, args, context, info);
    if (context.asOf === null) return result;
    return result instanceof Promise
      ? result.then((each) => recordContext(each, context))
      : recordContext(result, context);
  };
}

/** Records the context of each resulting object, for the resolvers of its fields. */
function recordContext(result: unknown, context: RegisterContext): unknown {
  if (Array.isArray(result)) {
    for (const each of result) recordContext(each, context);
  } else if (isObject(result) && !context.contextOf.has(result)) {
    context.contextOf.set(result, context);
  }
  return result;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
