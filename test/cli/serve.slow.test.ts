import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { POSTGRESQL } from '../support/databases.ts';
import { aWorkspace, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aWorkspace();
});
afterEach(() => workspace.remove());

test('the first start prepares everything and says so; the second finds it done', async () => {
  await workspace.remove();
  workspace = await aWorkspace('nothing');
  const first = workspace.start(['serve']);
  const address = await first.ready();
  expect(await ask(address, '{ register { version } startup(slug: "mes-aides") { name } }')).toMatchObject({
    data: { register: { version: 1 }, startup: { name: expect.any(String) } },
  });
  const { code, stdout, stderr } = await first.stop('SIGTERM');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/Brought it up to date: \d+ migration/);
  expect(stdout).toContain('Loaded the reference register: version 1.');
  expect(stdout).toMatch(/Wrote release \S+-v1 in /);
  expect(stdout).toContain(join(workspace.folder, '.registre'));

  const second = workspace.start(['serve']);
  expect(await ask(await second.ready(), '{ register { version } }')).toMatchObject({
    data: { register: { version: 1 } },
    extensions: expect.objectContaining({ register: { version: 1 } }),
  });
  const again = await second.stop('SIGINT');
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain('Loaded');
  expect(again.stdout).not.toContain('Brought');
  expect(again.stdout).toMatch(/Release \S+-v1 is up to date/);
});

test('what was open at a kill -9 is taken over by the next start', async () => {
  const first = workspace.start(['serve']);
  await first.ready();
  expect((await first.stop('SIGKILL')).code).toBeNull();
  const second = workspace.start(['serve']);
  expect(await ask(await second.ready(), '{ startups { totalCount } }')).toMatchObject({
    data: { startups: { totalCount: 3 } },
  });
  expect((await second.stop('SIGTERM')).code).toBe(0);
});

test('a request under way when it is told to stop is answered first', async () => {
  const database = await onPostgres();
  const server = workspace.start(['serve'], { DATABASE_URL: database.url });
  const address = await server.ready();
  const blocker = new Client(database.url);
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE register');
  const answer = ask(address, '{ register { version } }');
  await waiting(blocker);
  const ended = server.stop('SIGTERM');
  await server.waitForOutput('Finishing');
  await blocker.query('ROLLBACK');
  await blocker.end();
  expect(await answer).toMatchObject({
    data: { register: { version: 1 } },
    extensions: expect.objectContaining({ register: { version: 1 } }),
  });
  expect((await ended).code).toBe(0);
  await database.drop();
});

test('two processes on one PostgreSQL start together, and one of them loads the register', async () => {
  const database = await onPostgres();
  const servers = ['a', 'b'].map((name) =>
    workspace.start(['serve'], {
      DATABASE_URL: database.url,
      EXPORTS_DIR: join(workspace.folder, name),
      MEMBER_SECRET: 'one secret for both, as the manual says',
    }),
  );
  for (const server of servers) {
    expect(await ask(await server.ready(), '{ register { version } }')).toMatchObject({
      data: { register: { version: 1 } },
      extensions: expect.objectContaining({ register: { version: 1 } }),
    });
  }
  for (const server of servers) expect((await server.stop('SIGTERM')).code).toBe(0);
  await database.drop();
});

test('the address of the public, where one is set, is the one that is told', async () => {
  const port = await freePort();
  const server = workspace.start(['serve'], { PORT: String(port), PUBLIC_URL: 'https://registre.example.fr/' });
  expect(await server.waitForOutput('Ready.')).toContain('https://registre.example.fr/graphql');
  expect((await server.stop('SIGTERM')).code).toBe(0);
});

async function ask(address: string, query: string): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const answer: unknown = await response.json();
  return answer;
}

async function onPostgres() {
  const database = await POSTGRESQL.open();
  if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
  return { url: database.connection.url, drop: () => database.drop() };
}

/** Until somebody waits for a lock that this client holds. */
async function waiting(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query(
      'SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT granted AND datname = current_database()',
    );
    if (rows.length > 0) return;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
