import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { openDatabase } from '../../src/database/database.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { aWorkspace, commandError, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
});
afterAll(() => workspace.remove());

describe('a command that cannot run prints one sentence, without a stack trace', () => {
  test.each([
    [{ PORT: '70000' }, /^PORT must be a whole number .* \(got 70000\)/],
    [
      { ENVIRONMENT: 'prod', TOKEN_SECRET: 'changeme'.repeat(5) },
      /ENVIRONMENT is a production environment, but PUBLIC_URL .*placeholder/,
    ],
  ])('a server with %j', async (settings, sentence) => {
    expect(await workspace.run(['serve'], settings)).toEqual(commandError(sentence));
  });

  test('a port in use', async () => {
    const taken = createServer().listen(0, 'localhost');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await workspace.run(['serve'], { PORT: String(port) })).toEqual(
      commandError(/^Port \d+ of localhost is in use/),
    );
    taken.close();
  });

  test('a database that cannot be reached', async () => {
    const DATABASE_URL = 'postgres://registre:hunter2@127.0.0.1:1/registre';
    const ended = await workspace.run(['serve'], { DATABASE_URL });
    expect(ended).toEqual(commandError(/127\.0\.0\.1:1\/registre is unreachable \(.*ECONNREFUSED/));
    expect(ended.stderr).not.toContain('hunter2');
  });

  test('a directory that another process uses', async () => {
    const settings = await workspace.directory('locked', 'migrated');
    const server = workspace.start(['serve'], settings);
    await server.ready();
    for (const args of [['serve'], ['migrate']]) {
      expect(await workspace.run(args, settings)).toEqual(commandError(/locked is in use by process \d+/));
    }
    // A remote command is forwarded to the server.
    expect(await workspace.run(['export'], settings)).toMatchObject({ code: 0, stderr: '' });
    expect((await server.stop('SIGTERM')).code).toBe(0);
  });

  test('a REGISTRE_DIR that is a file', async () => {
    const file = join(workspace.folder, 'a-file');
    await writeFile(file, '');
    expect(await workspace.run(['serve'], { REGISTRE_DIR: file })).toEqual(
      commandError(/a-file can't be written to .*REGISTRE_DIR/),
    );
  });

  test('an EXPORTS_DIR that is a file', async () => {
    const EXPORTS_DIR = join(workspace.folder, 'exports-file');
    await writeFile(EXPORTS_DIR, '');
    expect(await workspace.run(['serve'], { EXPORTS_DIR })).toEqual(
      commandError(/exports-file can't be written to .*EXPORTS_DIR/),
    );
  });

  test('a database of a newer version, on PostgreSQL', async () => {
    const database = await POSTGRESQL.open();
    if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
    const DATABASE_URL = database.connection.url;
    expect((await workspace.run(['migrate'], { DATABASE_URL })).code).toBe(0);
    const client = new Client(DATABASE_URL);
    await client.connect();
    await client.query("INSERT INTO migration (timestamp, name) VALUES (9999, 'time-travel0000000009999')");
    await client.end();
    for (const args of [['serve'], ['migrate'], ['export']]) {
      expect(await workspace.run(args, { DATABASE_URL })).toEqual(
        commandError(/time-travel0000000009999.*newer version/),
      );
    }
    await database.drop();
  });

  test('a database of a newer version, embedded', async () => {
    const { REGISTRE_DIR } = await workspace.directory('newer', 'migrated');
    const database = await openDatabase({ databaseUrl: null, registreDir: REGISTRE_DIR });
    await database.pool.query("INSERT INTO migration (timestamp, name) VALUES (9999, 'time-travel0000000009999')");
    await database.close();
    expect(await workspace.run(['serve'], { REGISTRE_DIR })).toEqual(
      commandError(/time-travel0000000009999.*newer version/),
    );
  });

  test('an export of a database without migrations', async () => {
    const settings = await workspace.directory('empty', 'empty');
    expect(await workspace.run(['export'], settings)).toEqual(
      commandError(/lacks \d+ migration.*Run `registre migrate`/),
    );
  });
});

describe('an invalid command line', () => {
  test.each([
    [['sevre'], /sevre|argument/],
    [['serve', 'here'], /argument/],
    [['serve', '--prot', '80'], /--prot/],
    [['import'], /folder\|url/],
    [['import', 'a', 'b'], /argument/],
    [['import', '.', '--timeout', 'soon'], /--timeout.*whole number/],
    [['export', '--out'], /--out/],
  ])('%j ends with 2 and a message', async (args, problem) => {
    const { code, stdout, stderr } = await workspace.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(problem);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

test('--help lists the settings and the commands, and each command has its own help', async () => {
  const { code, stdout, stderr } = await workspace.run(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('DATABASE_URL');
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*\[options\]|^ {2}([a-z]+) {2,}/gm)];
  const names = commands.map(([, withOptions, without]) => withOptions ?? without ?? '');
  expect(names).toEqual(expect.arrayContaining(['serve', 'migrate', 'import', 'export']));
  for (const name of names) {
    const help = await workspace.run([name, '--help']);
    expect(help).toEqual({ code: 0, stderr: '', stdout: expect.stringContaining(`Usage: registre ${name}`) });
  }
});
