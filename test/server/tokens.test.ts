import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { authenticateToken } from '../../src/register/tokens/authenticateToken.ts';
import { generateToken } from '../../src/register/tokens/token.ts';
import { createToken } from '../../src/register/tokens/tokens.ts';
import { bearerAuthentication } from '../../src/server/http/bearerAuthentication.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { databases } from '../support/databases.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

const SECRET = 'a secret of the tests, long enough';
const KEYS = { environment: 'test', read: async () => SECRET, readOrCreate: async () => SECRET };
const QUERY = '{ register { version } }';
const NOT_IN_FORCE = {
  errors: [
    {
      message:
        'The token is invalid, expired or revoked. Send a valid token as Authorization: Bearer regnum_…; create one with `registre token create`.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

describe.each(databases())('On $name, the Authorization header of a request', ({ open }) => {
  let server: TestServer;
  let token: string;
  /** The actor of the last request. */
  let actor: unknown;
  beforeAll(async () => {
    server = await startTestServer(open, null, ({ pool }) => {
      const find = bearerAuthentication((given) => authenticateToken(readerOn(pool), KEYS, given));
      return async (request) => {
        actor = 'rejected';
        const found = await find(request);
        actor = found;
        return found;
      };
    });
    const expiresAt = new Date(Date.now() + 86_400_000);
    ({ token } = await createToken(server.register.dataSource, KEYS, { name: 'essai', role: 'EDITOR', expiresAt }));
  });
  afterAll(() => server.close());

  test('is optional for reading', async () => {
    const { status } = await raw([]);
    expect([status, actor]).toEqual([200, null]);
  });

  test.each(['Bearer', 'bearer', 'BEARER', 'Bearer  '])('with a valid token and the scheme %j', async (scheme) => {
    const { status } = await raw([`Authorization: ${scheme} ${token}`]);
    expect([status, actor]).toEqual([200, { name: 'essai', role: 'EDITOR' }]);
  });

  test('with a valid token also works by GET', async () => {
    const { status } = await server.send(`/graphql?query=${encodeURIComponent(QUERY)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([status, actor]).toEqual([200, { name: 'essai', role: 'EDITOR' }]);
  });

  test('with an invalid token gives the same 401 for all causes', async () => {
    for (const other of [generateToken('test'), generateToken('prod'), `${token}x`, 'hunter2']) {
      const { status, headers, body } = await raw([`Authorization: Bearer ${other}`]);
      expect([status, actor]).toEqual([401, 'rejected']);
      expect(headers).toMatch(/^www-authenticate: Bearer realm="registre"\r?$/im);
      expect(body).toEqual(NOT_IN_FORCE);
    }
  });

  test.each([
    ['empty', () => ''],
    ['blank', () => '   '],
    ['the scheme alone', () => 'Bearer'],
    ['another scheme', () => `Basic ${Buffer.from('admin:hunter2').toString('base64')}`],
    ['the token alone', () => token],
    ['the token twice', () => `Bearer ${token} ${token}`],
    ['the header twice in one', () => `Bearer ${token}, Bearer ${token}`],
    ['quotes', () => `Bearer "${token}"`],
    ['characters that are not ASCII', () => `Bearer ${token}é`],
    ['a tab', () => `Bearer\t${token}`],
    ['more than a kilobyte', () => `Bearer ${'a'.repeat(1_100)}`],
  ])('%s gives 401, and no actor', async (_what, authorization) => {
    const { status, headers, body } = await raw([`Authorization: ${authorization()}`]);
    expect([status, actor]).toEqual([401, 'rejected']);
    expect(headers).toMatch(/^www-authenticate: Bearer/im);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('sent twice gives 400, even with the same token', async () => {
    const { status, body } = await raw([`Authorization: Bearer ${token}`, `authorization: Bearer ${token}`]);
    expect([status, actor]).toEqual([400, 'rejected']);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('of 16 kB is rejected before it is parsed', async () => {
    expect((await raw([`Authorization: Bearer ${'a'.repeat(17_000)}`])).status).toBe(431);
  });

  test.each(['access_token', 'token', 'authorization'])(
    'is not replaced by a token in the URL, as %s',
    async (name) => {
      const { status } = await server.send(`/graphql?query=${encodeURIComponent(QUERY)}&${name}=${token}`);
      expect([status, actor]).toEqual([200, null]);
    },
  );

  /** Sends a raw request: fetch would merge headers, and reject some. */
  async function raw(headers: readonly string[]): Promise<{ status: number; headers: string; body: unknown }> {
    const address = server.app.server.address();
    if (typeof address !== 'object' || !address) throw new Error('the server has no port');
    const body = JSON.stringify({ query: QUERY });
    const head = ['POST /graphql HTTP/1.1', 'Host: localhost', 'Connection: close', 'Content-Type: application/json'];
    const socket = connect(address.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    socket.write(`${[...head, `Content-Length: ${body.length}`, ...headers].join('\r\n')}\r\n\r\n${body}`);
    await once(socket, 'close');
    const [answered = '', said = ''] = text.split('\r\n\r\n');
    return { status: Number(answered.split(' ')[1]), headers: answered, body: said === '' ? null : JSON.parse(said) };
  }
});
