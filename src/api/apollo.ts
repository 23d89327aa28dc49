import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { answersOfOneVersion } from './answersOfOneVersion.ts';
import type { ApiContext } from './apiContext.ts';
import { knownOperations, shallowVariables } from './asked.ts';
import { faultsAreOurs } from './faults.ts';
import { formatError } from './formatError.ts';
import { freshness } from './http/freshness.ts';
import type { Telemetry } from './telemetry/Telemetry.ts';

/** Apollo Server over the schema: what is refused before anything runs, and what every answer says. HTTP is not its matter. */
export async function startApollo(
  schema: GraphQLSchema,
  log: FastifyBaseLogger,
  telemetry: Telemetry,
): Promise<ApolloServer<ApiContext>> {
  const apollo = new ApolloServer<ApiContext>({
    schema,
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: 5_000,
    parseOptions: { maxLexicalTokens: 2_000, maxSourceLength: 20_000, maxComments: 100 },
    validationOptions: { maxErrors: 5 },
    validationRules: [knownOperations],
    formatError: formatError((cause, error) => telemetry.unexpected(log, cause, error)),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      shallowVariables,
      faultsAreOurs,
      freshness,
      answersOfOneVersion,
      telemetry.operations,
    ],
  });
  await apollo.start();
  return apollo;
}
