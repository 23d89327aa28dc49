import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { DOCUMENT_AT_MOST, documentRules } from '../limits/documentRules.ts';
import type { Telemetry } from '../telemetry/Telemetry.ts';
import type { EndPart } from '../telemetry/Tracing.ts';
import type { ApiContext } from './apiContext.ts';
import { EXECUTION_OPTIONS } from './executePlan.ts';
import { formatError } from './formatError.ts';
import type { PreparedDocuments } from './PreparedDocuments.ts';

/** The operation that a client requests. */
export interface GraphQLRequest {
  readonly method: string;
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** A result with `data` as JSON text, and what it sets of the HTTP response. */
export interface OperationResult {
  readonly data?: string | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly status: number;
  readonly headers?: ReadonlyMap<string, string>;
}

/** A validated document: the result has the errors of an invalid one. */
export type Validated = { readonly result: OperationResult } & (
  | { readonly isValid: true; readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly isValid: false; readonly document?: DocumentNode; readonly operation?: OperationDefinitionNode }
);

/** What Apollo Server has found until it stops: undefined for what it has not. */
interface Validation {
  document?: DocumentNode;
  operation?: OperationDefinitionNode;
  isValid: boolean;
}

type ApolloContext = ApiContext & { readonly validation?: Validation };

/** Apollo Server over the schema: it parses and validates documents, executes resolvers and formats errors. */
export class Apollo {
  readonly #server: ApolloServer<ApolloContext>;

  private constructor(server: ApolloServer<ApolloContext>) {
    this.#server = server;
  }

  static async start(
    schema: GraphQLSchema,
    documentStore: PreparedDocuments,
    telemetry: Telemetry,
    log: FastifyBaseLogger,
  ): Promise<Apollo> {
    const { tokens, characters, comments, selections, errors } = DOCUMENT_AT_MOST;
    const server = new ApolloServer<ApolloContext>({
      schema,
      documentStore,
      introspection: true,
      persistedQueries: false,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      maxRecursiveSelections: selections,
      parseOptions: { maxLexicalTokens: tokens, maxSourceLength: characters, maxComments: comments },
      validationRules: [...documentRules],
      validationOptions: { maxErrors: errors },
      executionOptions: EXECUTION_OPTIONS,
      formatError: (formatted, error) =>
        formatError(formatted, error, (cause) => telemetry.unexpected(log, cause, telemetry.recordOf(error))),
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        observed(telemetry),
        stopsAfterValidation,
      ],
    });
    await server.start();
    return new Apollo(server);
  }

  /** Parses and validates a document, without executing it. */
  async validate(request: GraphQLRequest, context: ApiContext): Promise<Validated> {
    const validation: Validation = { isValid: false };
    const result = await this.execute(request, { ...context, validation });
    const { document, operation, isValid } = validation;
    return isValid && document && operation
      ? { isValid, document, operation, result }
      : { isValid: false, document, operation, result };
  }

  /** Executes an operation by its resolvers. */
  async execute(
    { method, query, operationName, variables }: GraphQLRequest,
    contextValue: ApolloContext,
  ): Promise<OperationResult> {
    const http = { method, headers: new HeaderMap(), search: '', body: undefined };
    const response = await this.#server.executeOperation({ query, operationName, variables, http }, { contextValue });
    if (response.body.kind !== 'single') throw new Error('incremental delivery is not supported');
    const { data, errors } = response.body.singleResult;
    const { status = 200, headers } = response.http;
    return { data: data && JSON.stringify(data), errors, status, headers };
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

const NOT_EXECUTED = {
  http: { status: undefined, headers: new HeaderMap() },
  body: { kind: 'single', singleResult: {} },
} as const;

/** Ends {@link Apollo.validate} before execution. */
const stopsAfterValidation: ApolloServerPlugin<ApolloContext> = {
  async requestDidStart({ contextValue: { validation } }) {
    if (!validation) return;
    return {
      async didEncounterErrors({ document, operation }) {
        Object.assign(validation, { document, operation });
      },
      async responseForOperation({ document, operation }) {
        // Executing it gives the error of a missing operation.
        if (!operation) return null;
        Object.assign(validation, { document, operation, isValid: true });
        return NOT_EXECUTED;
      },
    };
  },
};

/** Traces parsing and validation, and relates errors to the record of their request. */
function observed(telemetry: Telemetry): ApolloServerPlugin<ApolloContext> {
  return {
    async requestDidStart({ contextValue: { record } }) {
      return {
        parsingDidStart: async () => untilEnded(record.span?.part('graphql.parse')),
        validationDidStart: async () => untilEnded(record.span?.part('graphql.validate')),
        async didEncounterErrors({ errors }) {
          telemetry.encountered(errors, record);
        },
      };
    },
  };
}

// The message of a syntax or validation error may quote the document.
function untilEnded(end: EndPart | undefined) {
  return end && (async (failed?: unknown) => end(failed === undefined ? undefined : 'error'));
}
