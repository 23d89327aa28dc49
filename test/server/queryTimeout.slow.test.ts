import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import { aSource, aTheme } from '../support/builders.ts';
import { everyRestartableDatabase, POSTGRESQL } from '../support/databases.ts';
import { type Reply, startTestServer, type TestServer } from './testServer.ts';

const SLOW = '{ themes { nodes { slug } } }';
const ANONYMOUS = () => async () => null;

describe.each(everyRestartableDatabase)('a query without end, over HTTP on $name', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open, null, ANONYMOUS, { queryTimeout: 2 });
    await server.register.load(aSource({ themes: [aTheme('sante')] }));
    await makeSlow(server.register.pool);
  });
  afterAll(() => server.close());

  test('is cancelled with an error, while other queries are answered and no data is lost', async () => {
    let isAnswered = false;
    const slow = server.execute(SLOW).finally(() => {
      isAnswered = true;
    });
    let meanwhile = 0;
    while (!isAnswered && meanwhile < 5) {
      expect((await server.send('/schema.graphql')).status).toBe(200);
      meanwhile += 1;
    }
    expect(meanwhile).toBe(5);
    const { status, body } = await slow;
    expect({ status, ...body.errors?.[0] }).toMatchObject({
      status: 503,
      message: expect.stringMatching(/more than 2 s.*Request fewer/),
      extensions: { code: 'TOO_SLOW' },
    });
    expect(await waitForRecovery(server)).toMatchObject({ data: { register: { version: 1 } } });
  });

  test('fields after the one that timed out are not started', async () => {
    const { body } = await server.execute('{ themes { nodes { slug } } startups { totalCount } }');
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['TOO_SLOW']));
    await waitForRecovery(server);
  });

  test('twenty at once all get the error, and leave no query', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => server.execute(SLOW)));
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(503));
    expect(codesOf(replies).filter((code) => code !== 'TOO_SLOW' && code !== 'DATABASE_BUSY')).toEqual([]);
    await waitForRecovery(server);
    const { waitingCount, totalCount, idleCount, options } = server.register.pool;
    expect(waitingCount).toBe(0);
    expect(totalCount).toBeLessThanOrEqual(options.max);
    expect(idleCount).toBe(totalCount);
  });
});

describe('on PostgreSQL', () => {
  const { open } = POSTGRESQL;

  test('the query of a client that disconnected is cancelled early', async () => {
    const server = await startTestServer(open, null, ANONYMOUS, { queryTimeout: 60 });
    await makeSlow(server.register.pool);
    const leaving = new AbortController();
    const response = server.send(`/graphql?query=${encodeURIComponent(SLOW)}`, { signal: leaving.signal });
    while ((await slowStatements(server.register.pool)) === 0);
    leaving.abort();
    await expect(response).rejects.toThrow();
    while ((await slowStatements(server.register.pool)) > 0);
    expect(await server.execute('{ register { version } }')).toMatchObject({ status: 200 });
    await server.close();
  });

  test('clients that leave early or late leave no query', async () => {
    const server = await startTestServer(open, null, ANONYMOUS, { queryTimeout: 50 });
    const { pool } = server.register;
    await makeSlow(pool);
    const request = `GET /graphql?query=${encodeURIComponent(SLOW)} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const { hostname, port } = new URL(server.address);
    for (let at = 0; at < 60; at += 1) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      await new Promise((sent) => socket.write(request, sent));
      // At once, or after some turns of the event loop, which the server shares.
      for (let turn = 0; turn < at % 12; turn += 1) await setImmediate();
      socket.destroy();
    }
    while ((await slowStatements(pool)) > 0);
    expect(await server.execute('{ register { version } }')).toMatchObject({ status: 200 });
    await server.close();
  });

  test('fifty slow requests on a pool of two connections all get the error, and the next request is answered', async () => {
    const server = await startTestServer(open, null, ANONYMOUS, { queryTimeout: 1 });
    const { pool } = server.register;
    await makeSlow(pool);
    pool.options.max = 2;
    const replies = await Promise.all(Array.from({ length: 50 }, () => server.execute(SLOW)));
    expect(replies.map(({ status }) => status)).toEqual(Array(50).fill(503));
    expect(new Set(codesOf(replies))).toEqual(new Set(['TOO_SLOW', 'DATABASE_BUSY']));
    await waitForRecovery(server);
    expect(pool.waitingCount).toBe(0);
    await server.close();
  });
});

/** Makes the table of themes endless to read. */
async function makeSlow(pool: Pool): Promise<void> {
  await pool.query('ALTER TABLE theme RENAME TO quick_theme');
  await pool.query(
    `CREATE VIEW theme AS SELECT quick_theme.* FROM generate_series(1, 100000000000) AS n LEFT JOIN quick_theme ON n < 0`,
  );
}

async function slowStatements(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'`,
  );
  return rows[0]?.n ?? 0;
}

/** The response to a light query, once the server answers. */
async function waitForRecovery(server: TestServer): Promise<Reply['body']> {
  for (;;) {
    const { status, body } = await server.execute('{ register { version } }');
    if (status === 200) return body;
    expect(codesOf([{ body }])).toEqual(['DATABASE_BUSY']);
  }
}

function codesOf(replies: readonly Pick<Reply, 'body'>[]): (string | undefined)[] {
  return replies.map(({ body }) => body.errors?.[0]?.extensions.code);
}
