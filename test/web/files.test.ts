import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { createRelease } from '../../src/publishing/releases/createRelease.ts';
import { createExportsDirectory, populate, removeDirectories } from '../publishing/populatedRegister.ts';
import { aDatabase } from '../support/databases.ts';

describe('/exports', () => {
  let server: ChildProcess;
  let port: number;
  let directory: string;
  let name: string;
  let csv: Buffer;

  beforeAll(async () => {
    const database = await populate(await aDatabase().open());
    directory = await createExportsDirectory();
    ({ name } = await createRelease({ pool: database.pool, directory, publicUrl: 'http://localhost' }));
    await database.close();
    csv = await readFile(join(directory, name, 'startups/startups.csv'));
    await writeFile(join(directory, '.env'), 'secret');
    await writeFile(join(directory, 'secret.csv'), 'secret');
    await writeFile(join(directory, name, 'startups/stranger.csv'), 'secret');
    await mkdir(join(directory, '.git'));
    await writeFile(join(directory, '.git/config'), 'secret');
    await symlink('/etc', join(directory, '2026-11-23T00-00-00Z-v0'));
    server = fork(join(import.meta.dirname, 'filesChild.ts'), [directory], {
      cwd: packageRoot,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    if (!server.stdout) throw new Error('the server says nothing');
    const [line] = await once(server.stdout, 'data');
    port = Number(String(line));
  });
  afterAll(async () => {
    server.kill();
    await once(server, 'exit');
    await removeDirectories();
  });

  const get = (path: string, headers: Record<string, string> = {}) => call('GET', path, headers);
  const latest = '/exports/latest/startups/startups.csv';

  it('serves a file of the latest release, without redirect, to any origin', async () => {
    const { statusCode, headers, bytes } = await get(latest);
    expect(statusCode).toBe(200);
    expect(bytes.equals(csv)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-length': `${csv.length}`,
      'cache-control': 'public, max-age=60',
      'last-modified': 'Mon, 23 Nov 2026 23:30:00 GMT',
      etag: `"${createHash('sha256').update(csv).digest('hex')}"`,
      'accept-ranges': 'bytes',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': expect.stringMatching(/Content-Length.*ETag.*Last-Modified/),
      'x-content-type-options': 'nosniff',
    });
  });

  it('serves a dated release as immutable, and the index for a minute', async () => {
    const dated = await get(`/exports/${name}/startups/startups.schema.json`);
    expect(dated.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(JSON.parse(dated.body)).toMatchObject({ name: 'startups' });
    const index = await get('/exports/index.json');
    expect(index.headers).toMatchObject({ 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' });
    expect(JSON.parse(index.body).releases).toHaveLength(1);
    expect(JSON.parse((await get('/exports/latest/release.json')).body)).toMatchObject({ version: 1 });
    const sums = await get('/exports/latest/SHA256SUMS');
    expect(sums.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(sums.body).toContain('  startups/startups.csv\n');
  });

  it.each([
    ['catalog.ttl', 'text/turtle; charset=utf-8'],
    ['catalog.jsonld', 'application/ld+json; charset=utf-8'],
    ['datapackage.json', 'application/json; charset=utf-8'],
    ['startups/README.md', 'text/markdown; charset=utf-8'],
    ['startups/LISEZMOI.txt', 'text/plain; charset=utf-8'],
    ['startups/dataset.json', 'application/json; charset=utf-8'],
    ['startups/startups.tableur.csv', 'text/csv; charset=utf-8; header=present'],
  ])('serves %s for harvesters: without redirect, with its date and charset', async (file, type) => {
    for (const method of ['HEAD', 'GET']) {
      const { statusCode, headers } = await call(method, `/exports/latest/${file}`);
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-type': type,
        'last-modified': 'Mon, 23 Nov 2026 23:30:00 GMT',
        'content-length': expect.stringMatching(/^[1-9]/),
      });
    }
  });

  it('answers HEAD like GET, without the body', async () => {
    const head = await call('HEAD', latest);
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe('');
    expect(head.headers).toMatchObject({
      'content-length': `${csv.length}`,
      etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
    });
  });

  it('answers 304 for the current entity tag, and sends the file for another', async () => {
    const { headers } = await get(latest);
    const etag = String(headers.etag);
    const same = await get(latest, { 'if-none-match': `"other", W/${etag}` });
    expect(same).toMatchObject({ statusCode: 304, body: '' });
    expect(same.headers).toMatchObject({ etag, 'cache-control': 'public, max-age=60' });
    expect((await get(latest, { 'if-none-match': '*' })).statusCode).toBe(304);
    expect((await get(latest, { 'if-modified-since': String(headers['last-modified']) })).statusCode).toBe(304);
    const other = { 'if-none-match': '"other"', 'if-modified-since': String(headers['last-modified']) };
    expect((await get(latest, other)).statusCode).toBe(200);
    const unwanted = await get(latest, { 'if-match': '"other"' });
    expect([unwanted.statusCode, unwanted.headers['cache-control']]).toEqual([412, 'no-store']);
    expect((await get(latest, { 'if-match': etag })).statusCode).toBe(200);
  });

  it('resumes a download of the same file, and restarts that of a changed file', async () => {
    const { headers } = await get(latest);
    const rest = await get(latest, { range: 'bytes=100-', 'if-range': String(headers.etag) });
    expect(rest.statusCode).toBe(206);
    expect(rest.headers['content-range']).toBe(`bytes 100-${csv.length - 1}/${csv.length}`);
    expect(rest.bytes.equals(csv.subarray(100))).toBe(true);
    expect((await get(latest, { range: 'bytes=100-', 'if-range': '"other"' })).statusCode).toBe(200);
    const beyond = await get(latest, { range: `bytes=${csv.length}-` });
    expect([beyond.statusCode, beyond.headers['content-type']]).toEqual([416, 'application/json; charset=utf-8']);
    expect(beyond.headers['content-range']).toBe(`bytes */${csv.length}`);
    expect(JSON.parse(beyond.body).errors[0].extensions.code).toBe('RANGE_NOT_SATISFIABLE');
  });

  it.each([
    ['of the entity tag', (headers: IncomingHttpHeaders) => headers.etag, 206],
    ['of the weak entity tag', (headers: IncomingHttpHeaders) => `W/${headers.etag}`, 200],
    ['of the date', (headers: IncomingHttpHeaders) => headers['last-modified'], 206],
    ['of a later date', () => 'Mon, 23 Nov 2037 23:30:00 GMT', 200],
    ['of no date', () => 'yesterday', 200],
  ])('sends the range of If-Range %s only if the file is the same', async (_name, ifRange, status) => {
    const { headers } = await get(latest);
    const reply = await get(latest, { range: 'bytes=0-9', 'if-range': String(ifRange(headers)) });
    expect([reply.statusCode, reply.bytes.length]).toEqual([status, status === 206 ? 10 : csv.length]);
  });

  it('ignores Range in a HEAD', async () => {
    const { statusCode, headers } = await call('HEAD', latest, { range: 'bytes=0-9' });
    expect([statusCode, headers['content-length']]).toEqual([200, `${csv.length}`]);
  });

  it.each(['/exports/index.json', '/exports/latest/SHA256SUMS'])('gives %s a strong entity tag', async (path) => {
    const { headers, bytes } = await get(path);
    expect(headers.etag).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
    expect((await get(path, { 'if-none-match': String(headers.etag) })).statusCode).toBe(304);
  });

  it('allows conditional requests of other origins', async () => {
    const preflight = await call('OPTIONS', latest, { 'access-control-request-headers': 'if-none-match,range' });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toBe('if-none-match, range');
  });

  it.each([
    '/exports/',
    '/exports/latest/',
    '/exports/latest/startups/',
    '/exports/latest/startups/absent.csv',
    '/exports/latest/startups/stranger.csv',
    '/exports/secret.csv',
    '/exports/.env',
    '/exports/.git/config',
    '/exports/.lock',
    '/exports/../package.json',
    '/exports/..%2fpackage.json',
    '/exports/%2e%2e/package.json',
    '/exports/%2e%2e%2fpackage.json',
    '/exports/..%5cpackage.json',
    '/exports/latest/../secret.csv',
    '/exports/latest//startups/startups.csv',
    '/exports/latest/./startups/startups.csv',
    '/exports/latest/startups/startups.csv%00',
    '/exports/a%00.csv',
    '/exports//etc/passwd',
    '/exports/2026-11-23T00-00-00Z-v0/passwd',
    '/exports/2026-11-23T00-00-00Z-v9/startups/startups.csv',
    `/exports/${'a'.repeat(5000)}`,
  ])('has nothing at %s', async (path) => {
    const { statusCode, body, headers } = await get(path);
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    expect(body).not.toContain(directory);
  });

  it('rejects methods that write', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      expect((await call(method, latest)).statusCode).toBe(405);
    }
  });

  /** Sends a raw path: other clients normalize it. */
  function call(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const { statusCode = 0, headers } = response;
          resolve({ statusCode, headers, bytes, body: bytes.toString() });
        });
      })
        .on('error', reject)
        .end();
    });
  }
});

interface Answer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  body: string;
}
