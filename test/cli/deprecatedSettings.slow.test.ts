import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aWorkplace, type Workplace } from './registre.ts';

let place: Workplace;
beforeAll(async () => {
  place = await aWorkplace();
});
afterAll(() => place.remove());

test('a server with a deprecated setting starts, and logs one warning without its value', async () => {
  const server = place.start(['serve'], { ANSWERS_SHARED_URL: 'redis://:hunter2@127.0.0.1:1' });
  await server.ready();
  const { code, stderr } = await server.stop('SIGTERM');
  expect(code).toBe(0);
  const lines = stderr.split('\n').filter((line) => line !== '');
  expect(lines).toEqual([
    expect.stringMatching(/"level":"warn".*The setting ANSWERS_SHARED_URL is deprecated. It has no effect any more/),
  ]);
  expect(stderr).not.toContain('hunter2');
});
