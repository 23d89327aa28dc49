import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aWorkspace, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
});
afterAll(() => workspace.remove());

test('a server with a deprecated setting starts, and logs one warning without its value', async () => {
  const server = workspace.start(['serve'], { ANSWERS_SHARED_URL: 'redis://:hunter2@127.0.0.1:1' });
  await server.ready();
  const { code, stderr } = await server.stop('SIGTERM');
  expect(code).toBe(0);
  const lines = stderr.split('\n').filter((line) => line !== '');
  expect(lines).toEqual([
    expect.stringMatching(/"level":"warn".*The setting ANSWERS_SHARED_URL is deprecated. It has no effect any more/),
  ]);
  expect(stderr).not.toContain('hunter2');
});
