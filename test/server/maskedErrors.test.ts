import { expect, test } from '@jest/globals';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { startTestServer } from './testServer.ts';

test.each(databases())('On $name, an unexpected error is a server error without internal details', async ({ open }) => {
  const server = await startTestServer(open);
  await server.register.pool.query('ALTER TABLE startup RENAME TO hidden');
  const reply = await server.execute('{ startups { nodes { slug } } }');
  expect(reply.status).toBe(500);
  expect(reply.type).toMatch(/json/);
  expect(reply.body.errors).toMatchObject([
    {
      message: expect.stringMatching(/unexpected error occurred on the server/),
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  ]);
  expect(reply.text).not.toMatch(/relation|startup t|SELECT|node_modules|\.ts\b/);

  expect(await server.execute('{ register { version } }')).toMatchObject({ status: 200 });
  await server.close();
});

test.each(databases())(
  'On $name, a field that fails while others are still read releases the connection',
  async ({ open }) => {
    const server = await startTestServer(open);
    await server.register.load(readReference());
    const deep =
      '{ nodes { children(first: 5) { nodes { children(first: 5) { nodes { missions(first: 3) { nodes { name } } } } } } } }';
    for (let time = 0; time < 12; time += 1) {
      const reply = await server.execute(
        `{ bad: startups(after: "x") { nodes { name } } deep: entities(first: 10) ${deep} }`,
      );
      expect(reply.body.errors).toMatchObject([{ extensions: { code: 'CURSOR_INVALID' } }]);
    }
    expect(await server.execute('{ startups { totalCount } }')).toMatchObject({ status: 200 });
    await server.close();
  },
);
