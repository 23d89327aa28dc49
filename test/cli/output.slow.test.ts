import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { smallDisk, withSmallDisks } from '../support/smallDisk.ts';
import { aWorkspace, commandError, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await aWorkspace();
});
afterAll(() => workspace.remove());

const CREATE = 'token create --name suivi --role editor';
const lost = commandError(/^The output could not be written to standard output \(ENOSPC: .*\)\. The command succeeded/);
const undone = commandError(
  /^The output could not be written to standard output \(ENOSPC: .*\)\. The command was undone/,
);

test.each(['journal', 'token list', 'migrate', 'export --allow-empty', '--help', 'import --help'])(
  'registre %s fails when its output cannot be written',
  async (command) => {
    expect(await workspace.shell(`$REGISTRE ${command} > /dev/full`).output).toEqual(lost);
  },
);

test('it also fails when its pipe is closed', async () => {
  const { code, stderr } = await workspace.shell('{ $REGISTRE journal; echo "code $?" >&2; } | true').output;
  expect(code).toBe(0);
  expect(stderr).toMatch(/^The output could not be written to standard output \(.*EPIPE.*\)\..*\ncode 1\n$/);
});

test('an invalid command line still ends with 2', async () => {
  expect(await workspace.shell('$REGISTRE token revoke > /dev/full').output).toMatchObject({ code: 2 });
});

describe.each(['in its own process', 'in the running server'])('executed %s', (where) => {
  beforeEach(async () => {
    await workspace.remove();
    workspace = await aWorkspace();
  });

  const setUp = async () => {
    if (where === 'in its own process') return { stop: async () => undefined };
    const server = workspace.start(['serve']);
    await server.ready();
    return { stop: () => server.stop('SIGTERM') };
  };

  test('a token that could not be printed is revoked', async () => {
    const { stop } = await setUp();
    expect(await workspace.shell(`$REGISTRE ${CREATE} > /dev/full`).output).toEqual(undone);
    expect(await states()).toEqual(['REVOKED']);
    expect((await workspace.run(CREATE.split(' '))).code).toBe(0);
    expect(await states()).toEqual(['REVOKED', 'ACTIVE']);
    await stop();
  });

  test.each(['0', '14'])('a failed rotation leaves the old token unchanged (--overlap %s)', async (days) => {
    const { stop } = await setUp();
    expect((await workspace.run(CREATE.split(' '))).code).toBe(0);
    const [before] = await listTokens();
    const rotate = `$REGISTRE token rotate suivi --overlap ${days}`;
    expect(await workspace.shell(`${rotate} > /dev/full`).output).toEqual(undone);
    const [after, second, ...others] = await listTokens();
    expect([after, others]).toEqual([before, []]);
    expect(second).toMatchObject({ state: 'REVOKED' });
    await stop();
  });
});

withSmallDisks('Into a file on a full disk', () => {
  test('a partial output is a failure', async () => {
    const disk = smallDisk(1);
    const ended = await workspace.shell(
      `head -c 1044480 /dev/zero > ${disk.path}/a; $REGISTRE --help > ${disk.path}/help`,
    ).output;
    disk.remove();
    expect(ended).toEqual(lost);
  });
});

async function listTokens(): Promise<{ state: string }[]> {
  const { stdout } = await workspace.run(['token', 'list', '--json']);
  return JSON.parse(stdout);
}

async function states(): Promise<string[]> {
  return (await listTokens()).map(({ state }) => state);
}
