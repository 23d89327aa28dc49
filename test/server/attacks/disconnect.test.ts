import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { databases } from '../../support/databases.ts';
import type { TestServer } from '../testServer.ts';
import { startTestServer } from '../testServer.ts';
import { expectAlive } from './expectHarmless.ts';

const BODY = JSON.stringify({
  query: '{ startups(first: 50) { nodes { name pitch sponsors { name } phases { name } } } }',
});
const HEAD = `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`;

describe.each(databases())('On $name', ({ open }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(open, null, undefined, { queryTimeout: 30 });
    await server.register.load(readReference());
  });
  afterAll(() => server.close());

  test('clients that disconnect at once, or during their request or response, leave no connection or query', async () => {
    const closed: unknown[] = [];
    server.register.pool.on('remove', (client) => closed.push(client));
    const questions = [HEAD, `${HEAD}${BODY.slice(0, 9)}`, `${HEAD}${BODY}`];
    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.all(Array.from({ length: 12 }, (_, at) => left(questions[at % 3] ?? '', at % 2 === 0)));
    }
    await expectAlive(server);
    expect(await server.execute('{ startups { totalCount } }')).toMatchObject({ status: 200 });
    const { waitingCount, idleCount, totalCount } = server.register.pool;
    expect({ waitingCount, closed: closed.length }).toEqual({ waitingCount: 0, closed: 0 });
    expect(idleCount).toBeLessThanOrEqual(totalCount);
  });

  test('300 open connections do not delay other clients', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
        socket.write('GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: a\r\n\r\n');
        await new Promise((resolve) => socket.once('data', resolve));
        return socket;
      }),
    );
    await expectAlive(server);
    for (const socket of sockets) socket.destroy();
    await expectAlive(server);
  });

  /** Sends a part of a request and disconnects: at once, or after the first bytes of the response. */
  function left(bytes: string, atOnce: boolean): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(server.address).port), '127.0.0.1', () => {
        socket.write(bytes, () => (atOnce ? socket.resetAndDestroy() : setTimeout(() => socket.resetAndDestroy(), 20)));
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  }
});
