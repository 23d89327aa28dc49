import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aWorkspace, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aWorkspace();
});
afterEach(() => workspace.remove());

test('registre journal lists the changes of the register, in this process or through the server', async () => {
  await workspace.run(['migrate']);
  const { code, stdout } = await workspace.run(['journal']);
  expect(code).toBe(0);
  const instant = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z';
  expect(stdout).toMatch(/^version +instant +actor +command\n/);

  const server = workspace.start(['serve']);
  await server.ready();
  const { stdout: listed } = await workspace.run(['journal', '--since', '0']);
  expect(listed).toMatch(new RegExp(`^ *1 +${instant} +\\S.* +import$`, 'm'));
  const { stdout: written } = await workspace.run(['journal', '--json']);
  expect(JSON.parse(written)).toEqual([
    expect.objectContaining({ version: 0, command: 'keepHistory' }),
    {
      version: 1,
      recordedAt: expect.stringMatching(new RegExp(`^${instant}$`)),
      actor: expect.any(String),
      command: 'import',
    },
  ]);
  expect((await workspace.run(['journal', '--since', '99'])).stdout).toBe(
    'The register has not changed since version 99.\n',
  );
  expect((await workspace.run(['journal', '--since', 'hier'])).code).toBe(2);
  await server.stop('SIGTERM');
});
