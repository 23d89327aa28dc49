import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anEntity, aSource, aStartup } from '../../support/builders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openRegister, type TestRegister } from '../../support/register.ts';
import { type Collector, type ReceivedSpan, startCollector } from './collector.ts';
import { type ObservedServer, startObservedServer } from './observedServer.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

const LIST = `query Liste($text: String) {
  startups(first: 100, filter: { text: $text }) { totalCount nodes { name sponsors { name } services { nodes { name } } phase } }
}`;

onEachDatabase('Traces', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());

  test('continue the trace of the client down to each SQL statement, without values and in few spans', async () => {
    const [collector, served] = await tracing(register);
    const slugs = Array.from({ length: 100 }, (_, at) => `canari-valeur-${at}`);
    await register.load(
      aSource({
        entities: [anEntity('ministere')],
        startups: slugs.map((slug) => aStartup(slug, { sponsors: ['ministere'] })),
      }),
    );
    const response = await served.sendQuery(LIST, {
      variables: { text: 'canari-valeur' },
      headers: {
        traceparent: `00-${TRACE}-${CALLER}-01`,
        'x-request-id': 'traced-1',
        authorization: 'Bearer canari-jeton',
      },
    });
    expect(await response.json()).toMatchObject({ data: { startups: { totalCount: 100 } } });
    expect(await served.waitForLogLine('traced-1')).toMatchObject({ traceId: TRACE });
    await served.close();

    const spans = collector.spans();
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    expect(spans.length).toBeLessThanOrEqual(30);
    const request = named(spans, 'POST /graphql');
    expect(request).toMatchObject({ parentSpanId: CALLER, kind: 2 });
    expect(factsOf(request)).toMatchObject({
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'graphql.operation.name': 'Liste',
      'registre.request.id': 'traced-1',
      'registre.register.version': 1,
    });
    const execution = named(spans, 'graphql.execute');
    for (const part of ['graphql.parse', 'graphql.validate', 'graphql.execute']) {
      expect(named(spans, part).parentSpanId).toBe(request.spanId);
    }
    const statements = spans.filter(({ name }) => name === 'SQL');
    expect(statements.length).toBeGreaterThan(0);
    for (const { parentSpanId } of statements) expect(parentSpanId).toBe(execution.spanId);
    expect(factsOf(named(spans, 'SQL'))['db.query.text']).toMatch(/^SELECT .*\$1/s);
    expect(collector.headers[0]).toMatchObject({ url: '/v1/traces', 'x-cle': 'la-cle' });
    expect(collector.bodies.join()).toContain('registre-essai');
    expect(collector.bodies.join()).not.toMatch(/canari/i);
    await collector.close();
  });

  test('start with the trace ID of the log when the client sends no valid one', async () => {
    const [collector, served] = await tracing(register);
    await served.send('/livez', { headers: { 'x-request-id': 'first-1', traceparent: `00-${TRACE}-0000-01` } });
    const { traceId } = await served.waitForLogLine('first-1');
    await served.close();
    expect(traceId).not.toBe(TRACE);
    expect(collector.spans()).toMatchObject([{ traceId, name: 'GET /livez' }]);
    expect(collector.spans()[0]?.parentSpanId ?? '').toBe('');
    await collector.close();
  });

  test('are not recorded when the client does not sample its trace', async () => {
    const [collector, served] = await tracing(register);
    await served.send('/livez', { headers: { traceparent: `00-${TRACE}-${CALLER}-00` } });
    await served.close();
    expect(collector.spans()).toEqual([]);
    await collector.close();
  });

  test('a collector that is unavailable or rejects spans delays no request; lost batches are counted', async () => {
    const collector = await startCollector(400);
    const served = await startObservedServer(register, { traces: settings(collector.url) });
    expect((await served.sendQuery('{ register { version } }')).status).toBe(200);
    await served.app.close();
    expect(await served.telemetry.metrics.text()).toMatch(/^registre_trace_batches_lost_total [1-9]/m);
    await collector.close();

    const withoutCollector = await startObservedServer(register, { traces: settings(collector.url) });
    expect((await withoutCollector.sendQuery('{ register { version } }')).status).toBe(200);
    await withoutCollector.close();
  });
});

async function tracing(register: TestRegister): Promise<[Collector, ObservedServer]> {
  const collector = await startCollector();
  return [collector, await startObservedServer(register, { traces: settings(collector.url) })];
}

function settings(url: string) {
  return { url, headers: { 'x-cle': 'la-cle' }, serviceName: 'registre-essai', ratio: 1 };
}

function named(spans: readonly ReceivedSpan[], wanted: string): ReceivedSpan {
  const found = spans.find(({ name }) => name === wanted);
  if (!found) throw new Error(`there is no ${wanted} in ${spans.map(({ name }) => name).join(', ')}`);
  return found;
}

function factsOf({ attributes }: ReceivedSpan): Record<string, string | number | undefined> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));
}
