import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { POSTGRESQL, type TestDatabase } from '../support/databases.ts';
import { type NetworkProxy, startNetworkProxy } from '../support/networkProxy.ts';
import { startTestServer, type TestServer } from './testServer.ts';

const QUERY = '{ register { version } startups { totalCount } }';

let server: TestServer;
let road: NetworkProxy;
beforeAll(async () => {
  server = await startTestServer(throughRoad, null, () => async () => null, { queryTimeout: 5 });
});
afterAll(async () => {
  await server.close();
  road.disconnect();
});

test('an unavailable PostgreSQL under load gives 503, and requests succeed when it is available again', async () => {
  const load = repliesDuring(() => road.disconnect());
  const statuses = new Set((await load).map(({ status }) => status));
  expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);

  const reply = await fetchQuery();
  expect({ status: reply.status, retryAfter: reply.headers.get('retry-after') }).toEqual({
    status: 503,
    retryAfter: '1',
  });
  expect(await reply.json()).toMatchObject({ errors: [{ extensions: { code: 'DATABASE_AWAY' } }] });

  await road.reconnect();
  expect(await server.execute(QUERY)).toMatchObject({ status: 200 });
});

test('connections terminated by PostgreSQL under load give at worst 503, and are replaced', async () => {
  const replies = await repliesDuring(async () => {
    await server.register.pool.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
  });
  const codes = replies.flatMap(({ body }) => body.errors?.map(({ extensions }) => extensions.code) ?? []);
  expect(codes.filter((code) => code !== 'DATABASE_AWAY')).toEqual([]);
  expect(await server.execute(QUERY)).toMatchObject({ status: 200 });
});

/** Sends fifty requests at once, and runs a function before all are answered. */
async function repliesDuring(happens: () => unknown) {
  const replies = Array.from({ length: 50 }, () => server.execute(QUERY));
  await Promise.race(replies);
  await happens();
  return Promise.all(replies);
}

function fetchQuery(): Promise<Response> {
  const address = server.app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return fetch(`http://127.0.0.1:${port}/graphql?query=${encodeURIComponent(QUERY)}`);
}

async function throughRoad(): Promise<TestDatabase> {
  const database = await POSTGRESQL.open();
  if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
  road = await startNetworkProxy(database.connection.url);
  return { connection: { kind: 'url', url: road.url }, drop: database.drop };
}
