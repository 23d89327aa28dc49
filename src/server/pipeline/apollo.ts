import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { graphqlMethod } from '../http/requestParameters.ts';
import { DOCUMENT_BOUNDS, documentRules } from '../limits/documentRules.ts';
import type { Telemetry } from '../telemetry/Telemetry.ts';
import type { EndSpan } from '../telemetry/tracing.ts';
import type { ApiContext } from './apiContext.ts';
import { EXECUTION_OPTIONS } from './executePlan.ts';
import { formatError } from './formatError.ts';
import type { OperationState } from './OperationState.ts';
import type { PreparedDocuments } from './PreparedDocuments.ts';

/** A result with `data` as JSON text, and its HTTP status and headers. */
export interface OperationResult {
  readonly data?: string | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly status: number;
  readonly headers?: ReadonlyMap<string, string>;
}

/** The outcome of parsing and validation. `operation` is undefined when the document has no operation of the given name. */
interface Validation {
  document?: DocumentNode;
  operation?: OperationDefinitionNode;
  isValid: boolean;
}

type ApolloContext = ApiContext & { readonly validation?: Validation };
type ApolloRequest = Pick<OperationState, 'scope' | 'request'>;

/** Apollo Server for the schema: parses and validates documents, executes resolvers and formats errors. */
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
    const { tokens, characters, comments, selections, errors } = DOCUMENT_BOUNDS;
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
        pipelinePlugin(telemetry),
      ],
    });
    await server.start();
    return new Apollo(server);
  }

  /** Parses and validates a document without executing it. The result contains the errors of an invalid document. */
  async validate(request: ApolloRequest, context: ApiContext): Promise<Validation & { result: OperationResult }> {
    const validation: Validation = { isValid: false };
    const result = await this.execute(request, { ...context, validation });
    return { ...validation, result };
  }

  async execute(
    { scope, request: { query, operationName, variables } }: ApolloRequest,
    contextValue: ApolloContext,
  ): Promise<OperationResult> {
    const http = { method: graphqlMethod(scope.request), headers: new HeaderMap(), search: '', body: undefined };
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

/** Creates spans, links errors to the record of their request, and ends {@link Apollo.validate} before execution. */
function pipelinePlugin(telemetry: Telemetry): ApolloServerPlugin<ApolloContext> {
  return {
    async requestDidStart({ contextValue: { record, validation } }) {
      return {
        parsingDidStart: async () => endSpanHook(record.span?.startChild('graphql.parse')),
        validationDidStart: async () => endSpanHook(record.span?.startChild('graphql.validate')),
        async didEncounterErrors({ errors, document, operation }) {
          telemetry.encountered(errors, record);
          if (validation) Object.assign(validation, { document, operation });
        },
        async responseForOperation({ document, operation }) {
          // If the document has no operation of the given name, execution returns the error.
          if (!(validation && operation)) return null;
          Object.assign(validation, { document, operation, isValid: true });
          return NOT_EXECUTED;
        },
      };
    },
  };
}

const NOT_EXECUTED = {
  http: { status: undefined, headers: new HeaderMap() },
  body: { kind: 'single', singleResult: {} },
} as const;

// Spans contain no error message, because the message of a syntax or validation error may quote the document.
function endSpanHook(end: EndSpan | undefined) {
  return end && (async (failed?: unknown) => end(failed === undefined ? undefined : 'error'));
}
