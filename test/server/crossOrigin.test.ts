import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databases } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { type ObservedServer, startObservedServer } from './telemetry/observedServer.ts';

describe.each(databases())('A page of another site', ({ open }) => {
  let register: TestRegister;
  let served: ObservedServer;
  beforeAll(async () => {
    register = await openRegister(open);
    served = await startObservedServer(register);
  });
  afterAll(async () => {
    await served.close();
    await register.close();
  });

  test.each([
    ['/graphql', 'GET, POST'],
    [`/graphql/sha256:${'a'.repeat(64)}`, 'GET, POST'],
    [`/d/sha256:${'a'.repeat(64)}.csv`, 'GET, HEAD'],
    ['/schema.graphql', 'GET, HEAD'],
    ['/readyz', 'GET, HEAD'],
  ])('may send conditional, trace and token headers to %s', async (path, methods) => {
    const { status, headers } = await served.send(path, { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toBe(methods);
    expect(headers.get('allow')).toBe(`${methods}, OPTIONS`);
    expect(headers.get('access-control-allow-headers')).toMatch(/authorization.*if-none-match.*traceparent/);
  });

  test.each([
    ['DELETE', `/graphql/sha256:${'a'.repeat(64)}`, 'GET, POST, OPTIONS'],
    ['POST', `/d/sha256:${'a'.repeat(64)}.csv`, 'GET, HEAD, OPTIONS'],
    ['HEAD', '/graphql', 'GET, POST, OPTIONS'],
    ['PUT', '/livez', 'GET, HEAD, OPTIONS'],
  ])('gets the allowed methods for %s %s, whatever the body', async (method, path, allow) => {
    const body = method === 'HEAD' ? undefined : '<a/>';
    const response = await served.send(path, { method, body, headers: { 'content-type': 'text/xml' } });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each(['/nothing', '/graphql/a/b/c', '/livez/x'])('gets 404 at %s', async (path) => {
    const response = await served.send(path, { method: 'OPTIONS' });
    expect(response.status).toBe(404);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});
