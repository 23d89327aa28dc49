import type { ApolloServerOptions } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { ApiContext } from '../apiContext.ts';
import type { Executor } from './executor.ts';

type Gateway = NonNullable<ApolloServerOptions<ApiContext>['gateway']>;

/** How Apollo Server lets somebody else execute what it found valid: our own executor, over one schema. */
export function gatewayOf(schema: GraphQLSchema, execute: Executor): Gateway {
  return {
    onSchemaLoadOrUpdate(loaded) {
      loaded({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      async executor({ context, ...asked }) {
        if (!isOurs(context)) throw new Error('an operation came without its context');
        return execute({ ...asked, contextValue: context });
      },
    }),
    stop: async () => {},
  };
}

function isOurs(context: object): context is ApiContext {
  return 'reading' in context && 'read' in context;
}
