import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CursorValues } from '../../src/graphql/connections/cursor.ts';
import { cursorOf } from '../../src/graphql/connections/cursor.ts';
import { readReference } from '../../src/importing/sources/readReference.ts';
import { databases } from '../support/databases.ts';
import { expectError } from './expectError.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

const STARTUPS = `query ($after: String, $before: String, $orderBy: [StartupOrder!]) {
  startups(after: $after, before: $before, orderBy: $orderBy) { edges { cursor node { slug } } }
}`;

describe.each(databases())('A cursor on $name, over HTTP', ({ open }) => {
  let server: TestServer;
  let cursor: string;

  beforeAll(async () => {
    server = await startTestServer(open);
    await server.register.load(readReference());
    cursor = await firstCursor();
  });
  afterAll(() => server.close());

  test('continues after its row', async () => {
    const { body } = await server.execute(STARTUPS, { after: cursor });
    expect(body.data).toMatchObject({ startups: { edges: [{ node: { slug: 'maintenant' } }, {}] } });
  });

  test('with any altered character is rejected', async () => {
    for (let at = 0; at < cursor.length; at += 1) {
      const letter = cursor[at] === 'A' ? 'B' : 'A';
      const altered = `${cursor.slice(0, at)}${letter}${cursor.slice(at + 1)}`;
      const { status, body } = await server.execute(STARTUPS, { after: altered });
      expect([altered, status, body.errors?.[0]?.extensions.code]).toEqual([altered, 400, 'CURSOR_INVALID']);
    }
  });

  test.each([
    ['empty', () => ''],
    ['a space', () => ' '],
    ['words', () => 'not a cursor'],
    ['one character shorter', () => cursor.slice(0, -1)],
    ['one character longer', () => `${cursor}A`],
    ['padding', () => `${cursor}==`],
    ['a line break', () => `${cursor}\n`],
    ['itself twice', () => cursor + cursor],
    ['50,000 characters', () => 'A'.repeat(50_000)],
    ['unencoded sort values', () => '["mes-aides","1"]'],
  ])('that is %s is rejected', async (_name, make) => {
    await expectError(server, await server.execute(STARTUPS, { after: make() }), 'CURSOR_INVALID');
    await expectError(server, await server.execute(STARTUPS, { before: make() }), 'CURSOR_INVALID');
  });

  test('of another order is rejected', async () => {
    for (const orderBy of [
      [{ field: 'NAME', direction: 'DESC' }],
      [{ field: 'STARTED_ON', direction: 'ASC' }],
      [
        { field: 'NAME', direction: 'ASC' },
        { field: 'UPDATED_AT', direction: 'ASC' },
      ],
    ]) {
      await expectError(server, await server.execute(STARTUPS, { after: cursor, orderBy }), 'CURSOR_INVALID');
    }
  });

  test('of another list is rejected, even of the same type', async () => {
    for (const document of [
      'query ($after: String) { entities(after: $after) { totalCount } }',
      'query ($after: String) { services(after: $after) { totalCount } }',
    ]) {
      await expectError(server, await server.execute(document, { after: cursor }), 'CURSOR_INVALID');
    }
  });

  test('of another list is rejected in a nullable field, and the other fields are answered', async () => {
    const document =
      'query ($after: String) { register { version } entity(by: { slug: "pole-emploi" }) { sponsoredStartups(after: $after) { totalCount } } }';
    const { status, body } = await server.execute(document, { after: cursor });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: { register: { version: 1 }, entity: null },
      errors: [{ extensions: { code: 'CURSOR_INVALID' } }],
    });
  });

  test.each(['\0', '\ud800'])('that is no valid text is rejected: %j', async (after) => {
    await expectError(server, await server.execute(STARTUPS, { after }), 'TEXT_INVALID');
  });

  test.each<[name: string, field: string, values: CursorValues]>([
    ['too few values', 'NAME', ['a']],
    ['too many values', 'NAME', ['a', '1', '1']],
    ['a key that is no number', 'NAME', ['a', 'b']],
    ['a key out of range', 'NAME', ['a', '99999999999']],
    ['NUL', 'NAME', ['a\0', '1']],
    ['a day that does not exist', 'STARTED_ON', ['2024-02-30', '1']],
    ['infinity', 'STARTED_ON', ['infinity', '1']],
    ['an hour that does not exist', 'UPDATED_AT', ['2026-01-01 25:00:00+00', '1']],
    ['a minute that does not exist', 'UPDATED_AT', ['2026-01-01 23:61:00+00', '1']],
    ['a day without hour', 'UPDATED_AT', ['2026-01-01', '1']],
    ['a fraction of 1,000 digits', 'UPDATED_AT', [`2026-01-01 23:00:00.${'1'.repeat(1_000)}+00`, '1']],
  ])('with a valid checksum and %s is rejected', async (_name, field, values) => {
    const after = cursorOf(`Query.startups ${field} ASC`, values);
    const orderBy = [{ field, direction: 'ASC' }];
    await expectError(server, await server.execute(STARTUPS, { after, orderBy }), 'CURSOR_INVALID');
  });

  async function firstCursor(): Promise<string> {
    const { body } = await server.execute(STARTUPS);
    const found = /"cursor":"([^"]+)"/.exec(JSON.stringify(body));
    if (!found?.[1]) throw new Error('no cursor in the first page');
    return found[1];
  }
});
