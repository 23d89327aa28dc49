import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { socketPath } from '../../src/cli/remote/socketPath.ts';
import { POSTGRESQL } from '../support/databases.ts';
import { aWorkspace, commandError, type Settings, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aWorkspace();
});
afterEach(() => workspace.remove());

const CREATE = ['token', 'create', '--name', 'suivi', '--role', 'editor'];

test('a token is created, listed, rotated and revoked', async () => {
  const { settings, drop } = await onPostgres();
  const run = (args: readonly string[]) => workspace.run(args, settings);
  await run(['migrate']);
  expect((await run(['token', 'list'])).stdout).toBe('There is no token yet. Create one with registre token create.\n');

  const made = await run(CREATE);
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const [token = '', ...sentences] = made.stdout.split('\n');
  expect(token).toMatch(/^regnum_local_[0-9A-Za-z]{49}$/);
  expect(sentences.join('\n')).toMatch(/cannot be printed again\. suivi has the role editor until \d{4}-/);
  expect((await stat(join(workspace.folder, '.registre', 'token-secret'))).mode & 0o777).toBe(0o600);
  expect(await run(CREATE)).toEqual(commandError(/^A valid token is already named suivi/));

  const rotated = await run(['token', 'rotate', 'suivi']);
  expect(rotated.stdout).toMatch(/^regnum_local_\w{49}\n(?:.*\n)+The old token is valid until \d{4}-/);
  expect(await run(['token', 'rotate', 'suivi'])).toEqual(commandError(/^suivi was already rotated.*--overlap 0/));

  const { stdout: listed } = await run(['token', 'list']);
  expect(listed.match(/^suivi {2}editor {2}regnum_local_\w{8} {2}active .* never$/gm)).toHaveLength(2);
  expect(listed).not.toContain(token);
  const asJson = await run(['token', 'list', '--json']);
  expect(JSON.parse(asJson.stdout)).toEqual(
    Array(2).fill({
      name: 'suivi',
      role: 'editor',
      prefix: expect.stringMatching(/^regnum_local_\w{8}$/),
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
      lastUsedAt: null,
      revokedAt: null,
      state: 'ACTIVE',
    }),
  );

  expect((await run(['token', 'revoke', 'suivi'])).stdout).toMatch(/^Revoked both tokens named suivi/);
  expect(await run(['token', 'revoke', 'suivi'])).toEqual(commandError(/^No valid token is named suivi/));
  expect(await run(['token', 'rotate', 'suivi'])).toEqual(commandError(/^No valid token is named suivi/));
  await drop();
});

