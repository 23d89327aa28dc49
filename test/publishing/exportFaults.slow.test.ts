import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { CATALOGUE } from '../../src/publishing/catalogue.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { smallDisk, withSmallDisks } from '../support/smallDisk.ts';
import {
  createExportsDirectory,
  filesUnder,
  type PopulatedDatabase,
  populate,
  removeDirectories,
} from './populatedRegister.ts';

const TABLES = CATALOGUE.flatMap(({ tables }) => tables).length;
const CHILD = join(import.meta.dirname, 'exportChild.ts');
const run = promisify(execFile);

const DOCUMENTS = /(?:README\.md|LISEZMOI\.txt|LICENCE|CITATION\.cff|datapackage\.json)$/;
/** The DCAT catalogues are not among them: they are written after the release has its name, and again by each export. */
const DESCRIPTIONS = /(?:dataset\.json|release\.json|SHA256SUMS)$/;
/** A step, and the files that are written after it, in this order: the disk gets full in the middle of the last ones. */
const FULL_DISKS: readonly (readonly [step: string, files: readonly RegExp[]])[] = [
  ['changements', [DOCUMENTS, /\.sqlite$/]],
  ['changements', [DOCUMENTS, /\.sqlite$/, /\.xlsx$/]],
  ['changements', [DOCUMENTS, /\.sqlite$/, /\.xlsx$/, /\.zip$/]],
  ['registre', [DESCRIPTIONS, /\.(?:br|gz)$/]],
];

/** The disk space of each file of a directory: whole blocks. */
async function diskSpaceOf(directory: string): Promise<[path: string, bytes: number][]> {
  const paths = [...(await filesUnder(directory)).keys()];
  return Promise.all(
    paths.map(async (path) => [path, Math.ceil((await stat(join(directory, path))).size / 4096) * 4096]),
  );
}

