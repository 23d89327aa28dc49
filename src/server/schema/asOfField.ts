import { type GraphQLFieldConfig, GraphQLInt, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { fail } from '../../errors/errors.ts';
import { labeled } from '../../graphql/labels.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import { type AsOf, contextAsOf } from '../../register/asOf.ts';
import type { RegisterContext } from '../../register/registerContext.ts';
import { AS_OF_INVALID } from '../../register/registerErrors.ts';

/** The arguments of `at`: exactly one of them. */
interface AtArguments {
  version?: number | null;
  instant?: Date | null;
}

/**
 * Adds the root field `at`, which returns the type `Query` at a past version, so that every query and fragment also works
 * for the past. TypeGraphQL can't declare a field that returns the root type.
 */
export function withAtField(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  const present = config.query;
  if (!present) throw new Error('the schema has no query');
  const query: GraphQLObjectType = new GraphQLObjectType<unknown, RegisterContext>({
    ...present.toConfig(),
    description: 'The queries of the register.',
    fields: () => ({ ...present.toConfig().fields, at: atField(query) }),
  });
  return new GraphQLSchema({ ...config, query, types: config.types.filter((type) => type !== present) });
}

function atField(query: GraphQLObjectType): GraphQLFieldConfig<unknown, RegisterContext, AtArguments> {
  return {
    type: query,
    extensions: labeled('État passé'),
    description:
      'The register as of a past version or instant: all fields of the query, read from that version. Exactly one argument is required; otherwise the field fails with `AS_OF_INVALID`. Null only with an error.',
    args: {
      version: { type: GraphQLInt, description: 'A version of the register, as `register { version }` returns it.' },
      instant: {
        type: DateTimeScalar,
        description: 'An instant. Selects the version that was current at that instant.',
      },
    },
    async resolve(_source, given, ctx) {
      const past = await contextAsOf(ctx, asOfArgument(given));
      const root = {};
      ctx.asOfContextOf.set(root, past);
      return root;
    },
  };
}

function asOfArgument({ version, instant }: AtArguments): AsOf {
  if (version != null && instant == null) return { version };
  if (instant != null && version == null) return { instant };
  return fail(AS_OF_INVALID, { problem: 'The field `at` requires either `version` or `instant`.' });
}
