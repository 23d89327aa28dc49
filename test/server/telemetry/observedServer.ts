import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../../src/register/Actor.ts';
import { type Health, type HealthOptions, serveHealth } from '../../../src/server/health.ts';
import { createServer, type ServerOptions } from '../../../src/server/server.ts';
import { serveMetrics } from '../../../src/server/telemetry/serveMetrics.ts';
import { Telemetry } from '../../../src/server/telemetry/Telemetry.ts';
import type { TraceSettings } from '../../../src/server/telemetry/tracing.ts';
import { releases } from '../../operations/releases.ts';
import { MEMBER_SECRET, type TestRegister } from '../../support/register.ts';
import { LIMITS } from '../testServer.ts';

/** A server like that of `registre serve`, whose log, metrics and traces a test can read. */
export interface ObservedServer {
  readonly app: FastifyInstance;
  readonly telemetry: Telemetry;
  readonly health: Health;
  /** The lines of the log so far. */
  readonly lines: LogLine[];
  send(path: string, init?: RequestInit): Promise<Response>;
  sendQuery(query: string, more?: { variables?: object; headers?: Record<string, string> }): Promise<Response>;
  /** The log line of the request with this ID, which is written after the response. */
  waitForLogLine(id: string): Promise<LogLine>;
  close(): Promise<void>;
}

export type LogLine = Readonly<Record<string, unknown>>;

export interface ObservedOptions {
  actor?: Actor | null;
  traces?: TraceSettings | null;
  metricsToken?: string | null;
  migrations?: HealthOptions['migrations'];
  shared?: boolean;
  limits?: ServerOptions['limits'];
  restarts?: () => number;
  starting?: boolean;
}

export async function startObservedServer(
  register: TestRegister,
  {
    actor = null,
    traces = null,
    metricsToken = null,
    migrations,
    shared = true,
    limits = LIMITS,
    restarts,
    starting = false,
  }: ObservedOptions = {},
): Promise<ObservedServer> {
  const { pool, dataSource } = register;
  const lines: LogLine[] = [];
  const log = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const telemetry = await Telemetry.open({ pool, releases, logLevel: 'info', log, traces, restarts });
  const app = await createServer({
    dataSource,
    pool,
    authenticate: async () => actor,
    memberSecret: MEMBER_SECRET,
    limits,
    releases,
    logLevel: 'info',
    telemetry,
  });
  const health = serveHealth(app, { pool, shared, migrations: migrations ?? (async () => 'current') });
  if (!starting) health.start();
  serveMetrics(app, telemetry.metrics, metricsToken);
  app.get('/broken/:name', async () => {
    throw Object.assign(new Error('no « Jeanne Canari » in "canari-valeur"'), { parameters: ['canari-valeur'] });
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const send = (path: string, init?: RequestInit) => fetch(`${address}${path}`, init);
  return {
    app,
    telemetry,
    health,
    lines,
    send,
    sendQuery: (query, { variables, headers } = {}) =>
      send('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    async waitForLogLine(id) {
      for (let turn = 0; turn < 500; turn += 1) {
        const line = lines.find(({ msg, requestId }) => msg === 'request' && requestId === id);
        if (line) return line;
        await setTimeout(10);
      }
      throw new Error(`the request ${id} was not logged`);
    },
    close: () => app.close(),
  };
}
