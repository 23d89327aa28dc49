import { expect, test } from '@jest/globals';
import { runJest } from '../support/runJest.ts';

test('the recipe of CONTRIBUTING.md that adds a column works, in a process whose Startup has that column', () => {
  const { status, stdout, stderr } = runJest(['test/register/addColumn.isolated', '--selectProjects', 'isolated']);
  expect({ status, failed: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, failed: '' });
  expect(stdout).toMatch(/^16 passed, 0 failed$/m);
}, 120_000);
