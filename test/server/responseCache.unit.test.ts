import { expect, test } from '@jest/globals';
import { ResponseCache } from '../../src/server/responseCache/ResponseCache.ts';

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
    const accepted = { mediaType: 'application/json', errorsAre200: false } as const;
    let executions = 0;
    const execute = async () => {
      executions += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return { cacheable: versionToken === null ? null : response(versionToken, bytes) };
    };
    const answer = async () => cache.answer(await cache.keyOf(request, accepted, null, '2026-01-01'), execute);
    await Promise.all(Array.from({ length: 200 }, answer));
    return executions;
  };
  return { watcher, send200 };
}

function response(versionToken: string, bytes: number) {
  return {
    status: 200,
    headers: {},
    mediaType: 'application/json',
    cacheControl: 'no-store',
    etag: null,
    body: Buffer.alloc(bytes),
    encoded: new Map(),
    version: 1,
    versionToken,
    cost: 1,
    operation: { type: 'query', name: null, hash: null },
    errors: undefined,
  } as const;
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
  setImmediate(() => {
    watcher.token = '2.0.6';
  });
  expect(await executions).toBe(200);
});

test('executes equal requests once if the version is confirmed, and each request while it stays unknown', async () => {
  const { watcher, send200 } = caching();
  watcher.token = null;
  expect(await send200({ versionToken: VERSION })).toBe(200);
  watcher.confirm = async () => VERSION;
  expect(await send200({ versionToken: VERSION })).toBe(1);
});
