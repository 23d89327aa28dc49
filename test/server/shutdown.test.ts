import { expect, test } from '@jest/globals';
import { databases } from '../support/databases.ts';
import { serve } from './serving.ts';

test.each(databases())('On $name, a server with an open connection shuts down', async ({ open }) => {
  const serving = await serve(open);
  expect((await serving.execute('{ register { version } }')).body).toMatchObject({
    data: { register: { version: 0 } },
  });
  const start = performance.now();
  await serving.app.close();
  expect(performance.now() - start).toBeLessThan(10_000);
  await serving.register.close();
});
