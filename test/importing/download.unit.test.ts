import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type DownloadLimits, download } from '../../src/importing/sources/download.ts';
import { listen } from '../support/listen.ts';

const LIMITS: DownloadLimits = { maximumBytes: 1000, timeoutMs: 2000, allowPrivate: true };
const servers: Server[] = [];

async function startServer(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  servers.push(server);
  return { url: `${await listen(server)}/file.json`, server };
}

function openSockets(server: Server): Promise<number> {
  return new Promise((resolve, reject) => server.getConnections((error, n) => (error ? reject(error) : resolve(n))));
}

/** The server detects a closed connection only later. */
async function noSocketLeft(server: Server): Promise<void> {
  for (let i = 0; i < 100 && (await openSockets(server)) > 0; i++) await new Promise((r) => setTimeout(r, 10));
  expect(await openSockets(server)).toBe(0);
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('A downloaded file', () => {
  test('is requested uncompressed and returned as bytes, with progress reports', async () => {
    let encoding: unknown;
    const { url, server } = await startServer((request, response) => {
      encoding = request.headers['accept-encoding'];
      response.setHeader('content-length', 5).end('été');
    });
    const progressCalls: [number, number | null][] = [];
    const bytes = await download(url, { ...LIMITS, onProgress: (...progress) => progressCalls.push(progress) });
    expect(Buffer.from(bytes).toString()).toBe('été');
    expect(encoding).toBe('identity');
    expect(progressCalls.at(-1)).toEqual([5, 5]);
    await noSocketLeft(server);
  });

  test('is rejected with an error status, and when it is compressed', async () => {
    const { url } = await startServer((_, response) => response.writeHead(503).end('later'));
    await expect(download(url, LIMITS)).rejects.toMatchObject({ code: 'IMPORT_SOURCE_UNREADABLE' });
    await expect(download(url, LIMITS)).rejects.toThrow('HTTP 503');
    const zipped = await startServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
    );
    await expect(download(zipped.url, LIMITS)).rejects.toThrow('compressed');
  });

  test('is rejected when the connection closes before its end', async () => {
    const { url, server } = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': 500 }).write('{');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(download(url, LIMITS)).rejects.toMatchObject({ code: 'IMPORT_SOURCE_UNREADABLE' });
    await noSocketLeft(server);
  });
});

describe('A file that is too large or too slow', () => {
  test('is rejected by its content-length, before its body', async () => {
    const { url, server } = await startServer((_, response) =>
      response.writeHead(200, { 'content-length': 1001 }).write('x'),
    );
    await expect(download(url, LIMITS)).rejects.toMatchObject({ code: 'IMPORT_TOO_LARGE' });
    await noSocketLeft(server);
  });

  test('is rejected as soon as its body exceeds the limit', async () => {
    let sent = 0;
    const { url, server } = await startServer((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 10_000;
        sent += 10_000;
      };
      response.on('drain', more);
      more();
    });
    await expect(download(url, LIMITS)).rejects.toThrow('larger than 1 kB');
    await noSocketLeft(server);
    expect(sent).toBeLessThan(20_000_000);
  });

  test('is rejected after the total timeout, whether the server is silent or slow', async () => {
    const silent = await startServer(() => undefined);
    const slow = await startServer((_, response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    for (const { url, server } of [silent, slow]) {
      const startedAt = Date.now();
      await expect(download(url, { ...LIMITS, timeoutMs: 200 })).rejects.toMatchObject({ code: 'IMPORT_TOO_SLOW' });
      expect(Date.now() - startedAt).toBeLessThan(1500);
      await noSocketLeft(server);
    }
  });

  test('is rejected after the total timeout, redirects included', async () => {
    const { url } = await startServer((_, response) => {
      setTimeout(() => response.writeHead(302, { location: '/again' }).end(), 90);
    });
    await expect(download(url, { ...LIMITS, timeoutMs: 200 })).rejects.toMatchObject({ code: 'IMPORT_TOO_SLOW' });
  });
});

describe('A redirect', () => {
  test('is followed on the same host', async () => {
    const { url } = await startServer((request, response) =>
      request.url === '/file.json' ? response.writeHead(301, { location: '/moved.json' }).end() : response.end('[]'),
    );
    expect(Buffer.from(await download(url, LIMITS)).toString()).toBe('[]');
  });

  test.each(['http://example.org/x', 'https://127.0.0.1:1/x', 'http://localhost/x', 'file:///etc/passwd'])(
    'to %s is rejected',
    async (location) => {
      const { url } = await startServer((_, response) => response.writeHead(302, { location }).end());
      await expect(download(url, LIMITS)).rejects.toMatchObject({ code: 'IMPORT_REDIRECTED' });
    },
  );

  test('to a URL with credentials is rejected, and the message does not show them', async () => {
    const { url } = await startServer((request, response) =>
      response.writeHead(302, { location: `http://me:secret@${request.headers.host}/x` }).end(),
    );
    const error = await download(url, LIMITS).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'IMPORT_REDIRECTED' });
    expect(String(error)).not.toContain('secret');
  });

  test('in a loop is rejected after five redirects', async () => {
    let requests = 0;
    const { url } = await startServer((_, response) => {
      requests++;
      response.writeHead(302, { location: '/file.json' }).end();
    });
    await expect(download(url, LIMITS)).rejects.toThrow('more than 5 redirects');
    expect(requests).toBe(6);
  });
});

describe('A URL of a private address', () => {
  test('is rejected by default: loopback by address, by name, by other spellings, and link-local', async () => {
    const { url, server } = await startServer((_, response) => response.end('secret'));
    let reached = 0;
    server.on('connection', () => reached++);
    const spellings = [
      url,
      url.replace('127.0.0.1', 'localhost'),
      url.replace('127.0.0.1', '2130706433'),
      url.replace('127.0.0.1', '[::ffff:127.0.0.1]'),
      url.replace('127.0.0.1', '0.0.0.0'),
      'http://[::1]/x',
      'http://169.254.169.254/latest/meta-data',
      'https://10.0.0.1/x',
    ];
    for (const spelling of spellings) {
      await expect(download(spelling, { ...LIMITS, allowPrivate: false })).rejects.toMatchObject({
        code: 'IMPORT_PRIVATE_ADDRESS',
      });
    }
    expect(reached).toBe(0);
  });
});

describe('An unusable URL', () => {
  test.each([
    'ftp://example.org/x',
    'file:///etc/passwd',
    'not a url',
    'http://me:secret@ho st/x',
    'http://me:secret@127.0.0.1/x',
    'http://127.0.0.1:1/x',
  ])('%s is rejected, and the message does not contain its credentials', async (url) => {
    const error = await download(url, LIMITS).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'IMPORT_SOURCE_UNREADABLE' });
    expect(String(error)).not.toContain('secret');
  });
});
