import { expect, test } from '@jest/globals';
import { databases } from '../support/databases.ts';
import { startTestServer } from './testServer.ts';

test.each(databases())('On $name, a server with an open connection shuts down', async ({ open }) => {
  const server = await startTestServer(open);
  expect((await server.execute('{ register { version } }')).body).toMatchObject({
    data: { register: { version: 0 } },
  });
  const start = performance.now();
  await server.app.close();
  expect(performance.now() - start).toBeLessThan(10_000);
  await server.register.close();
});
