import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createClient } from '../../../src/publishing/datagouv/client/client.ts';
import { RETRY_POLICY, type RetryPolicy } from '../../../src/publishing/datagouv/client/retryPolicy.ts';

const KEY = 'udata_a_very_secret_key';
const Anything = z.object({ id: z.string() });

let server: Server;
let requests: IncomingMessage[];
let waits: number[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  requests = [];
  waits = [];
  server = createServer((request, response) => {
    requests.push(request);
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const url = () => {
  const address = server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
};

function client(retryPolicy: Partial<RetryPolicy> = {}, assertCanWrite = async () => {}) {
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  return createClient({
    platform: { url: url(), apiKey: KEY, organization: 'x' },
    retryPolicy: { ...RETRY_POLICY, timeoutMs: 300, ...retryPolicy, sleep },
    assertCanWrite,
  });
}

const says =
  (status: number, body: string, headers: Record<string, string> = {}): typeof answer =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

/** Sends each response once, then repeats the last one. */
function inTurn(...answers: (typeof answer)[]): typeof answer {
  return (request, response) => (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
}

describe('what is sent', () => {
  test('the key, the wish for JSON, and no cookie, even after one was set', async () => {
    answer = says(200, '{"id":"1"}', { 'Set-Cookie': 'session=abc; Path=/' });
    const { read } = client();
    await read(Anything, '/api/1/me/');
    await read(Anything, '/api/1/me/');
    expect(requests.map(({ headers }) => [headers['x-api-key'], headers.accept, headers.cookie])).toEqual([
      [KEY, 'application/json', undefined],
      [KEY, 'application/json', undefined],
    ]);
  });

  test('JSON says that it is; a write names no fields', async () => {
    answer = says(201, '{"id":"1"}');
    await client().write(Anything, 'POST', '/api/1/datasets/', { title: 'é' });
    expect(requests[0]?.headers['content-type']).toBe('application/json');
    expect(requests[0]?.headers['x-fields']).toBeUndefined();
  });
});

describe('redirections', () => {
  test('within the platform: followed once, with method and body', async () => {
    answer = inTurn(says(308, '<html>', { Location: '/elsewhere/' }), says(200, '{"id":"1"}'));
    const written = await client().write(Anything, 'PUT', '/api/1/datasets/1/', { a: 1 });
    expect(written).toEqual({ kind: 'done', value: { id: '1' } });
    expect(requests.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
      'PUT /api/1/datasets/1/',
      'PUT /elsewhere/',
    ]);
  });

  test('to another host or in a loop: rejected, and the key is not sent there', async () => {
    let elsewhere = 0;
    const other = createServer((_request, response) => {
      elsewhere += 1;
      response.end('{"id":"1"}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    answer = says(308, '', { Location: `http://127.0.0.1:${port}/api/1/me/` });
    await expect(client().read(Anything, '/api/1/me/')).rejects.toThrow('The API key was not sent there');
    answer = says(308, '', { Location: '//[' });
    await expect(client().read(Anything, '/api/1/me/')).rejects.toThrow('an invalid URL');
    answer = says(308, '', { Location: '/round/' });
    await expect(client().read(Anything, '/round/')).rejects.toThrow('which redirects again');
    expect(elsewhere).toBe(0);
    other.close();
  });
});

describe('a read', () => {
  test.each<[string, typeof answer, string]>([
    ['a page instead of JSON', says(200, '<html>'), 'not JSON'],
    ['half an answer', says(200, '{"id":"1'), 'not JSON'],
    ['another shape', says(200, '{"id":1}'), 'not have the expected shape (id)'],
    ['10 MB', says(200, `{"id":"${'x'.repeat(10_000_001)}"}`), 'larger than 10 MB'],
    ['silence', () => {}, 'no response within the timeout'],
    ['a cut', (request: IncomingMessage) => request.socket.destroy(), 'GET /x/'],
    ['503', says(503, ''), 'HTTP 503'],
  ])('of %s is retried, then fails', async (_what, given, why) => {
    answer = given;
    await expect(client({ maxAttempts: 3 }).read(Anything, '/x/')).rejects.toThrow(why);
    expect(requests).toHaveLength(3);
    expect(waits).toHaveLength(2);
  });

  test('that is rejected is not retried', async () => {
    answer = says(403, '{"message":"no"}');
    await expect(client().read(Anything, '/x/')).rejects.toThrow('no');
    expect(requests).toHaveLength(1);
  });

  test('ends at its deadline, whatever Retry-After requires', async () => {
    answer = says(429, '', { 'Retry-After': '50' });
    await expect(client({ deadlineMs: 40_000 }).read(Anything, '/x/')).rejects.toThrow('429');
    expect(requests).toHaveLength(1);
  });
});

describe('a write', () => {
  test('that was not accepted for want of time is sent again', async () => {
    answer = inTurn(says(429, '', { 'Retry-After': '2' }), says(201, '{"id":"1"}'));
    expect(await client().write(Anything, 'POST', '/x/', {})).toMatchObject({ kind: 'done' });
    expect(waits).toEqual([2_000]);
  });

  test('that could not be sent is sent again, then given up', async () => {
    const nowhere = client({ maxAttempts: 3 });
    await new Promise((resolve) => server.close(resolve));
    await expect(nowhere.write(Anything, 'POST', '/x/', {})).rejects.toThrow();
    expect(waits).toHaveLength(2);
  });

  test.each<[string, typeof answer]>([
    ['500', says(500, '{"message":"Internal Server Error"}')],
    ['504', says(504, '<html>')],
    ['201 and a page', says(201, '<html>')],
    ['201 and half an answer', says(201, '{"id"')],
    ['silence', () => {}],
    ['a cut', (request: IncomingMessage) => request.socket.destroy()],
  ])('answered by %s has an unknown outcome: it is not sent twice', async (_what, given) => {
    answer = given;
    expect(await client().write(Anything, 'POST', '/x/', {})).toMatchObject({ kind: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  test('is not sent when it may not be, retries included', async () => {
    let allowed = 1;
    const assertCanWrite = async () => {
      if (allowed-- <= 0) throw new Error('not any more');
    };
    answer = says(429, '');
    await expect(client({}, assertCanWrite).write(Anything, 'POST', '/x/', {})).rejects.toThrow('not any more');
    expect(requests).toHaveLength(1);
  });

  test('that is rejected does not show the key, even if the platform does', async () => {
    answer = says(400, JSON.stringify({ message: `what is ${KEY}?` }));
    const error = await client().write(Anything, 'POST', '/x/', {}).catch(String);
    expect(error).toContain('what is …?');
  });
});
