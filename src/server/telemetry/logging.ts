import type { IncomingMessage } from 'node:http';
import { type FastifyReply, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';
import { errorFacts } from './errorFacts.ts';
import { logOnDemand } from './logOnDemand.ts';
import type { LogStream } from './logStream.ts';
import { type RequestRecord, recordOf } from './RequestRecord.ts';

/** The options of the HTTP server that make its log: JSON lines with the id of the request, and no value in any. */
export function logging(level: string, stream: LogStream) {
  return {
    genReqId: (request: IncomingMessage) => recordOf(request).id,
    requestIdHeader: false,
    logController: new LogController({ requestIdLogLabel: 'requestId', disableRequestLogging: true }),
    logger:
      level === 'silent'
        ? false
        : {
            level,
            stream,
            base: null,
            timestamp: () => `,"time":"${new Date().toISOString()}"`,
            formatters: { level: (label: string) => ({ level: label }) },
            serializers: {
              err: (error) => errorFacts(error),
              req: requestFacts,
              res: ({ statusCode }) => ({ statusCode }),
            },
          },
    childLoggerFactory: (logger, bindings, options, request) =>
      logOnDemand(logger, () => logger.child({ ...bindings, traceId: recordOf(request).trace.traceId }, options)),
  } satisfies FastifyServerOptions;
}

/** How a request ended. */
export interface Ending {
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  /** Whoever asked went away before the answer. */
  readonly aborted: boolean;
}

/** The one line of a request. Who asked is in no field: no address, no agent, no token but its name. */
export function logRequest(request: FastifyRequest, reply: FastifyReply, record: RequestRecord, ending: Ending): void {
  const { route, status, ms, aborted } = ending;
  const length = Number(reply.getHeader('content-length'));
  request.log.info(
    {
      method: request.method,
      route,
      status,
      ms: round(ms),
      bytes: Number.isFinite(length) ? length : null,
      aborted,
      operation: record.operation?.name ?? null,
      operationType: record.operation?.type ?? null,
      document: record.operation?.hash ?? null,
      cost: record.cost,
      version: record.version,
      token: record.token,
      codes: record.codes,
      statements: record.statements,
      databaseMs: round(record.databaseMs),
    },
    'request',
  );
}

// The URL of a request may hold a document and its variables.
function requestFacts({ method }: FastifyRequest) {
  return { method };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
