import { writeSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { type FastifyReply, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';
import { recordOf, requestIds } from './RequestRecord.ts';
import { serializeError } from './serializeError.ts';

export interface LogStream {
  write(line: string): void;
}

/**
 * A log on standard error. It writes the lines of one turn of the event loop at once, and those before an exit. It drops lines that
 * cannot be written (closed pipe, full disk), so that no request fails.
 * @param onLoss called for each line that is dropped.
 */
export function standardErrorLog(onLoss: () => void): LogStream {
  let lines: string[] = [];
  const flush = () => {
    process.off('exit', flush);
    const pending = lines;
    lines = [];
    let rest = Buffer.from(pending.join(''));
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(process.stderr.fd, rest));
    } catch {
      for (const _line of pending) onLoss();
    }
  };
  return {
    write(line) {
      if (lines.push(line) > 1) return;
      setImmediate(flush);
      process.on('exit', flush);
    },
  };
}

/** The Fastify options for the log: JSON lines without values. */
export function logOptions(level: string, stream: LogStream) {
  return {
    genReqId: (request: IncomingMessage) => recordOf(request).id,
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    logger: level !== 'silent' && {
      level,
      stream,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label: string) => ({ level: label }) },
      // The URL of a request may contain a document and its variables.
      serializers: { err: (error) => serializeError(error), req: ({ method }) => ({ method }) },
    },
    // A child logger per request takes longer than anything else that the server does before its handler. See `requestIds`.
    childLoggerFactory: (logger) => logger,
  } satisfies FastifyServerOptions;
}

const LEVELS_ABOVE_INFO = new Set(['warn', 'error', 'fatal', 'silent']);

/** Logs one line for a request. No field identifies the client, except the name of its token. */
export function logRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { route, ms, aborted }: { route: string; ms: number; aborted: boolean },
): void {
  if (LEVELS_ABOVE_INFO.has(request.log.level)) return;
  const { operation, cost, version, token, codes, statements, databaseMs } = recordOf(request.raw);
  const bytes = Number(reply.getHeader('content-length'));
  request.log.info(
    {
      ...requestIds(request.raw),
      method: request.method,
      route,
      status: reply.statusCode,
      durationMs: round(ms),
      responseBytes: Number.isFinite(bytes) ? bytes : null,
      aborted,
      operationName: operation?.name ?? null,
      operationType: operation?.type ?? null,
      documentHash: operation?.hash ?? null,
      cost,
      registerVersion: version,
      tokenName: token,
      errorCodes: codes,
      statements,
      databaseMs: round(databaseMs),
    },
    'request',
  );
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
