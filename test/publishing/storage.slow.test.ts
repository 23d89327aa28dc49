import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../src/config/settings.ts';
import { LATEST, SUMS } from '../../src/publishing/files/releases.ts';
import { releaseExports } from '../../src/publishing/release/release.ts';
import { Bucket } from '../../src/publishing/storage/Bucket.ts';
import { openBucket } from '../../src/publishing/storage/openBucket.ts';
import { sendReleases } from '../../src/publishing/storage/sendReleases.ts';
import { aDatabase } from '../support/databases.ts';
import { type BucketServer, startBucketServer } from './bucketServer.ts';
import type { FilledDatabase } from './filled.ts';
import { aDirectory, filesUnder, filled, removeDirectories } from './filled.ts';

describe('the bucket of the releases', () => {
  let database: FilledDatabase;
  let server: BucketServer;
  let directory: string;
  let name: string;
  const bucket = (access = {}) => new Bucket({ ...server.access, ...access });
  const release = async () => {
    const { name: made } = await releaseExports({
      pool: database.pool,
      directory,
      publicUrl: 'http://localhost',
    });
    return made;
  };

  beforeAll(async () => {
    database = await filled(await aDatabase().open());
  });
  beforeEach(async () => {
    server = await startBucketServer();
    directory = await aDirectory();
    await database.refill();
    name = await release();
  });
  afterEach(async () => {
    await server.close();
    await removeDirectories();
  });
  afterAll(() => database.close());

  it('receives every file of the release, latest and the index, as the server serves them', async () => {
    const files = await filesUnder(join(directory, name));
    const sent = await sendReleases(directory, bucket());
    expect(sent).toMatchObject({ objects: files.size * 2 + 1, removed: 0, elsewhere: [] });
    for (const [path, text] of files) {
      expect((await server.read(`${name}/${path}`))?.text).toBe(text);
      expect((await server.read(`${LATEST}/${path}`))?.text).toBe(text);
    }
    const csv = await server.read(`${name}/startups/startups.csv`);
    expect(csv?.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(csv?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(csv?.headers.get('content-encoding')).toBeNull();
    const moving = await server.read(`${LATEST}/startups/startups.csv`);
    expect(moving?.headers.get('cache-control')).toBe('public, max-age=60');
    expect(moving?.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect((await server.read('index.json'))?.text).toBe(await readFile(join(directory, 'index.json'), 'utf8'));
  });

  it('never leads to what is not there: sums after their files, then latest, then the index', async () => {
    await sendReleases(directory, bucket());
    const at = (key: string) => server.writes.indexOf(`PUT ${key}`);
    const last = (folder: string) =>
      Math.max(...server.writes.flatMap((write, place) => (write.startsWith(`PUT ${folder}/`) ? [place] : [])));
    expect(at(`${name}/${SUMS}`)).toBe(last(name));
    expect(server.writes.findIndex((write) => write.startsWith(`PUT ${LATEST}/`))).toBe(last(name) + 1);
    expect(at(`${LATEST}/${SUMS}`)).toBe(last(LATEST));
    expect(at('index.json')).toBe(server.writes.length - 1);
  });

  it('is sent nothing twice, and what stopped on the way goes on where it stopped', async () => {
    server.shutAfter(20);
    await expect(sendReleases(directory, bucket())).rejects.toMatchObject({ code: 'BUCKET_UNREACHABLE' });
    expect(await server.read('index.json')).toBeNull();
    server.shutAfter(null);
    const before = server.writes.splice(0);
    await sendReleases(directory, bucket());
    expect(server.writes.filter((write) => before.includes(write))).toEqual([]);
    server.writes.splice(0);
    expect(await sendReleases(directory, bucket())).toMatchObject({ objects: 0, removed: 0, bytes: 0 });
    expect(server.writes).toEqual([]);
  });

  it('follows a release that was written again under its name, and loses what is no longer of it', async () => {
    await sendReleases(directory, bucket());
    const sums = await readFile(join(directory, name, SUMS), 'utf8');
    const path = 'methode/roles.csv';
    await writeFile(join(directory, name, path), 'erased\n');
    const kept = sums.split('\n').filter((line) => !line.endsWith('methode/README.md'));
    await writeFile(
      join(directory, name, SUMS),
      kept.map((line) => (line.endsWith(`  ${path}`) ? `${'0'.repeat(64)}  ${path}` : line)).join('\n'),
    );
    expect(await sendReleases(directory, bucket())).toMatchObject({ objects: 4, removed: 2 });
    for (const folder of [name, LATEST]) {
      expect((await server.read(`${folder}/${path}`))?.text).toBe('erased\n');
      expect(await server.read(`${folder}/methode/README.md`)).toBeNull();
    }
  });

  it('keeps and lists the releases that the directory has no longer, and tells them', async () => {
    await sendReleases(directory, bucket());
    await rm(directory, { recursive: true });
    await database.pool.query("UPDATE register SET version = version + 1, updated_at = '2026-11-24T10:00:00Z'");
    const next = await release();
    expect(await sendReleases(directory, bucket())).toMatchObject({ elsewhere: [name] });
    expect(await server.read(`${name}/${SUMS}`)).not.toBeNull();
    expect(JSON.parse((await server.read('index.json'))?.text ?? '').releases).toMatchObject([
      { name: next },
      { name },
    ]);
  });

  it('takes a large file in parts', async () => {
    const path = join(directory, 'large.csv');
    const piece = 'é;'.repeat(1_000_000);
    for (let at = 0; at < 12; at++) await appendFile(path, piece);
    const stored = { key: 'large.csv', sha256: 'f'.repeat(64), cacheControl: 'no-cache' };
    expect(await bucket().put(path, stored)).toBe(36_000_000);
    expect((await server.read('large.csv'))?.text).toBe(piece.repeat(12));
    expect(await bucket().sumOf('large.csv')).toBe(stored.sha256);
    expect(server.writes.filter((write) => write === 'PUT large.csv')).toHaveLength(3);
  });

  it('that refuses the key, or is not there, leaves the release as it is and says what to do', async () => {
    await expect(sendReleases(directory, bucket({ secretAccessKey: 'wrong' }))).rejects.toMatchObject({
      code: 'BUCKET_REFUSED',
      message: expect.stringMatching(/SignatureDoesNotMatch.*AWS_SECRET_ACCESS_KEY.*registre export/),
    });
    const url = server.access.url.replace('/registre/', '/nobody/');
    await expect(sendReleases(directory, bucket({ url }))).rejects.toMatchObject({
      code: 'BUCKET_UNREACHABLE',
      message: expect.stringContaining('there is no such bucket'),
    });
    expect((await filesUnder(join(directory, name))).size).toBeGreaterThan(90);
  });

  it('without its key is refused before anything is done', () => {
    const settings = readSettings({ EXPORTS_BUCKET_URL: 'https://s3.example.org/registre', AWS_ACCESS_KEY_ID: 'a' });
    expect(() => openBucket(settings)).toThrow(/AWS_SECRET_ACCESS_KEY/);
    expect(openBucket(readSettings({}))).toBeNull();
  });
});
