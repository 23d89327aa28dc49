import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { POSTGRESQL } from '../support/databases.ts';
import { WITHOUT_CHECKS } from '../support/withoutChecks.ts';
import { aWorkspace, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aWorkspace();
});
afterEach(() => workspace.remove());

test('the first start prepares the database and a release, and reports it; the second has nothing to do', async () => {
  await workspace.remove();
  workspace = await aWorkspace('nothing');
  const first = workspace.start(['serve']);
  const address = await first.ready();
  expect(
    await sendQuery(address, '{ register { version } startup(by: { slug: "mes-aides" }) { name } }'),
  ).toMatchObject({
    data: { register: { version: 1 }, startup: { name: expect.any(String) } },
  });
  const { code, stdout, stderr } = await first.stop('SIGTERM');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/Applied \d+ migration/);
  expect(stdout).toContain('Loaded the reference register: version 1.');
  expect(stdout).toMatch(/Wrote release \S+-v1 in /);
  expect(stdout).toContain(join(workspace.folder, '.registre'));

  const second = workspace.start(['serve']);
  expect(await sendQuery(await second.ready(), '{ register { version } }')).toMatchObject({
    data: { register: { version: 1 } },
    extensions: expect.objectContaining({ register: { version: 1 } }),
  });
  const again = await second.stop('SIGINT');
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain('Loaded');
  expect(again.stdout).not.toContain('Applied');
  expect(again.stdout).toMatch(/Release \S+-v1 is up to date/);
});

test('without the reference register, a new database is empty until a start with it', async () => {
  await workspace.remove();
  workspace = await aWorkspace('nothing');
  expect((await workspace.run(['migrate'], { WITHOUT_REFERENCE: 'true' })).stdout).not.toContain('Loaded');
  const server = workspace.start(['serve', '--without-reference']);
  const count = '{ register { version } entities { totalCount } }';
  expect(await sendQuery(await server.ready(), count)).toMatchObject({
    data: { register: { version: 0 }, entities: { totalCount: 0 } },
  });
  expect((await server.stop('SIGTERM')).code).toBe(0);
  expect((await workspace.run(['migrate', '--without-reference'])).stdout).not.toContain('Loaded');
  expect((await workspace.run(['migrate'])).stdout).toContain('Loaded the reference register: version 1.');
});

test('after a kill -9, the next start opens the database', async () => {
  const first = workspace.start(['serve']);
  await first.ready();
  expect((await first.stop('SIGKILL')).code).toBeNull();
  const second = workspace.start(['serve']);
  expect(await sendQuery(await second.ready(), '{ startups { totalCount } }')).toMatchObject({
    data: { startups: { totalCount: 3 } },
  });
  expect((await second.stop('SIGTERM')).code).toBe(0);
});

test('a running request is answered before the server stops', async () => {
  const database = await onPostgres();
  const server = workspace.start(['serve'], { DATABASE_URL: database.url });
  const address = await server.ready();
  const blocker = new Client(database.url);
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE register');
  const answer = sendQuery(address, '{ register { version } }');
  await waitForBlockedQuery(blocker);
  const ended = server.stop('SIGTERM');
  await server.waitForOutput('Waiting for running requests');
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
      MEMBER_SECRET: 'the same secret for both, as documented',
    }),
  );
  for (const server of servers) {
    expect(await sendQuery(await server.ready(), '{ register { version } }')).toMatchObject({
      data: { register: { version: 1 } },
      extensions: expect.objectContaining({ register: { version: 1 } }),
    });
  }
  for (const server of servers) expect((await server.stop('SIGTERM')).code).toBe(0);
  await database.drop();
});

test('a server that cannot write a release serves the former one, says why, and recovers with the next release', async () => {
  const database = await onPostgres();
  const settings = { DATABASE_URL: database.url };
  const first = workspace.start(['serve'], settings);
  await first.ready();
  expect((await first.stop('SIGTERM')).code).toBe(0);
  const client = new Client(database.url);
  await client.connect();
  // A row of a former version, which no release can hold.
  await client.query(WITHOUT_CHECKS);
  await client.query("UPDATE startup SET name = E'Mes\\u000baides' WHERE slug = 'mes-aides'");

  const server = workspace.start(['serve'], settings);
  const address = await server.ready();
  const readyz = async () => {
    const response = await fetch(`${address}/readyz`);
    const body: unknown = await response.json();
    return { status: response.status, body };
  };
  expect(await readyz()).toMatchObject({
    status: 200,
    body: {
      checks: {
        release: 'failed: RELEASE_CELL_INVALID',
        releaseProblem: expect.stringContaining('startups-detail.nom'),
      },
    },
  });
  const former = await fetch(`${address}/exports/latest/startups/startups.csv`);
  expect({ status: former.status, text: await former.text() }).toEqual({
    status: 200,
    text: expect.stringContaining('mes-aides'),
  });
  expect(await sendQuery(address, '{ register { version } }')).toMatchObject({
    data: { register: { version: expect.any(Number) } },
  });
  expect((await workspace.run(['export'], settings)).code).toBe(1);

  await client.query("UPDATE startup SET name = 'Mes aides' WHERE slug = 'mes-aides'");
  await client.end();
  expect((await workspace.run(['export'], settings)).code).toBe(0);
  expect((await readyz()).body).not.toHaveProperty('checks.release');
  const { code, stderr } = await server.stop('SIGTERM');
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^No new release: .*startups-detail\.nom.*former release\.$/m),
  });
  await database.drop();
});

test('the server prints PUBLIC_URL, if it is set', async () => {
  const port = await freePort();
  const server = workspace.start(['serve'], { PORT: String(port), PUBLIC_URL: 'https://registre.example.fr/' });
  expect(await server.waitForOutput('Ready.')).toContain('https://registre.example.fr/graphql');
  expect((await server.stop('SIGTERM')).code).toBe(0);
});

async function sendQuery(address: string, query: string): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const body: unknown = await response.json();
  return body;
}

async function onPostgres() {
  const database = await POSTGRESQL.open();
  if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
  return { url: database.connection.url, drop: () => database.drop() };
}

/** Waits until another connection waits for a lock of this client. */
async function waitForBlockedQuery(client: Client): Promise<void> {
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
