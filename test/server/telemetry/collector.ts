import { once } from 'node:events';
import { createServer } from 'node:http';

/** A stand-in for an OpenTelemetry collector: it receives OTLP in JSON over HTTP and keeps the bodies. */
export interface Collector {
  readonly url: string;
  /** The request bodies, unparsed. */
  readonly bodies: string[];
  readonly headers: Record<string, string | string[] | undefined>[];
  spans(): ReceivedSpan[];
  close(): Promise<void>;
}

/** A span as OTLP writes it: https://opentelemetry.io/docs/specs/otlp/#otlphttp. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status: { code?: number };
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

interface Received {
  resourceSpans: { scopeSpans: { spans: ReceivedSpan[] }[] }[];
}

export async function startCollector(status = 200): Promise<Collector> {
  const bodies: string[] = [];
  const headers: Collector['headers'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    bodies.push(body);
    headers.push({ ...request.headers, url: request.url });
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the collector does not listen');
  return {
    url: `http://127.0.0.1:${address.port}/v1/traces`,
    bodies,
    headers,
    spans: () =>
      bodies.flatMap((body) => {
        const { resourceSpans }: Received = JSON.parse(body);
        return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
