import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { authenticateToken } from '../../src/register/tokens/authenticateToken.ts';
import { generateToken, tokenDigest, tokenEnvironment, tokenPrefix } from '../../src/register/tokens/token.ts';
import { checkTokenSecret, type TokenSecretStore } from '../../src/register/tokens/tokenSecret.ts';
import { createToken, listTokens, revokeToken, rotateToken, withdrawToken } from '../../src/register/tokens/tokens.ts';
import { readerOn } from '../../src/sql/reader.ts';
import { onEachDatabase } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';

const DAY = 86_400_000;
const KEYS = keys('a secret of the tests, long enough');
const OTHER_SECRET = keys('another secret of the tests, as long');

function keys(secret: string | null, environment = 'test'): TokenSecretStore {
  return {
    environment,
    read: async () => secret,
    readOrCreate: async () => secret ?? 'a secret that was made just now',
  };
}

describe('the text of a token', () => {
  test('has its environment, 43 characters of secret and 6 of checksum', () => {
    const token = generateToken('prod');
    expect(token).toMatch(/^regnum_prod_[0-9A-Za-z]{49}$/);
    expect(tokenEnvironment(token)).toBe('prod');
    expect(tokenPrefix(token)).toBe(token.slice(0, 'regnum_prod_'.length + 8));
  });

  test('is different each time', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => generateToken('test'))).size).toBe(1_000);
  });

  test('with one changed character is invalid', () => {
    const token = generateToken('test');
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === 'a' ? 'b' : 'a') + token.slice(at + 1);
      expect([changed, tokenEnvironment(changed)]).toEqual([changed, null]);
    }
  });

  test.each([
    '',
    'regnum',
    'regnum_test_',
    `${generateToken('test')}\n`,
    ` ${generateToken('test')}`,
    generateToken('test').slice(1),
  ])('%j is none', (text) => expect(tokenEnvironment(text)).toBeNull());
});

