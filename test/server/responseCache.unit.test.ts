import { expect, test } from '@jest/globals';
import type { OperationResponse } from '../../src/server/pipeline/operationResponse.ts';
import { ResponseCache } from '../../src/server/pipeline/ResponseCache.ts';

const VERSION = '1.0.5';

/** A cache at a version, and a function that sends 200 equal requests and counts their executions. */
function caching() {
  const watcher: { token: string | null; confirm: () => Promise<string | null>; observe(): void } = {
    token: VERSION,
    confirm: async () => watcher.token,
    observe: () => {},
  };
  const cache = new ResponseCache({ watcher, megabytes: 1 });
  const send200 = async ({ versionToken, bytes = 10 }: { versionToken: string | null; bytes?: number }) => {
    const request = { method: 'POST', url: '/graphql', headers: {}, body: `{"query":"{ a }","of":"${bytes}"}` };
    const key = { request, mediaType: 'application/json', actor: null, today: '2026-01-01' };
    let executions = 0;
    const execute = async () => {
      executions += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return response(versionToken, bytes);
    };
    await Promise.all(Array.from({ length: 200 }, () => cache.answer(key, execute)));
    return executions;
  };
  return { watcher, send200 };
}

function response(versionToken: string | null, bytes: number): OperationResponse {
  return {
    status: 200,
    headers: {},
    cacheControl: 'no-store',
    etag: null,
    body: 'a'.repeat(bytes),
    encoded: new Map(),
    version: 1,
    versionToken,
    cost: 1,
    isCacheable: versionToken !== null,
    operation: { type: 'query', name: null, hash: null },
  };
}

test('executes equal requests once, then none', async () => {
  const { send200 } = caching();
  expect(await send200({ versionToken: VERSION })).toBe(1);
  expect(await send200({ versionToken: VERSION })).toBe(0);
});

test('shares a response that is too large for the cache, without caching it', async () => {
  const { send200 } = caching();
  expect(await send200({ versionToken: VERSION, bytes: 900_000 })).toBe(1);
  expect(await send200({ versionToken: VERSION, bytes: 900_000 })).toBe(1);
});

test('executes each request whose response may not be cached', async () => {
  const { send200 } = caching();
  expect(await send200({ versionToken: null })).toBe(200);
});

test('shares no response that is older than the register', async () => {
  const { watcher, send200 } = caching();
  const executions = send200({ versionToken: VERSION });
  watcher.token = '2.0.6';
  expect(await executions).toBe(200);
});

test('executes equal requests once if the version is confirmed, and each request while it stays unknown', async () => {
  const { watcher, send200 } = caching();
  watcher.token = null;
  expect(await send200({ versionToken: VERSION })).toBe(200);
  watcher.confirm = async () => VERSION;
  expect(await send200({ versionToken: VERSION })).toBe(1);
});
