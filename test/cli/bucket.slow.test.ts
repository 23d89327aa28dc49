import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aStartup, sourceFiles } from '../importing/sample.ts';
import { type BucketServer, startBucketServer } from '../publishing/bucketServer.ts';
import { aWorkspace, type Settings, type Workspace } from './commandLine.ts';

// The tests share one folder and run in this order.
let workspace: Workspace;
let bucket: BucketServer;
let settings: Settings;
beforeAll(async () => {
  workspace = await aWorkspace();
  bucket = await startBucketServer();
  const { url, region, accessKeyId, secretAccessKey } = bucket.access;
  settings = {
    EXPORTS_BUCKET_URL: url,
    EXPORTS_BUCKET_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  await mkdir(join(workspace.folder, 'beta'));
  const files = sourceFiles({ startups: [aStartup('a.site', { pitch: 'Une idée de Jeanne Exemple' })] });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(workspace.folder, 'beta', name), JSON.stringify(content));
  }
  expect(await workspace.run(['import', 'beta'])).toMatchObject({ code: 0 });
}, 240_000);
afterAll(async () => {
  await workspace.remove();
  await bucket.close();
});

const csv = async (folder: string) => (await bucket.read(`${folder}/startups/startups.csv`))?.text ?? '';

test('without access to the bucket, an export writes nothing and fails with advice', async () => {
  bucket.shutAfter(0);
  const { code, stdout, stderr } = await workspace.run(['export'], settings);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^The bucket \S+ can't be reached: .*run the command again\..*\n$/);
  bucket.shutAfter(null);
  expect(await readdir(join(workspace.folder, 'exports'))).toEqual(['.lock']);
});

test('the next export uploads a release, and the one after it uploads nothing', async () => {
  const { code, stdout } = await workspace.run(['export'], settings);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Wrote release \S+ to .*\nUploaded to the bucket: \d+ objects, [\d.]+ [kM]B\.\n$/);
  expect(await csv('latest')).toContain('Jeanne Exemple');
  const again = await workspace.run(['export'], settings);
  expect(again.stdout).toContain('The bucket is up to date. Nothing was uploaded.');
});

test('an erasure also rewrites the releases in the bucket', async () => {
  const { releases } = JSON.parse((await bucket.read('index.json'))?.text ?? '');
  const { code, stdout } = await workspace.run(['erase', 'jeanne exemple', '--reason', 'demande du 3 mars'], settings);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Uploaded to the bucket: \d+ objects/m);
  expect(stdout).toContain('If the bucket keeps old versions of objects, they still contain the data.');
  for (const folder of ['latest', releases[0].name]) expect(await csv(folder)).toContain('Une idée de [effacé]');
  expect((await bucket.read(`${releases[0].name}/ERRATUM.md`))?.headers.get('content-type')).toMatch(/markdown/);
});
