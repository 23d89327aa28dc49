import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readReference } from '../../../src/importing/sources/readReference.ts';
import { databases } from '../../support/databases.ts';
import type { Serving } from '../serving.ts';
import { serve } from '../serving.ts';
import { expectAlive } from './expectHarmless.ts';

const BODY = JSON.stringify({
  query: '{ startups(first: 50) { nodes { name pitch sponsors { name } phases { name } } } }',
});
const HEAD = `POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n`;

describe.each(databases())('On $name', ({ open }) => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await serve(open, null, undefined, { queryTimeout: 30 });
    await serving.register.load(readReference());
  });
  afterAll(() => serving.close());

  test('clients that disconnect at once, or during their request or response, leave no connection or query', async () => {
    const closed: unknown[] = [];
    serving.register.pool.on('remove', (client) => closed.push(client));
    const questions = [HEAD, `${HEAD}${BODY.slice(0, 9)}`, `${HEAD}${BODY}`];
    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.all(Array.from({ length: 12 }, (_, at) => left(questions[at % 3] ?? '', at % 2 === 0)));
    }
    await expectAlive(serving);
    expect(await serving.execute('{ startups { totalCount } }')).toMatchObject({ status: 200 });
    const { waitingCount, idleCount, totalCount } = serving.register.pool;
    expect({ waitingCount, closed: closed.length }).toEqual({ waitingCount: 0, closed: 0 });
    expect(idleCount).toBeLessThanOrEqual(totalCount);
  });

  test('300 open connections do not delay other clients', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 300 }, async () => {
        const socket = connect(Number(new URL(serving.address).port), '127.0.0.1');
        socket.write('GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: a\r\n\r\n');
        await new Promise((resolve) => socket.once('data', resolve));
        return socket;
      }),
    );
    await expectAlive(serving);
    for (const socket of sockets) socket.destroy();
    await expectAlive(serving);
  });

  /** Sends a part of a request and disconnects: at once, or after the first bytes of the response. */
  function left(bytes: string, atOnce: boolean): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(serving.address).port), '127.0.0.1', () => {
        socket.write(bytes, () => (atOnce ? socket.resetAndDestroy() : setTimeout(() => socket.resetAndDestroy(), 20)));
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  }
});
