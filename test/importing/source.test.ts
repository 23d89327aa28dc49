import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readJson, readSource, SOURCE_FILES } from '../../src/importing/sources/readSource.ts';
import { listen } from '../support/listen.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registre-source-'));
  for (const file of SOURCE_FILES) await writeFile(join(folder, file), JSON.stringify({ file }));
});
afterEach(() => rm(folder, { recursive: true }));

describe('A folder', () => {
  test('is read as the JSON values of its four files, with progress reports', async () => {
    const reportedFiles: string[] = [];
    const files = await readSource(folder, {}, (file) => reportedFiles.push(file));
    expect(files['authors.json']).toEqual({ file: 'authors.json' });
    // The members are no array: their file is read again for the whole value.
    expect([...new Set(reportedFiles)]).toEqual([...SOURCE_FILES]);
  });

  test('without one of the files is rejected with the name of the file', async () => {
    await rm(join(folder, 'incubators.json'));
    await expect(readSource(folder)).rejects.toMatchObject({ code: 'IMPORT_SOURCE_UNREADABLE' });
    await expect(readSource(folder)).rejects.toThrow(/incubators\.json can't be read: no such file/);
  });

  test('that does not exist, or is a file, is rejected', async () => {
    await expect(readSource(join(folder, 'nowhere'))).rejects.toThrow('no such file');
    await expect(readSource(join(folder, 'authors.json'))).rejects.toThrow('give the folder');
  });

  test('with a folder or a pipe in place of a file is rejected immediately', async () => {
    await rm(join(folder, 'startups.json'));
    await mkdir(join(folder, 'startups.json'));
    await expect(readSource(folder)).rejects.toThrow('not a file');
    await rm(join(folder, 'startups.json'), { recursive: true });
    execFileSync('mkfifo', [join(folder, 'startups.json')]);
    await expect(readSource(folder)).rejects.toThrow('not a file');
  });

  test.each(SOURCE_FILES)('with %s cut at any byte is rejected with its name', async (file) => {
    const text = Buffer.from(JSON.stringify([{ id: 'é"\\', list: [1.5, true, null] }]));
    for (let end = 0; end < text.length; end++) {
      await writeFile(join(folder, file), text.subarray(0, end));
      await expect(readSource(folder)).rejects.toMatchObject({ code: 'IMPORT_NOT_JSON' });
      await expect(readSource(folder)).rejects.toThrow(`${file} is not JSON`);
    }
  });

  test('with a file larger than the limit is rejected', async () => {
    await writeFile(join(folder, 'authors.json'), `"${'x'.repeat(100)}"`);
    await expect(readSource(folder, { maximumBytes: 102 })).resolves.toBeDefined();
    await expect(readSource(folder, { maximumBytes: 101 })).rejects.toMatchObject({ code: 'IMPORT_TOO_LARGE' });
  });
});

describe('A URL', () => {
  test('may be that of the folder, with or without a final slash, or of one of its files', async () => {
    const requestedPaths: string[] = [];
    const server = createServer((request, response) => {
      requestedPaths.push(request.url ?? '');
      response.end('[]');
    });
    const base = `${await listen(server)}/api/v2.7`;
    try {
      for (const url of [base, `${base}/`, `${base}/authors.json`]) {
        await readSource(url, { allowPrivate: true });
        expect(requestedPaths.splice(0)).toEqual(SOURCE_FILES.map((file) => `/api/v2.7/${file}`));
      }
      await expect(readSource(base)).rejects.toMatchObject({ code: 'IMPORT_PRIVATE_ADDRESS' });
      await expect(readSource(base, { allowPrivate: true, maximumBytes: 1 })).rejects.toMatchObject({
        code: 'IMPORT_TOO_LARGE',
      });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('reports the Last-Modified of its files, and no invalid one', async () => {
    const server = createServer((request, response) => {
      const modified = request.url === '/authors.json' ? 'hier' : 'Thu, 20 Aug 2026 10:00:00 GMT';
      response.setHeader('last-modified', modified).end('{}');
    });
    const reported: string[] = [];
    const url = await listen(server);
    await readSource(url, { allowPrivate: true, onModified: (at) => reported.push(at.toISOString()) });
    server.close();
    expect(reported).toEqual(Array(3).fill('2026-08-20T10:00:00.000Z'));
  });

  test('on another protocol is rejected', async () => {
    await expect(readSource('ftp://beta.gouv.fr/api')).rejects.toThrow('only http and https');
    await expect(readSource('file:///etc')).rejects.toThrow('only http and https');
  });
});

describe('A file that is not JSON', () => {
  test.each([
    ['<!DOCTYPE html>\n<html>', 'it begins with <!DOCTYPE html>'],
    ['id;name\n1;x', 'it begins with id;name'],
    ['', 'it is empty'],
    [' \n', 'it is empty'],
    ['{"data": [{"id": "a"', 'it ends too early'],
    ['[1, 2, 3', 'it ends too early'],
    ['[1, secret, 3]', 'a mistake in its middle'],
    ['{"a": 1 "b": 2}', 'a mistake at character 8'],
  ])('%j: %s', (text, problem) => {
    expect(() => readJson('startups.json', Buffer.from(text))).toThrow(`startups.json is not JSON: ${problem}`);
  });

  test('of 10 MB is not quoted in the message', () => {
    const error = (() => {
      try {
        return readJson('startups.json', Buffer.from(`secret${'x'.repeat(10_000_000)}`));
      } catch (e) {
        return e;
      }
    })();
    expect(String(error).length).toBeLessThan(200);
  });

  test('and not UTF-8 is rejected', () => {
    expect(() => readJson('authors.json', Buffer.from([0x22, 0xe9, 0x22]))).toThrow('not UTF-8');
  });
});

test('A byte order mark before JSON is ignored', () => {
  expect(readJson('x.json', Buffer.from('\uFEFF{"a":"é"}'))).toEqual({ a: 'é' });
});