describe('while a server uses the embedded database', () => {
  test('commands work, and the token is valid at once', async () => {
    const server = workspace.start(['serve']);
    const address = await server.ready();
    const socket = join(workspace.folder, '.registre', 'control.sock');
    expect((await stat(socket)).mode & 0o777).toBe(0o600);

    const token = await createToken(workspace);
    expect(await status(address, token)).toBe(200);
    expect(JSON.parse((await workspace.run(['token', 'list', '--json'])).stdout)).toMatchObject([
      { name: 'suivi', lastUsedAt: expect.any(String) },
    ]);
    expect(await workspace.run(CREATE)).toEqual(commandError(/^A valid token is already named suivi/));

    const { stdout } = await workspace.run(['token', 'rotate', 'suivi', '--overlap', '3', '--json']);
    const { token: second }: { token: string } = JSON.parse(stdout);
    expect([await status(address, token), await status(address, second)]).toEqual([200, 200]);
    expect((await workspace.run(['token', 'revoke', 'suivi'])).code).toBe(0);
    expect([await status(address, token), await status(address, second)]).toEqual([401, 401]);

    const ended = await server.stop('SIGTERM');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).not.toContain('regnum_local_');
    await expect(stat(socket)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('commands work in a directory with a path too long for a socket', async () => {
    const REGISTRE_DIR = join(workspace.folder, 'é'.repeat(60));
    const server = workspace.start(['serve'], { REGISTRE_DIR });
    const address = await server.ready();
    expect(await status(address, await createToken(workspace, { REGISTRE_DIR }))).toBe(200);
    const socket = socketPath(REGISTRE_DIR);
    expect(socket.startsWith(REGISTRE_DIR)).toBe(false);
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    expect((await server.stop('SIGTERM')).code).toBe(0);
    await expect(stat(socket)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('commands work after a server was killed', async () => {
    const first = workspace.start(['serve']);
    await first.ready();
    await first.stop('SIGKILL');
    expect((await workspace.run(['token', 'list'])).code).toBe(0);
    const second = workspace.start(['serve']);
    expect(await status(await second.ready(), await createToken(workspace))).toBe(200);
    expect((await second.stop('SIGTERM')).code).toBe(0);
  });

  test('a command fails without the control socket, and names the process that uses the directory', async () => {
    const server = workspace.start(['serve']);
    await server.ready();
    await rm(join(workspace.folder, '.registre', 'control.sock'));
    expect(await workspace.run(['token', 'list'])).toEqual(commandError(/\.registre is in use by process \d+/));
    expect((await server.stop('SIGTERM')).code).toBe(0);
  });

  test('the control socket rejects invalid requests, and the server continues', async () => {
    const server = workspace.start(['serve']);
    await server.ready();
    const socket = join(workspace.folder, '.registre', 'control.sock');
    for (const line of ['', '{', '[]', '{"command":5}', 'GET / HTTP/1.1']) {
      expect(JSON.parse(await sendRaw(socket, `${line}\n`))).toMatchObject({ exitCode: 2, stdout: '' });
    }
    for (const command of ['constructor', 'token', 'token create']) {
      expect(JSON.parse(await sendRaw(socket, `${JSON.stringify({ command, input: 5 })}\n`))).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(/did not answer registre .* \(it runs another version of the software\)/),
      });
    }
    expect(await sendRaw(socket, 'a'.repeat(200_000))).toBe('');
    const waiting = connect(socket);
    await once(waiting, 'connect');
    expect((await workspace.run(['token', 'list'])).code).toBe(0);
    expect((await server.stop('SIGTERM')).code).toBe(0);
    waiting.destroy();
  });
});

test('on PostgreSQL, commands open the database themselves; a server with another secret does not start', async () => {
  const { settings: connection, drop } = await onPostgres();
  const settings = { ...connection, ENVIRONMENT: 'essai' };
  const server = workspace.start(['serve'], settings);
  const address = await server.ready();
  const token = await createToken(workspace, settings);
  expect(token).toMatch(/^regnum_essai_/);
  expect(await status(address, token)).toBe(200);
  expect((await server.stop('SIGTERM')).code).toBe(0);

  const other = { ...settings, TOKEN_SECRET: 'another secret than the one in the file' };
  expect(await workspace.run(['serve'], other)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The valid tokens were created with another secret\. Set TOKEN_SECRET/),
  });
  expect(await workspace.run(['token', 'create', '--name', 'autre', '--role', 'admin'], other)).toEqual(
    commandError(/^The valid tokens were created with another secret/),
  );
  await drop();
});

test('an invalid command line ends with 2 and a message', async () => {
  for (const [args, sentence] of [
    [['token', 'create', '--name', 'x', '--role', 'boss'], /Allowed choices are reader, editor, publisher, admin/],
    [['token', 'create', '--name', 'x'], /--role/],
    [['token', 'create', '--role', 'editor'], /--name/],
    [[...CREATE, '--days', '367'], /a number of days from 1 to 366/],
    [[...CREATE, '--days', '1.5'], /a number of days from 1 to 366/],
    [['token', 'rotate', 'x', '--overlap', '-1'], /a number of days from 0 to 90/],
    [['token', 'revoke'], /name/],
  ] as const) {
    expect(await workspace.run(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  }
});

test('a database without migrations and an invalid name are rejected', async () => {
  const settings = await workspace.directory('never-migrated', 'empty');
  expect(await workspace.run(['token', 'list'], settings)).toEqual(commandError(/^The database lacks \d+ migration/));
  expect(await workspace.run(['token', 'create', '--name', 'jean@x.fr', '--role', 'admin'])).toEqual(
    commandError(/^name: must have/),
  );
});

async function onPostgres() {
  const database = await POSTGRESQL.open();
  if (database.connection.kind !== 'url') throw new Error('there is no PostgreSQL');
  return { settings: { DATABASE_URL: database.connection.url }, drop: () => database.drop() };
}

async function createToken(workspace: Workspace, settings: Settings = {}): Promise<string> {
  const { stdout, stderr } = await workspace.run([...CREATE, '--json'], settings);
  expect(stderr).toBe('');
  const { token }: { token: string } = JSON.parse(stdout);
  return token;
}

async function status(address: string, token: string): Promise<number> {
  const response = await fetch(`${address}/graphql?query={__typename}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return response.status;
}

async function sendRaw(path: string, text: string): Promise<string> {
  const socket = connect(path);
  let received = '';
  socket.setEncoding('utf8').on('data', (piece: string) => {
    received += piece;
  });
  // The server may close the connection before the whole text is written.
  socket.on('error', () => {});
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return received;
}