describe('an export that something stops', () => {
  let database: PopulatedDatabase;
  const exportTo = (directory: string, bundles = false) =>
    createRelease({ pool: database.pool, directory, publicUrl: 'http://localhost', bundles });
  const whole = (directory: string) =>
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: join(directory, 'latest') });

  beforeAll(async () => {
    database = await populate(await POSTGRESQL.open());
  });
  beforeEach(() => database.restore());
  afterEach(removeDirectories);
  afterAll(() => database.close());

  it.each([1, TABLES, TABLES + 1, TABLES + 2, TABLES + 3, TABLES + 4, TABLES + 5, TABLES + 6])(
    'by kill -9 after step %i leaves either the previous or the complete new release, and the next export succeeds',
    async (step) => {
      const directory = await createExportsDirectory();
      const old = await exportTo(directory);
      await database.pool.query("UPDATE register SET version = 2, updated_at = '2026-11-24T00:00:00Z'");
      const child = run(
        process.execPath,
        ['--import', 'tsx', CHILD, database.url ?? '', directory, 'kill', `${step}`],
        {
          cwd: packageRoot,
        },
      );
      await expect(child).rejects.toMatchObject({ signal: 'SIGKILL' });

      const left = await readlink(join(directory, 'latest'));
      expect(left).toBe(step < TABLES + 5 ? old.name : '2026-11-24T00-00-00Z-v2');
      whole(directory);
      const next = await exportTo(directory, true);
      expect(next.name).toBe('2026-11-24T00-00-00Z-v2');
      whole(directory);
      expect((await readdir(directory)).sort()).toEqual(['.lock', old.name, next.name, 'index.json', 'latest']);
      const index = JSON.parse((await filesUnder(directory)).get('index.json') ?? '');
      expect(index.releases.map(({ name }: { name: string }) => name)).toEqual([next.name, old.name]);
    },
  );

  withSmallDisks('by a full disk', () => {
    it('while it writes the bundles or the compressed copies leaves the previous release, and the next export succeeds', async () => {
      const disk = smallDisk(20);
      try {
        const directory = join(disk.path, 'exports');
        await exportTo(directory);
        const before = await filesUnder(directory);
        await database.pool.query("UPDATE register SET version = 2, updated_at = '2026-11-24T00:00:00Z'");
        const elsewhere = await createExportsDirectory();
        const { name } = await exportTo(elsewhere, true);
        const sizes = await diskSpaceOf(join(elsewhere, name));
        for (const [step, full] of FULL_DISKS) {
          const [half, ...written] = [...full].reverse();
          const spaceOf = (pattern: RegExp | undefined) =>
            sizes.reduce((total, [path, size]) => total + (pattern?.test(path) ? size : 0), 0);
          const free = written.reduce((total, pattern) => total + spaceOf(pattern), spaceOf(half) / 2);
          const stopped = createRelease({
            ...{ pool: database.pool, directory, publicUrl: 'http://localhost', bundles: true },
            onProgress: (what) => {
              if (what === step) disk.fill(free);
            },
          });
          await expect(stopped).rejects.toMatchObject({ code: 'DISK_FULL' });
          disk.free();
          expect(await filesUnder(directory)).toEqual(before);
        }
        expect(await exportTo(directory, true)).toMatchObject({ made: true, name });
        whole(directory);
      } finally {
        disk.remove();
      }
    });
  });

  it('by the end of its connection leaves the previous release, and the next export succeeds', async () => {
    const directory = await createExportsDirectory();
    const old = await exportTo(directory);
    const before = await filesUnder(directory);
    await database.pool.query("UPDATE register SET version = 2, updated_at = '2026-11-24T00:00:00Z'");
    const terminate = `import pg from 'pg'; const c = new pg.Client('${database.url}'); await c.connect();
      await c.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()');
      await c.end();`;
    const stopped = createRelease({
      pool: database.pool,
      directory,
      publicUrl: 'http://localhost',
      onProgress: (_what, done) => {
        if (done === 3) execFileSync(process.execPath, ['--input-type=module', '-e', terminate], { cwd: packageRoot });
      },
    });
    await expect(stopped).rejects.toThrow();
    expect(await filesUnder(directory)).toEqual(before);
    expect(await readlink(join(directory, 'latest'))).toBe(old.name);
    expect(await exportTo(directory)).toMatchObject({ made: true, version: 2 });
  });

  it('by a full disk fails with the name of the setting, and keeps the previous release intact', async () => {
    const directory = await createExportsDirectory();
    const elsewhere = await createExportsDirectory();
    await exportTo(elsewhere);
    const space = (await diskSpaceOf(elsewhere)).reduce((total, [, bytes]) => total + bytes, 0);
    // One release fits, two do not.
    const child = `mount -t tmpfs -o size=${Math.ceil(space * 1.5)} tmpfs ${directory} && exec ${process.execPath} --import tsx ${CHILD} ${database.url} ${directory} twice`;
    try {
      execFileSync('unshare', ['-rm', 'true']);
    } catch {
      return; // No right to mount here.
    }
    const { stdout } = await run('unshare', ['-rm', 'sh', '-c', child], { cwd: packageRoot });
    expect(JSON.parse(stdout)).toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringMatching(/ENOSPC: no space left on device; [\d.]+ [kM]B free\)\. Free [\d.]+ MB/),
      there: ['.lock', '2026-11-23T23-30-00Z-v1', 'index.json', 'latest'],
    });
  });

  it('by a directory that is read-only, or is a file, fails with the name of the setting', async () => {
    const directory = await createExportsDirectory();
    await writeFile(join(directory, 'file'), '');
    await mkdir(join(directory, 'closed'));
    await chmod(join(directory, 'closed'), 0o555);
    await chmod(directory, 0o755);
    const failure = { code: 'DIRECTORY_NOT_WRITABLE', message: expect.stringContaining('EXPORTS_DIR') };

    await expect(exportTo(join(directory, 'file'))).rejects.toMatchObject(failure);
    await expect(exportTo(join(directory, 'file/below'))).rejects.toMatchObject(failure);
    await expect(exportTo(join(directory, 'x'.repeat(4096)))).rejects.toMatchObject(failure);
    // Root may write anywhere.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      await expect(exportTo(join(directory, 'closed'))).rejects.toMatchObject(failure);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    expect(await readdir(join(directory, 'closed'))).toEqual([]);
  });

  it('by a directory named latest fails, and leaves no temporary file', async () => {
    const directory = await createExportsDirectory();
    await mkdir(join(directory, 'latest'));

    await expect(exportTo(directory)).rejects.toMatchObject({ code: 'DIRECTORY_NOT_WRITABLE' });
    expect((await readdir(directory)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    ['is not JSON', '{"releases":', /is not JSON/],
    ['is of another program', '{"version":1,"releases":[]}', /not an index of releases/],
  ])('by an index that %s fails, and writes nothing', async (_situation, content, sentence) => {
    const directory = await createExportsDirectory();
    await writeFile(join(directory, 'index.json'), content);

    const failure = exportTo(directory);
    await expect(failure).rejects.toMatchObject({ code: 'RELEASE_INDEX_INVALID' });
    await expect(failure).rejects.toThrow(sentence);
    expect((await readdir(directory)).sort()).toEqual(['.lock', 'index.json']);
  });

  it('by nothing, while others write, has one snapshot in all its files', async () => {
    const directory = await createExportsDirectory();
    await database.pool.query(
      "INSERT INTO startup (slug, name) SELECT 'many-' || n, 'x' FROM generate_series(1, 4500) n",
    );
    const { rows: before } = await database.pool.query<{ version: number }>('SELECT version FROM register');
    const start = before[0]?.version ?? 0;
    let stopped = false;
    const writer = (async () => {
      for (let n = 1; !stopped; n++) {
        await database.pool.query(
          `WITH made AS (INSERT INTO startup (slug, name) VALUES ('w-${n}', 'écrite pendant l’export') RETURNING id)
           INSERT INTO phase (startup_id, name, started_on) SELECT id, 'INVESTIGATION', '2026-01-01' FROM made`,
        );
      }
    })();
    const releases = [await exportTo(directory), await exportTo(directory)];
    stopped = true;
    await writer;

    for (const { name, version } of releases) {
      const files = await filesUnder(join(directory, name));
      const startups: { identifiant: string }[] = JSON.parse(files.get('startups/startups.json') ?? '');
      const phases: { startup: string }[] = JSON.parse(files.get('startups/phases.json') ?? '');
      const written = startups.map(({ identifiant }) => identifiant).filter((slug) => slug.startsWith('w-'));
      expect(startups).toHaveLength(5 + 4500 + version - start);
      expect(files.get('startups/equipes.csv')?.split('\n')).toHaveLength(startups.length + 2);
      expect(phases.map(({ startup }) => startup).filter((slug) => slug.startsWith('w-'))).toEqual(written);
    }
    expect(releases[1]?.version).toBeGreaterThan(releases[0]?.version ?? 0);
  });
});
