import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FORMER_METRICS } from '../../../src/server/telemetry/formerMetrics.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openRegister, type TestRegister } from '../../support/register.ts';
import { LIMITS } from '../testServer.ts';
import { startObservedServer } from './observedServer.ts';

const TOKEN = 'un-jeton-de-collecte';

onEachDatabase('Metrics', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());

  test('count requests, operations, errors and statements, by closed lists of labels', async () => {
    const served = await startObservedServer(register, { metricsToken: TOKEN });
    const metrics = async () => {
      const response = await served.send('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      return parsed(await response.text());
    };
    await served.sendQuery('query Canari($n: Int) { startups(first: $n) { totalCount } }', { variables: { n: 7 } });
    await served.sendQuery('{ startups(first: 5000) { totalCount } }');
    await served.sendQuery('{ canari }');
    await served.sendQuery('{ {');
    await served.send('/canari-1?canari=2', { headers: { 'x-request-id': 'last-1' } });
    await served.waitForLogLine('last-1');
    await register.pool.query(
      `INSERT INTO publication (platform, release_name, register_version, started_at, finished_at, outcome)
       VALUES ('https://demo.data.gouv.fr', 'r', 0, now() - interval '26 hours', now() - interval '25 hours', 'UNCHANGED')`,
    );

    const found = await metrics();
    expect(Object.fromEntries(found)).toMatchObject({
      'http_request_duration_seconds_count{method="POST",route="/graphql",status="2xx"}': expect.any(Number),
      'http_request_duration_seconds_count{method="GET",route="none",status="4xx"}': 1,
      'graphql_operations_total{type="query",outcome="ok"}': 1,
      'graphql_operations_total{type="query",outcome="PAGE_SIZE_OUT_OF_RANGE"}': 1,
      'graphql_operations_total{type="none",outcome="GRAPHQL_PARSE_FAILED"}': 1,
      'graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"}': 1,
      'sql_statement_duration_seconds_count{outcome="ok"}': expect.any(Number),
      'database_pool_clients{state="waiting"}': 0,
      registre_database_up: 1,
      registre_register_version: 0,
      registre_rate_limited_total: 0,
      registre_embedded_database_restarts_total: 0,
      nodejs_eventloop_lag_seconds: expect.any(Number),
    });
    expect(found.get('registre_publication_age_seconds')).toBeGreaterThanOrEqual(25 * 3600);
    expect([...found.keys()].join('\n')).not.toMatch(/canari/i);
    expect([...found.keys()].filter((name) => name.startsWith('registre_build_info'))).toHaveLength(1);
    await served.close();
  });

  test('count requests over the rate limit, and restarts of the embedded database', async () => {
    const served = await startObservedServer(register, {
      limits: { ...LIMITS, costLimit: 100, rateLimit: 100 },
      restarts: () => 2,
    });
    await served.sendQuery('{ startups(first: 60) { nodes { name } } }');
    await served.sendQuery('{ startups(first: 60) { nodes { name } } }', {
      headers: { 'x-request-id': 'expensive-1' },
    });
    await served.sendQuery('{ __typename }', { headers: { 'x-request-id': 'expensive-2' } });
    expect(await served.waitForLogLine('expensive-1')).toMatchObject({
      status: 429,
      errorCodes: ['RATE_LIMITED'],
      cost: 61,
    });
    expect(await served.waitForLogLine('expensive-2')).toMatchObject({
      status: 429,
      errorCodes: ['RATE_LIMITED'],
      cost: null,
    });
    const found = parsed(await served.telemetry.metrics.text());
    expect(found.get('registre_rate_limited_total')).toBe(2);
    expect(found.get('registre_embedded_database_restarts_total')).toBe(2);
    expect(found.get('registre_worker_restarts_total')).toBe(2);
    await served.close();
  });

  test.each(Object.entries(FORMER_METRICS))('%s has the value of %s, and is deprecated', async (formerName, name) => {
    const served = await startObservedServer(register, { restarts: () => 3 });
    served.telemetry.metrics.responseCacheHits.inc(4);
    const text = await served.telemetry.metrics.text();
    const found = parsed(text);
    expect(found.get(name)).toBeGreaterThan(0);
    expect(found.get(formerName)).toBe(found.get(name));
    expect(text).toContain(`# HELP ${formerName} Deprecated: use ${name}.`);
    await served.close();
  });

  test('unknown paths and names make no new series', async () => {
    const served = await startObservedServer(register);
    const count = async () => (await served.telemetry.metrics.text()).match(/^(http|graphql|sql|registre)_/gm)?.length;
    await served.send('/none-first');
    await served.sendQuery('{ first }', { headers: { 'x-request-id': 'known-1' } });
    await served.waitForLogLine('known-1');
    const before = await count();
    for (let at = 0; at < 50; at += 1) {
      await served.send(`/none-${at}`, { headers: { 'x-request-id': `path-${at}` } });
      await served.sendQuery(`query Q${at} { f${at} }`, { headers: { 'x-request-id': `name-${at}` } });
    }
    await served.waitForLogLine('path-49');
    await served.waitForLogLine('name-49');
    expect(await count()).toBe(before);
    await served.close();
  });

  test('require the token, if one is set', async () => {
    const served = await startObservedServer(register, { metricsToken: TOKEN });
    for (const authorization of ['', 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${'x'.repeat(TOKEN.length)}`]) {
      const response = await served.send('/metrics', { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'METRICS_PROTECTED' } }] });
    }
    await served.close();
  });

  test('without a token are served to this machine only, and to no request through a proxy', async () => {
    const served = await startObservedServer(register);
    expect((await served.send('/metrics')).status).toBe(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
      expect((await served.send('/metrics', { headers: { [name]: '127.0.0.1' } })).status).toBe(401);
    }
    await served.close();
  });

  test('are served while the database does not answer', async () => {
    const served = await startObservedServer(register, { metricsToken: TOKEN });
    await register.pool.query('ALTER TABLE register RENAME TO register_gone');
    const found = parsed(await served.telemetry.metrics.text());
    expect(found.get('registre_database_up')).toBe(0);
    expect(found.has('registre_register_version')).toBe(false);
    await register.pool.query('ALTER TABLE register_gone RENAME TO register');
    await served.close();
  });
});

/** The samples by name and labels. Throws on a line that is not a sample: https://prometheus.io/docs/instrumenting/exposition_formats/. */
function parsed(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  const described = new Set<string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, described1] = /^# (?:HELP|TYPE) ([a-z_0-9]+) \S/.exec(line) ?? [];
    const [, name, labels = '', value] =
      /^([a-z_0-9]+)(\{(?:[a-z_]+="(?:[^"\\]|\\.)*",?)+\})? (-?[\d.e+-]+|[+-]Inf|Nan)$/.exec(line) ?? [];
    if (described1) described.add(described1);
    else if (!name || (!described.has(name.replace(/_(bucket|sum|count)$/, '')) && !described.has(name))) {
      throw new Error(`not a sample: ${line}`);
    } else {
      expect(samples.has(`${name}${labels}`)).toBe(false);
      samples.set(`${name}${labels}`, Number(value));
    }
  }
  return samples;
}
