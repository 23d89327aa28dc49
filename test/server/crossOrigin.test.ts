import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databases } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { CLIENT_HEADERS } from './clientHeaders.ts';
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

  const preflight = (path: string, requested: string) =>
    served.send(path, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://example.org',
        'access-control-request-method': 'GET',
        'access-control-request-headers': requested,
      },
    });

  test.each([
    ['/graphql', 'GET, HEAD, POST'],
    [`/graphql/sha256:${'a'.repeat(64)}`, 'GET, HEAD, POST'],
    [`/d/sha256:${'a'.repeat(64)}.csv`, 'GET, HEAD'],
    ['/schema.graphql', 'GET, HEAD'],
    ['/readyz', 'GET, HEAD'],
  ])('may send any header to %s', async (path, methods) => {
    const { status, headers } = await preflight(path, CLIENT_HEADERS.join(','));
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('access-control-allow-methods')).toBe(methods);
    expect(headers.get('allow')).toBe(`${methods}, OPTIONS`);
    expect(headers.get('access-control-allow-headers')).toBe(CLIENT_HEADERS.join(', '));
    expect(headers.get('access-control-max-age')).toBe('86400');
    expect(headers.get('vary')).toMatch(/\bAccess-Control-Request-Headers\b/);
  });

  test.each([
    ['no header', '', null],
    ['names that are not tokens', 'x-a, b c, <script>, "q", x:y, é, x-b', 'x-a, x-b'],
    ['an empty list', ' , ,,', null],
    ['upper case', 'X-Requested-With', 'x-requested-with'],
    ['a name of 101 characters', `${'a'.repeat(101)},${'b'.repeat(100)}`, 'b'.repeat(100)],
    [
      '101 names',
      Array.from({ length: 101 }, (_, at) => `x-${at}`).join(','),
      Array.from({ length: 100 }, (_, at) => `x-${at}`).join(', '),
    ],
  ])('is allowed the valid names only: %s', async (_name, requested, allowed) => {
    const { status, headers } = await preflight('/graphql', encodeLatin1(requested));
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-headers')).toBe(allowed);
  });

  test.each([
    ['DELETE', `/graphql/sha256:${'a'.repeat(64)}`, 'GET, HEAD, POST, OPTIONS'],
    ['POST', `/d/sha256:${'a'.repeat(64)}.csv`, 'GET, HEAD, OPTIONS'],
    ['PUT', '/livez', 'GET, HEAD, OPTIONS'],
  ])('gets the allowed methods for %s %s, whatever the body', async (method, path, allow) => {
    const response = await served.send(path, { method, body: '<a/>', headers: { 'content-type': 'text/xml' } });
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

/** `fetch` sends the code units of a header as bytes. */
function encodeLatin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
