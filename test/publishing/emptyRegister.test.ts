import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { publish } from '../../src/publishing/datagouv/run/publish.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { aDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { createExportsDirectory, removeDirectories } from './populatedRegister.ts';

let register: TestRegister;
beforeAll(async () => {
  register = await openRegister(aDatabase().open);
});
afterEach(removeDirectories);
afterAll(() => register.close());

test('An empty register is released and published only on demand', async () => {
  const directory = await createExportsDirectory();
  const options = { pool: register.pool, directory, publicUrl: 'http://localhost' };
  await expect(createRelease({ ...options, allowEmpty: false })).rejects.toMatchObject({ code: 'RELEASE_EMPTY' });
  expect(await createRelease({ ...options, allowEmpty: true })).toMatchObject({ made: true, version: 0 });
  const platform = { url: 'http://127.0.0.1:1', apiKey: 'key', organization: 'organization' };
  await expect(publish({ ...options, platform })).rejects.toMatchObject({
    code: 'RELEASE_EMPTY',
    message: expect.stringContaining('add --accept empty'),
  });
});
