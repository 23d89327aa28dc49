import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aStartup, sourceFiles } from '../importing/sample.ts';
import { type SmallDisk, smallDisk, withSmallDisks } from '../support/smallDisk.ts';
import { aWorkspace, commandError, type Workspace } from './commandLine.ts';

withSmallDisks('On a full disk', () => {
  let workspace: Workspace;
  let disk: SmallDisk;
  beforeEach(async () => {
    workspace = await aWorkspace();
    disk = smallDisk(100);
    await mkdir(join(workspace.folder, 'beta'));
    for (const [name, content] of Object.entries(sourceFiles({ startups: [aStartup('a.site')] }))) {
      await writeFile(join(workspace.folder, 'beta', name), JSON.stringify(content));
    }
  });
  afterEach(async () => {
    await workspace.remove();
    disk.remove();
  });

  test('a server rejects mutations with 503, answers queries, is not ready, logs the cause, and recovers when space is freed', async () => {
    const settings = await workspace.directory(join(disk.path, 'register'), 'migrated');
    const server = workspace.start(['serve'], settings);
    const address = await server.ready();
    const created = await workspace.run(['token', 'create', '--name', 'a', '--role', 'admin', '--json'], settings);
    const { token }: { token: string } = JSON.parse(created.stdout);
    const send = (query: string) => sendQuery(address, token, query);
    const ready = () => fetch(`${address}/readyz`);
    const raise = () =>
      send(
        `mutation { raisePainPoint(input: { administration: "dila", statement: "${'x'.repeat(900)}" }) { painPoint { id } } }`,
      );
    expect(await (await ready()).json()).toMatchObject({ status: 'ready', checks: { disk: 'ok' } });

    disk.fill();
    const saved: unknown[] = [];
    let answer = await raise();
    for (; answer.status === 200; answer = await raise()) saved.push(answer.body.data?.raisePainPoint.painPoint.id);
    expect(answer).toMatchObject({ status: 503, retryAfter: '1', code: 'DATABASE_FULL' });
    expect(JSON.stringify(answer.body)).not.toContain(disk.path);
    expect(await send('{ register { version } }')).toMatchObject({ status: 200 });
    const notReady = await ready();
    expect(notReady.status).toBe(503);
    expect(await notReady.json()).toMatchObject({ status: 'not ready', checks: { database: 'up', disk: 'full' } });

    disk.free();
    expect(await (await ready()).json()).toMatchObject({ status: 'ready', checks: { disk: 'ok' } });
    const after = await raise();
    expect(after.status).toBe(200);
    saved.push(after.body.data?.raisePainPoint.painPoint.id);
    const { body } = await send('{ entity(by: { slug: "dila" }) { painPoints { nodes { id } } } }');
    expect(body.data?.entity.painPoints.nodes.map(({ id }) => id).sort()).toEqual(saved.sort());
    const { code, stderr } = await server.stop('SIGTERM');
    expect(code).toBe(0);
    expect(stderr).toMatch(/"code":"53100","message":"could not .*No space left on device/);
    expect(stderr).toMatch(/"level":"error".*"msg":"the disk of the database is full: not ready until space is freed"/);
    expect(stderr).toMatch(/"level":"warn".*"msg":"the disk of the database has space again"/);
  });

  test('a command fails with the directory and the space to free, and loses nothing', async () => {
    const settings = await workspace.directory(join(disk.path, 'register'), 'migrated');
    expect((await workspace.run(['token', 'create', '--name', 'a', '--role', 'admin'], settings)).code).toBe(0);
    disk.fill();
    expect(await workspace.run(['token', 'list'], settings)).toEqual(commandError(fullDisk('register')));
    disk.free();
    expect((await workspace.run(['token', 'list'], settings)).stdout).toMatch(/^a +admin/m);
  });

  test('an erasure does not start without space to rewrite the files of the database', async () => {
    const settings = await workspace.directory(join(disk.path, 'register'), 'migrated');
    expect((await workspace.run(['import', 'beta'], settings)).code).toBe(0);
    const erase = ['erase', 'a.site', '--reason', 'demande du 3 mars'];
    expect(await workspace.run(erase, settings)).toEqual(commandError(fullDisk('register')));
    expect((await workspace.run(['journal', '--json'], settings)).stdout).not.toContain('"erase"');
    expect((await workspace.run([...erase, '--dry-run'], settings)).stdout).toContain('Dry run: nothing was written.');
  });

  test('a database is not created where it does not fit', async () => {
    const tiny = smallDisk(20);
    const REGISTRE_DIR = join(tiny.path, 'register');
    const ended = await workspace.run(['migrate'], { REGISTRE_DIR });
    const left = readdirSync(REGISTRE_DIR);
    tiny.remove();
    expect(ended).toEqual(commandError(/is full \(too little space is left; 2\d\.?\d? MB free\)\. Free 7\d\.?\d? MB/));
    expect(left).toEqual([]);
  });

  test('an export that does not fit leaves the previous release complete', async () => {
    const EXPORTS_DIR = join(disk.path, 'exports');
    expect((await workspace.run(['migrate'])).code).toBe(0);
    expect((await workspace.run(['export'], { EXPORTS_DIR })).code).toBe(0);
    const latest = await readlink(join(EXPORTS_DIR, 'latest'));
    expect((await workspace.run(['import', 'beta'])).code).toBe(0);
    disk.fill();
    expect(await workspace.run(['export'], { EXPORTS_DIR })).toEqual(commandError(fullDisk('exports(/\\.lock)?')));
    expect(await readlink(join(EXPORTS_DIR, 'latest'))).toBe(latest);
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: join(EXPORTS_DIR, 'latest') });
    disk.free();
    expect((await workspace.run(['export'], { EXPORTS_DIR })).stdout).toContain('-v2 ');
  });
});

function fullDisk(folder: string): RegExp {
  return new RegExp(
    `^The disk of \\S+/${folder} is full \\(.*; \\d.* free\\)\\. Free \\d+(\\.\\d)? MB or enlarge the disk`,
  );
}

interface Body {
  data?: { raisePainPoint: { painPoint: { id: string } }; entity: { painPoints: { nodes: { id: string }[] } } };
  errors?: { extensions: { code: string } }[];
}

async function sendQuery(address: string, token: string, query: string) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const body: Body = JSON.parse(await response.text());
  const code = body.errors?.[0]?.extensions.code;
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body, code };
}
