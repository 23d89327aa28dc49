import { appendFile, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../src/config/settings.ts';
import { erase } from '../../src/erasure/erase.ts';
import { Bucket, openBucket } from '../../src/publishing/bucket/Bucket.ts';
import { withDownloadedReleases, withUploadedReleases } from '../../src/publishing/bucket/releaseStore.ts';
import {
  CHECKSUMS,
  LATEST,
  latestName,
  MANIFEST,
  parseChecksums,
  readManifest,
  releaseNames,
} from '../../src/publishing/exportsDirectory/releaseFiles.ts';
import { readIndex } from '../../src/publishing/exportsDirectory/releaseIndex.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { change } from '../../src/register/change.ts';
import { aDatabase } from '../support/databases.ts';
import { openRegister, type TestRegister } from '../support/register.ts';
import { type BucketServer, startBucketServer } from './bucketServer.ts';
import { createExportsDirectory, filesUnder, removeDirectories } from './populatedRegister.ts';

describe('the bucket of the releases', () => {
  let database: TestRegister;
  let server: BucketServer;
  let directory: string;
  let name: string;
  /** A directory with the release of seed.sql, and a bucket that received it: tests start with copies. */
  let written: string;
  let received: BucketServer;
  const bucket = (access = {}) => new Bucket({ ...server.access, ...access });
  const optionsIn = (folder: string) => ({ pool: database.pool, directory: folder, publicUrl: 'http://localhost' });
  /** `registre export` of a process that has this directory. */
  const exportFrom = (folder: string, access = {}) =>
    withUploadedReleases({ ...optionsIn(folder), bucket: bucket(access) }, () => createRelease(optionsIn(folder)));
  const sendReleases = async (access = {}) => (await exportFrom(directory, access)).sent;
  const eraseFrom = (folder: string, word: string) =>
    withUploadedReleases(
      { ...optionsIn(folder), bucket: bucket() },
      () =>
        erase({
          ...optionsIn(folder),
          dataSource: database.dataSource,
          texts: [word],
          members: [],
          memberSecret: async () => 'unused',
          reason: 'demande du 3 mars',
          replacement: '[effacé]',
        }),
      true,
    );
  const seed = async () => {
    await database.empty();
    await database.pool.query(await readFile(join(import.meta.dirname, 'seed.sql'), 'utf8'));
  };
  /** The bucket has the release of seed.sql. */
  const startWithRelease = async () => {
    await server.close();
    server = await startBucketServer(received.directory);
  };
  const changeRegister = (statement: string) =>
    change(database.dataSource, { actor: 'tests', command: 'test' }, async (client) => {
      await client.query(statement);
      return { wrote: true, result: null };
    });

  beforeAll(async () => {
    database = await openRegister(aDatabase().open);
    await seed();
    written = await mkdtemp(join(tmpdir(), 'registre-exports-'));
    name = (await createRelease(optionsIn(written))).name;
    received = await startBucketServer();
    server = received;
    await exportFrom(written);
  });
  beforeEach(async () => {
    await seed();
    directory = await createExportsDirectory();
    await cp(written, directory, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    server = await startBucketServer();
  });
  afterEach(async () => {
    await server.close();
    await removeDirectories();
  });
  afterAll(async () => {
    await received.close();
    await rm(written, { recursive: true });
    await database.close();
  });

  it('receives every file of the release, latest and the index, as the server serves them', async () => {
    // Servers write the DCAT catalogues, which have their public URL.
    const all = await filesUnder(join(directory, name));
    const files = new Map([...all].filter(([path]) => !path.startsWith('catalog.')));
    const sent = await sendReleases();
    expect(sent).toMatchObject({ objects: files.size * 2 + 1, removed: 0 });
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

  it('receives SHA256SUMS after the files, then latest, then the index', async () => {
    await sendReleases();
    const at = (key: string) => server.writes.indexOf(`PUT ${key}`);
    const last = (folder: string) =>
      Math.max(...server.writes.flatMap((write, place) => (write.startsWith(`PUT ${folder}/`) ? [place] : [])));
    expect(at(`${name}/${CHECKSUMS}`)).toBe(last(name));
    expect(server.writes.findIndex((write) => write.startsWith(`PUT ${LATEST}/`))).toBe(last(name) + 1);
    expect(at(`${LATEST}/${CHECKSUMS}`)).toBe(last(LATEST));
    expect(at('index.json')).toBe(server.writes.length - 1);
  });

  it('receives nothing twice, and an interrupted upload continues', async () => {
    server.shutAfter(20);
    await expect(sendReleases()).rejects.toMatchObject({ code: 'BUCKET_UNREACHABLE' });
    expect(await server.read('index.json')).toBeNull();
    server.shutAfter(null);
    const before = server.writes.splice(0);
    await sendReleases();
    expect(server.writes.filter((write) => before.includes(write))).toEqual([]);
    server.writes.splice(0);
    expect(await sendReleases()).toMatchObject({ objects: 0, removed: 0, bytes: 0 });
    expect(server.writes).toEqual([]);
  });

  it('that fails while it receives the bundles has no half-written release, and the next upload completes it', async () => {
    await startWithRelease();
    const exportBundles = () =>
      withUploadedReleases({ ...optionsIn(directory), bucket: bucket() }, () =>
        createRelease({ ...optionsIn(directory), bundles: true }),
      );
    const { name: bundled } = await createRelease({ ...optionsIn(directory), bundles: true });
    const listed = [...parseChecksums(await readFile(join(directory, bundled, CHECKSUMS), 'utf8'))];
    const index = (await server.read('index.json'))?.text;
    const latest = (await server.read(`${LATEST}/${CHECKSUMS}`))?.text;
    for (const writes of [10, listed.length - 40, 19]) {
      server.shutAfter(writes);
      await expect(exportBundles()).rejects.toMatchObject({ code: 'BUCKET_UNREACHABLE' });
      server.shutAfter(null);
      expect(await server.read(`${bundled}/${CHECKSUMS}`)).toBeNull();
      expect((await server.read('index.json'))?.text).toBe(index);
      expect((await server.read(`${LATEST}/${CHECKSUMS}`))?.text).toBe(latest);
    }
    await exportBundles();
    for (const folder of [bundled, LATEST]) {
      for (const [path, checksum] of listed) expect(await bucket().checksumOf(`${folder}/${path}`)).toBe(checksum);
    }
    expect(server.writes.filter((write) => /\.(?:br|gz)$/.test(write))).toEqual([]);
  });

  it('receives a large file in parts', async () => {
    const path = join(directory, 'large.csv');
    const piece = 'é;'.repeat(1_000_000);
    for (let at = 0; at < 12; at++) await appendFile(path, piece);
    const stored = { key: 'large.csv', sha256: 'f'.repeat(64), cacheControl: 'no-cache' };
    expect(await bucket().put(path, stored)).toBe(36_000_000);
    expect((await server.read('large.csv'))?.text).toBe(piece.repeat(12));
    expect(await bucket().checksumOf('large.csv')).toBe(stored.sha256);
    expect(server.writes.filter((write) => write === 'PUT large.csv')).toHaveLength(3);
  });

  it('that rejects the key or does not exist: the release stays, and the error gives the next step', async () => {
    await expect(sendReleases({ secretAccessKey: 'wrong' })).rejects.toMatchObject({
      code: 'BUCKET_REJECTED',
      message: expect.stringMatching(/SignatureDoesNotMatch.*AWS_SECRET_ACCESS_KEY.*run the command again/),
    });
    const url = server.access.url.replace('/registre/', '/missing/');
    await expect(sendReleases({ url })).rejects.toMatchObject({
      code: 'BUCKET_UNREACHABLE',
      message: expect.stringContaining('the bucket does not exist'),
    });
    expect((await filesUnder(join(directory, name))).size).toBeGreaterThan(90);
  });

  it('without its key is rejected before any write', () => {
    const settings = readSettings({ EXPORTS_BUCKET_URL: 'https://s3.example.org/registre', AWS_ACCESS_KEY_ID: 'a' });
    expect(() => openBucket(settings)).toThrow(/AWS_SECRET_ACCESS_KEY/);
    expect(openBucket(readSettings({}))).toBeNull();
  });

  describe('from a fresh disk', () => {
    let fresh: string;
    beforeEach(async () => {
      await startWithRelease();
      fresh = await createExportsDirectory();
    });

    it('has every release after the download', async () => {
      const { result } = await exportFrom(fresh);
      expect(result).toMatchObject({ made: false, name });
      expect(await filesUnder(fresh)).toEqual(await filesUnder(directory));
      expect(await latestName(fresh)).toBe(name);
      expect(await stat(join(fresh, name, MANIFEST))).toMatchObject({
        mtime: (await stat(join(directory, name, MANIFEST))).mtime,
      });
    });

    it('creates the next release with its changes', async () => {
      await changeRegister("UPDATE startup SET name = 'Autre nom' WHERE id = (SELECT min(id) FROM startup)");
      const { result, sent } = await exportFrom(fresh);
      expect(result).toMatchObject({ made: true });
      const next = await createRelease(optionsIn(directory));
      expect(result).toMatchObject({ name: next.name, sha256: next.sha256 });
      const { previous } = (await readManifest(directory, next.name)) ?? {};
      expect((await readManifest(fresh, next.name))?.previous).toEqual(previous);
      // Of the startup alone, 8 rows change. A new month changes others too.
      expect(previous?.name).toBe(name);
      expect(previous?.changes).toBeGreaterThanOrEqual(8);
      expect(sent?.objects).toBeGreaterThan(90);
      const { releases } = JSON.parse((await server.read('index.json'))?.text ?? '');
      expect(releases).toMatchObject([{ name: next.name }, { name }]);
    });

    it('erases earlier releases on the local disk, in the bucket, and then on other disks', async () => {
      await changeRegister(
        "UPDATE startup SET pitch = 'Une idée de Jeanne Exemple' WHERE id = (SELECT min(id) FROM startup)",
      );
      const { result: second } = await exportFrom(directory);
      await changeRegister("UPDATE startup SET pitch = 'Une idée' WHERE id = (SELECT min(id) FROM startup)");
      const third = (await exportFrom(directory)).result;
      const { result: report } = await eraseFrom(fresh, 'Jeanne Exemple');
      expect(report.releases.map((found) => found.name)).toEqual([second.name, third.name]);
      const everything = async (folder: string) => [...(await filesUnder(folder)).values()].join('\n');
      expect(await everything(fresh)).not.toContain('Jeanne');
      expect((await server.read(`${second.name}/startups/startups.csv`))?.text).toContain('[effacé]');
      expect(await everything(directory)).toContain('Jeanne');
      await exportFrom(directory);
      expect(await everything(directory)).not.toContain('Jeanne');
      expect((await server.read(`${second.name}/startups/startups.csv`))?.text).toContain('[effacé]');
    });

    it('ignores an incomplete upload, and an erasure removes it', async () => {
      await changeRegister(
        "UPDATE startup SET pitch = 'Une idée de Jeanne Exemple' WHERE id = (SELECT min(id) FROM startup)",
      );
      server.shutAfter(30);
      await expect(exportFrom(directory)).rejects.toMatchObject({ code: 'BUCKET_UNREACHABLE' });
      server.shutAfter(null);
      await eraseFrom(fresh, 'Jeanne Exemple');
      const listed = (await readIndex(fresh)).map((each) => each.name);
      const half = (await releaseNames(directory)).find((each) => each !== name);
      expect(await readManifest(fresh, listed[0] ?? '')).toMatchObject({ previous: { name } });
      expect(listed).not.toContain(half);
      expect((await bucket().keys()).filter((key) => key.startsWith(`${half}/`))).toEqual([]);
    });

    it('does not change while the bucket is unreachable or has an invalid release', async () => {
      server.shutAfter(0);
      await expect(exportFrom(fresh)).rejects.toMatchObject({ code: 'BUCKET_UNREACHABLE' });
      server.shutAfter(null);
      expect([...(await filesUnder(fresh)).keys()]).toEqual([]);
      const key = `${name}/startups/startups.csv`;
      await bucket().putText('changed by hand', { key, sha256: 'f'.repeat(64), cacheControl: 'no-cache' });
      server.writes.splice(0);
      await expect(exportFrom(fresh)).rejects.toMatchObject({
        code: 'BUCKET_RELEASE_DAMAGED',
        message: expect.stringContaining(key),
      });
      expect(await releaseNames(fresh)).toEqual([]);
      expect(server.writes).toEqual([]);
    });
  });

  it('receives an interrupted erasure from the machine that started it', async () => {
    await changeRegister(
      "UPDATE startup SET pitch = 'Une idée de Jeanne Exemple' WHERE id = (SELECT min(id) FROM startup)",
    );
    const { result } = await exportFrom(directory);
    server.shutAfter(3);
    await expect(eraseFrom(directory, 'Jeanne Exemple')).rejects.toMatchObject({ code: 'BUCKET_UNREACHABLE' });
    server.shutAfter(null);
    await withDownloadedReleases({ ...optionsIn(directory), bucket: bucket() }, async () => undefined);
    await exportFrom(directory);
    for (const key of await bucket().keys()) expect((await server.read(key))?.text).not.toContain('Jeanne');
    expect((await server.read(`${result.name}/startups/startups.csv`))?.text).toContain('[effacé]');
  });

  it('has every release of two processes that export at once', async () => {
    await startWithRelease();
    const others = await Promise.all([createExportsDirectory(), createExportsDirectory()]);
    const pools = others.map((folder) => exportFrom(folder));
    await changeRegister("UPDATE startup SET name = 'Autre nom' WHERE id = (SELECT min(id) FROM startup)");
    await Promise.all([...pools, exportFrom(directory)]);
    const { releases } = JSON.parse((await server.read('index.json'))?.text ?? '');
    expect(releases).toHaveLength(2);
    const [last] = others;
    await exportFrom(last ?? '');
    expect((await readIndex(last ?? '')).map((each) => each.name)).toEqual(
      releases.map((each: { name: string }) => each.name),
    );
  });
});
