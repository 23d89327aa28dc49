import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { documentBytes } from '../graphql/documentBytes.ts';
import { answersOfOneVersion } from './answersOfOneVersion.ts';
import type { ApiContext } from './apiContext.ts';
import { knownOperations } from './asked.ts';
import { executor } from './execution/executor.ts';
import { gatewayOf } from './execution/gateway.ts';
import type { PreparedQueries } from './execution/PreparedQueries.ts';
import { faultsAreOurs } from './faults.ts';
import { formatError } from './formatError.ts';
import { freshness } from './http/freshness.ts';
import type { Limits } from './limits/limits.ts';
import type { Telemetry } from './telemetry/Telemetry.ts';

/** What Apollo Server is made from. */
export interface ApolloFrom {
  schema: GraphQLSchema;
  /** Where it notes what needs it no more. */
  queries: PreparedQueries;
  limits: Limits;
  telemetry: Telemetry;
  log: FastifyBaseLogger;
}

/** Apollo Server over the schema: what is refused before anything runs, and what every answer says. HTTP is not its matter. */
export async function startApollo({
  schema,
  queries,
  limits,
  telemetry,
  log,
}: ApolloFrom): Promise<ApolloServer<ApiContext>> {
  const apollo = new ApolloServer<ApiContext>({
    gateway: gatewayOf(schema, executor(schema, limits.execution, queries)),
    introspection: true,
    persistedQueries: false,
    documentStore: documentStore(),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    ...limits.apollo,
    validationRules: [knownOperations, ...limits.rules],
    formatError: formatError((cause, error) => telemetry.unexpected(log, cause, error)),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // Who has the answer already is told so before it is charged for.
      freshness,
      ...limits.plugins,
      faultsAreOurs,
      answersOfOneVersion,
      telemetry.operations,
    ],
  });
  await apollo.start();
  return apollo;
}

/** The memory of the parsed documents of Apollo Server, in bytes: its default bounds their JSON, a fifth of that. */
const DOCUMENT_STORE_BYTES = 32_000_000;

function documentStore(): NonNullable<ApolloServerOptions<ApiContext>['documentStore']> {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: DOCUMENT_STORE_BYTES,
    sizeCalculation: documentBytes,
  });
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => {
      documents.set(key, document);
    },
    delete: async (key) => documents.delete(key),
  };
}
