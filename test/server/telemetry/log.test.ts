import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aSource, aStartup } from '../../support/builders.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openRegister, type TestRegister } from '../../support/register.ts';
import { type ObservedServer, startObservedServer } from './observedServer.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

onEachDatabase('The log', (open) => {
  let register: TestRegister;
  let served: ObservedServer;
  beforeAll(async () => {
    register = await openRegister(open);
    served = await startObservedServer(register, { actor: { name: 'suivi', role: 'EDITOR' } });
    await register.load(aSource({ startups: ['a', 'b', 'c'].map((slug) => aStartup(slug)) }));
  });
  afterAll(async () => {
    await served.close();
    await register.close();
  });

  test('has one line for each request: the operation, its outcome, and the ID of the response', async () => {
    const response = await served.sendQuery('query Liste($n: Int) { startups(first: $n) { nodes { name } } }', {
      variables: { n: 2 },
      headers: { traceparent: PARENT, authorization: 'Bearer any' },
    });
    const id = response.headers.get('x-request-id') ?? '';
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await served.waitForLogLine(id)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      msg: 'request',
      requestId: id,
      traceId: TRACE,
      method: 'POST',
      route: '/graphql',
      status: 200,
      durationMs: expect.any(Number),
      responseBytes: expect.any(Number),
      aborted: false,
      operationName: 'Liste',
      operationType: 'query',
      documentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      cost: JSON.parse(await response.text()).extensions.cost.requested,
      registerVersion: 1,
      tokenName: 'suivi',
      errorCodes: [],
      statements: expect.any(Number),
      databaseMs: expect.any(Number),
    });
  });

  test.each([
    ['abc-1.2_Z', true],
    ['a'.repeat(64), true],
    ['a'.repeat(65), false],
    ['two words', false],
    ['quote"', false],
    ['', false],
  ])('an X-Request-Id of the client is used if it is safe in a log: %j', async (given, kept) => {
    const { headers } = await served.send('/livez', { headers: { 'x-request-id': given } });
    expect(headers.get('x-request-id') === given).toBe(kept);
    expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
  });

  test.each([
    ['/nothing', {}],
    ['/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }],
    ['/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: `"${'a'.repeat(200_000)}"` }],
    ['/graphql', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'a' }],
    ['/graphql', { method: 'OPTIONS' }],
    ['/broken/x', {}],
  ])('every response has its request ID: %s', async (path, init: RequestInit) => {
    const { headers } = await served.send(path, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), 'x-request-id': 'mine-1' },
    });
    expect(headers.get('x-request-id')).toBe('mine-1');
  });

  test('the error codes of GraphQL and HTTP are logged', async () => {
    const response = await served.sendQuery('{ startups(first: 5000) { nodes { name } } }', {
      headers: { 'x-request-id': 'rejected-1' },
    });
    expect(response.status).toBeLessThan(500);
    expect(await served.waitForLogLine('rejected-1')).toMatchObject({ errorCodes: ['PAGE_SIZE_OUT_OF_RANGE'] });
    await served.send('/nothing', { headers: { 'x-request-id': 'nothing-1' } });
    expect(await served.waitForLogLine('nothing-1')).toMatchObject({ errorCodes: ['NOT_FOUND'], status: 404 });
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } });
    await served.send(`/graphql?extensions=${encodeURIComponent(extensions)}`, {
      headers: { 'x-request-id': 'unknown-1' },
    });
    expect(await served.waitForLogLine('unknown-1')).toMatchObject({ errorCodes: ['PERSISTED_QUERY_NOT_FOUND'] });
  });

  test('an unexpected error of a resolver is masked, and logged with the reference of the response', async () => {
    await register.pool.query('ALTER TABLE theme RENAME TO theme_gone');
    const response = await served.sendQuery('{ themes { nodes { name } } }', {
      headers: { 'x-request-id': 'broken-1', traceparent: PARENT },
    });
    await register.pool.query('ALTER TABLE theme_gone RENAME TO theme');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain('broken-1');
    expect(text).not.toMatch(/theme_gone|relation|SELECT|at .*\.ts/);
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR', reference: 'broken-1' } }],
    });
    const logged = served.lines.find(({ requestId }) => requestId === 'broken-1');
    expect(logged).toMatchObject({
      level: 'error',
      requestId: 'broken-1',
      traceId: TRACE,
      err: { type: 'DatabaseError', code: '42P01', message: '', stack: expect.stringContaining('    at ') },
    });
  });

  test('an unexpected error outside GraphQL is masked, and logged with its stack and without quoted text', async () => {
    const response = await served.send('/broken/canari-chemin?q=canari-question', {
      headers: { 'x-request-id': 'broken-2' },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/canari|stack/i);
    expect(served.lines.find(({ requestId }) => requestId === 'broken-2')).toMatchObject({
      err: { type: 'Error', message: 'no … in …', stack: expect.stringContaining('observedServer.ts') },
    });
    expect(await served.waitForLogLine('broken-2')).toMatchObject({ route: '/broken/:name', status: 500 });
  });

  test('no value, token or text of a document is in the log', async () => {
    const query = 'query Q($t: String!) { startups(filter: {text: $t}) { totalCount } } # canari-document';
    const headers = { authorization: 'Bearer regnum_canari', cookie: 'canari=1', 'user-agent': 'canari-agent' };
    await served.sendQuery(query, {
      variables: { t: 'Jeanne Canari' },
      headers: { ...headers, 'x-request-id': 'quiet-1' },
    });
    await served.sendQuery('{ startup(by: { slug: "canari-litteral" }) { name } canari }', { headers });
    await served.sendQuery('query Q($n: Int!) { startups(first: $n) { totalCount } }', {
      variables: { n: 'canari' },
      headers,
    });
    await served.send(`/graphql?query=${encodeURIComponent('{ canari }')}`, { headers });
    await served.send('/canari-chemin', { headers: { ...headers, 'x-request-id': 'quiet-2' } });
    expect(await served.waitForLogLine('quiet-1')).toMatchObject({ operationName: 'Q' });
    await served.waitForLogLine('quiet-2');
    const ofRequests = served.lines.filter(({ requestId }) => requestId !== undefined);
    expect(ofRequests.length).toBeGreaterThan(5);
    expect(JSON.stringify(ofRequests)).not.toMatch(/canari|127\.0\.0\.1|totalCount/i);
  });
});
