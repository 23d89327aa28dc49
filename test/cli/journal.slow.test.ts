import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aWorkplace, type Workplace } from './registre.ts';

let place: Workplace;
beforeEach(async () => {
  place = await aWorkplace();
});
afterEach(() => place.remove());

test('registre journal lists who changed the register, here or through the server that uses it', async () => {
  await place.run(['migrate']);
  const { code, stdout } = await place.run(['journal']);
  expect(code).toBe(0);
  const instant = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z';
  expect(stdout).toMatch(/^version +instant +who +command\n/);

  const server = place.start(['serve']);
  await server.ready();
  const { stdout: listed } = await place.run(['journal', '--since', '0']);
  expect(listed).toMatch(new RegExp(`^ *1 +${instant} +\\S.* +import$`, 'm'));
  const { stdout: written } = await place.run(['journal', '--json']);
  expect(JSON.parse(written)).toEqual([
    expect.objectContaining({ version: 0, command: 'keepHistory' }),
    {
      version: 1,
      recordedAt: expect.stringMatching(new RegExp(`^${instant}$`)),
      actor: expect.any(String),
      command: 'import',
    },
  ]);
  expect((await place.run(['journal', '--since', '99'])).stdout).toBe('Nothing has changed since version 99.\n');
  expect((await place.run(['journal', '--since', 'hier'])).code).toBe(2);
  await server.stop('SIGTERM');
});
