import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aWorkspace, type Workspace } from './commandLine.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await aWorkspace('nothing');
});
afterEach(() => workspace.remove());

test.each(['000', '022'])(
  'with the umask %s, the files of a server are private, and its releases are readable',
  async (umask) => {
    const server = workspace.shell(`umask ${umask}; exec $REGISTRE serve`);
    await server.ready();
    expect((await workspace.run(['token', 'create', '--name', 'suivi', '--role', 'editor'])).code).toBe(0);

    const own = await modesIn('.registre');
    expect(own.size).toBeGreaterThan(900);
    expect([...own].filter(([, mode]) => mode !== 'd700' && mode !== '600')).toEqual([]);
    for (const name of ['pgdata/PG_VERSION', 'member-secret', 'token-secret', 'control.sock', 'lock-1']) {
      expect(own.get(name)).toBe('600');
    }
    const exported = await modesIn('exports');
    expect(exported.get('.lock')).toBe('d700');
    exported.delete('.lock');
    expect([...exported].filter(([, mode]) => mode !== 'd755' && mode !== '644')).toEqual([]);

    expect(await server.stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    expect([...(await modesIn('.registre'))].filter(([, mode]) => !/^(d700|600)$/.test(mode))).toEqual([]);
  },
);

test('loose permissions of an earlier version are repaired at the next start, and reported once', async () => {
  expect((await workspace.run(['migrate'])).code).toBe(0);
  const names = [...(await modesIn('.registre')).keys()];
  for (const name of names) {
    const path = join(workspace.folder, '.registre', name);
    await chmod(path, (await stat(path)).isDirectory() ? 0o755 : 0o666);
  }
  const { code, stderr } = await workspace.run(['migrate']);
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^\S+\.registre was accessible to other users of this machine \(\d+ files and directories\)\. Their permissions were repaired\.\n$/,
  );
  expect([...(await modesIn('.registre'))].filter(([, mode]) => !/^(d700|600)$/.test(mode))).toEqual([]);
  expect((await workspace.run(['migrate'])).stderr).toBe('');
});

/** By path: `600` for a file, `d700` for a directory. Links are omitted. */
async function modesIn(folder: string): Promise<Map<string, string>> {
  const root = join(workspace.folder, folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isSymbolicLink())
    .map(({ parentPath, name }) => join(parentPath, name));
  const modes = new Map<string, string>();
  for (const path of [root, ...paths]) {
    const found = await stat(path);
    modes.set(path.slice(root.length + 1), `${found.isDirectory() ? 'd' : ''}${(found.mode & 0o777).toString(8)}`);
  }
  return modes;
}
