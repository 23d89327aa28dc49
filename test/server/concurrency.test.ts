import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { anEntity, aSource } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import type { TestServer } from './testServer.ts';
import { startTestServer } from './testServer.ts';

const WRITERS = 50;

describe.each(databases())('concurrent writers over HTTP on $name', ({ open }) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer(open, { name: 'ensemble', role: 'EDITOR' });
    await server.register.load(aSource({ entities: [anEntity('dila')] }));
  });
  afterAll(() => server.close());

  test('get consecutive versions, each in its own response', async () => {
    const before = await version();
    const replies = await Promise.all(
      Array.from({ length: WRITERS }, (_none, at) =>
        server.execute(
          'mutation ($input: RaisePainPointInput!) { raisePainPoint(input: $input) { painPoint { id statement } } }',
          {
            input: { administration: 'dila', statement: `Irritant ${at}` },
          },
        ),
      ),
    );
    const versions = replies.map(({ body }) => body.extensions?.register?.version ?? -1).sort((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: WRITERS }, (_none, at) => before + 1 + at));
    expect(await version()).toBe(before + WRITERS);
  });

  test('of one row with the same version: one succeeds, the others get a conflict with the current version', async () => {
    const seen = await server.execute('{ entity(by: { slug: "dila" }) { version } }');
    const entity: unknown = seen.body.data?.entity;
    const replies = await Promise.all(
      Array.from({ length: WRITERS }, (_none, at) =>
        server.execute(
          'mutation ($input: UpdateEntityInput!) { updateEntity(input: $input) { entity { name version } } }',
          {
            input: { entity: 'dila', name: `DILA ${at}`, ...Object(entity) },
          },
        ),
      ),
    );
    const conflicts = replies.flatMap(({ body }) => body.errors ?? []);
    expect(conflicts.map(({ extensions }) => extensions.code)).toEqual(Array(WRITERS - 1).fill('CONFLICT'));
    expect(new Set(conflicts.map(({ extensions }) => Object(extensions).version))).toEqual(new Set([await version()]));
  });

  test('do not affect readers: every response is of one version', async () => {
    const reads = Array.from({ length: WRITERS }, () =>
      server.execute('{ register { version } again: register { version } changes { totalCount } }'),
    );
    const writes = Array.from({ length: WRITERS }, (_none, at) =>
      server.execute('mutation ($input: RaisePainPointInput!) { raisePainPoint(input: $input) { painPoint { id } } }', {
        input: { administration: 'dila', statement: `Autre irritant ${at}` },
      }),
    );
    await Promise.all(writes);
    for (const { body } of await Promise.all(reads)) {
      const register = body.extensions?.register;
      expect(body.data).toMatchObject({ register: register, again: register });
    }
  });

  async function version(): Promise<number> {
    return (await server.execute('{ __typename }')).body.extensions?.register?.version ?? -1;
  }
});