onEachDatabase('tokens', (open) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());
  beforeEach(() => register.empty());

  const inDays = (days: number) => new Date(Date.now() + days * DAY);
  const create = (name = 'essai', days = 90, how = KEYS) =>
    createToken(register.dataSource, how, { name, role: 'EDITOR', expiresAt: inDays(days) });
  const find = (token: string, how = KEYS) => authenticateToken(readerOn(register.pool), how, token);
  const row = async () => (await listTokens(readerOn(register.pool)))[0];

  test('a token authenticates with its name and role', async () => {
    const { token } = await create('suivi');
    expect(await find(token)).toEqual({ name: 'suivi', role: 'EDITOR' });
  });

  test('the database stores a digest and the prefix, never the token', async () => {
    const { token } = await create();
    await find(token);
    expect(await row()).toMatchObject({
      digest: tokenDigest(token, 'a secret of the tests, long enough'),
      prefix: tokenPrefix(token),
    });
    const { rows } = await register.pool.query<{ name: string }>(
      `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
       WHERE relkind = 'r' AND nspname IN ('public', 'history')`,
    );
    const secret = token.slice(tokenPrefix(token).length);
    for (const { name } of rows) {
      const found = await register.pool.query(`SELECT FROM ${name} t WHERE position($1 IN t::text) > 0`, [secret]);
      expect([name, found.rowCount]).toEqual([name, 0]);
    }
  });

  describe('every invalid token is rejected with the same error', () => {
    const situations: [situation: string, token: () => Promise<string>, statements: number][] = [
      ['unknown', async () => generateToken('test'), 1],
      ['mistyped', async () => mistyped((await create()).token), 0],
      ['of another environment', async () => (await create('essai', 90, { ...KEYS, environment: 'prod' })).token, 0],
      ['not a token', async () => 'hunter2', 0],
      ['revoked', async () => revoked((await create()).token), 1],
      ['expired', async () => expired((await create()).token), 1],
    ];
    const mistyped = (token: string) => token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a');
    const revoked = async (token: string) => {
      expect(await revokeToken(register.dataSource, 'essai')).toBe(1);
      return token;
    };
    const expired = async (token: string) => {
      await register.pool.query(
        "UPDATE access_token SET created_at = now() - interval '2 days', expires_at = now() - interval '1 second'",
      );
      return token;
    };

    test.each(situations)('%s', async (_situation, token, cost) => {
      const given = await token();
      const statements: string[] = [];
      const reader = readerOn(register.pool, ({ text }) => statements.push(text));
      await expect(authenticateToken(reader, KEYS, given)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        message: expect.stringMatching(/^The token is invalid, expired or revoked\. Send /),
      });
      expect(statements).toHaveLength(cost);
    });

    test('created with another secret, or without a secret', async () => {
      const { token } = await create();
      const rejected = {
        code: 'UNAUTHENTICATED',
        message: expect.stringMatching(/^The token is invalid, expired or revoked\. Send /),
      };
      await expect(find(token, OTHER_SECRET)).rejects.toMatchObject(rejected);
      await expect(find(token, keys(null))).rejects.toMatchObject(rejected);
    });
  });

  test('its last use is recorded at most once a minute', async () => {
    const { token } = await create();
    expect((await row())?.lastUsedAt).toBeNull();
    await Promise.all([find(token), find(token), find(token)]);
    const first = (await row())?.lastUsedAt;
    expect(first).toEqual(expect.any(Date));
    await find(token);
    expect((await row())?.lastUsedAt).toEqual(first);
    await register.pool.query("UPDATE access_token SET last_used_at = last_used_at - interval '61 seconds'");
    await find(token);
    expect((await row())?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? Number.NaN);
  });

  describe('created', () => {
    test('with a name of a valid token: rejected, until that token is revoked', async () => {
      await create();
      await expect(create()).rejects.toMatchObject({ code: 'TOKEN_NAME_TAKEN' });
      await revokeToken(register.dataSource, 'essai');
      expect(await find((await create()).token)).toEqual({ name: 'essai', role: 'EDITOR' });
    });

    test('concurrently with one name: one is created', async () => {
      const made = await Promise.allSettled(Array.from({ length: 8 }, () => create()));
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    test.each(['', ' ', ' a', 'a ', 'a@b.fr', '--json', 'a\nb', '\u001b[2J', 'e\u0301', 'a'.repeat(101), 'a\0'])(
      'with the name %j: rejected',
      async (name) => {
        await expect(create(name)).rejects.toMatchObject({
          code: 'INPUT_INVALID',
          details: { fields: [{ path: 'name' }] },
        });
      },
    );

    test.each([-1, 0, 367, Number.NaN])('for %d days: rejected', async (days) => {
      await expect(create('essai', days)).rejects.toMatchObject({ details: { fields: [{ path: 'expiresAt' }] } });
    });

    test('for a year: created', async () => {
      const { token } = await create('Relève de l année_1.0', 366);
      expect((await find(token)).role).toBe('EDITOR');
    });
  });

  describe('rotated', () => {
    test('has two valid tokens during the overlap, of the same name, role and validity', async () => {
      const former = await create('essai', 30);
      const made = await rotateToken(register.dataSource, KEYS, 'essai', 7);
      expect(await find(former.token)).toEqual(await find(made.token));
      expect(made.expiresAt.getTime()).toBeCloseTo(inDays(30).getTime(), -5);
      expect(made.formerEndsAt.getTime()).toBeCloseTo(inDays(7).getTime(), -5);
      expect((await listTokens(readerOn(register.pool))).map(({ expiresAt }) => expiresAt)).toEqual([
        made.formerEndsAt,
        made.expiresAt,
      ]);
    });

    test('does not extend the validity of the former token', async () => {
      const former = await create('essai', 2);
      expect((await rotateToken(register.dataSource, KEYS, 'essai', 7)).formerEndsAt).toEqual(former.expiresAt);
    });

    test('again during the overlap: rejected; without overlap, both former tokens are revoked', async () => {
      const tokens = [(await create()).token, (await rotateToken(register.dataSource, KEYS, 'essai', 7)).token];
      await expect(rotateToken(register.dataSource, KEYS, 'essai', 1)).rejects.toMatchObject({
        code: 'TOKEN_ROTATING',
      });
      const { token } = await rotateToken(register.dataSource, KEYS, 'essai', 0);
      for (const former of tokens) await expect(find(former)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      expect((await find(token)).name).toBe('essai');
    });

    test.each([-1, 0.5, 91, Number.NaN])('with an overlap of %d days: rejected', async (overlap) => {
      await expect(rotateToken(register.dataSource, KEYS, 'essai', overlap)).rejects.toMatchObject({
        code: 'INPUT_INVALID',
        details: { fields: [{ path: 'overlap' }] },
      });
    });

    test.each([0, 7])('and withdrawn: the former token is valid as before (overlap of %d days)', async (overlap) => {
      const former = await create();
      const made = await rotateToken(register.dataSource, KEYS, 'essai', overlap);
      await withdrawToken(register.dataSource, made.key, made.former);
      await expect(find(made.token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      expect((await find(former.token)).name).toBe('essai');
      const [kept] = await listTokens(readerOn(register.pool));
      expect(kept).toMatchObject({ key: former.key, expiresAt: former.expiresAt, revokedAt: null });
    });

    test('and revoked: both tokens are revoked', async () => {
      const tokens = [(await create()).token, (await rotateToken(register.dataSource, KEYS, 'essai', 7)).token];
      expect(await revokeToken(register.dataSource, 'essai')).toBe(2);
      for (const token of tokens) await expect(find(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    });
  });

  test('a name without a valid token can be neither revoked nor rotated', async () => {
    await create();
    await revokeToken(register.dataSource, 'essai');
    for (const name of ['essai', 'autre']) {
      await expect(revokeToken(register.dataSource, name)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
      await expect(rotateToken(register.dataSource, KEYS, name, 7)).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN' });
    }
  });

  describe('with another secret than that of the valid tokens', () => {
    const changed = { code: 'TOKEN_SECRET_CHANGED' };

    test('no token is created, and the server does not start', async () => {
      await create();
      for (const others of [OTHER_SECRET, keys(null)]) {
        await expect(create('autre', 90, others)).rejects.toMatchObject(changed);
        await expect(rotateToken(register.dataSource, others, 'essai', 0)).rejects.toMatchObject(changed);
        await expect(checkTokenSecret(readerOn(register.pool), others)).rejects.toMatchObject(changed);
      }
      await checkTokenSecret(readerOn(register.pool), KEYS);
      expect(await listTokens(readerOn(register.pool))).toHaveLength(1);
    });

    test('the new secret is accepted once they are all revoked', async () => {
      await create();
      await revokeToken(register.dataSource, 'essai');
      await checkTokenSecret(readerOn(register.pool), OTHER_SECRET);
      const { token } = await create('essai', 90, OTHER_SECRET);
      expect(await find(token, OTHER_SECRET)).toEqual({ name: 'essai', role: 'EDITOR' });
      await expect(create('autre')).rejects.toMatchObject(changed);
    });
  });

  test('no token changes the version of the register', async () => {
    await find((await create()).token);
    await rotateToken(register.dataSource, KEYS, 'essai', 7);
    await revokeToken(register.dataSource, 'essai');
    const { rows } = await register.pool.query('SELECT version FROM register');
    expect(rows).toEqual([{ version: 0 }]);
  });
});
