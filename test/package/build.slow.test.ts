import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { appendFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CheckoutCopy, checkoutCopy, waitForExit } from './checkoutCopy.ts';

describe('without development dependencies', () => {
  let copy: CheckoutCopy;
  beforeAll(async () => {
    copy = await checkoutCopy('none');
  });
  afterAll(() => copy.remove());

  test('npm ci --omit=dev succeeds, and builds nothing', async () => {
    expect(await copy.node('tools/prepare.js')).toEqual({ code: 0, output: '' });
    expect(existsSync(join(copy.folder, 'dist'))).toBe(false);
  });

  test.each(['start.js', 'build.js', 'prepack.js'])('tools/%s says in one sentence what to do', async (tool) => {
    const { code, output } = await copy.node(`tools/${tool}`);
    expect(code).toBe(1);
    expect(output).toMatch(/^Registre is not built, .* Run "npm ci --include=dev".* docs\/deployment\.md\.\n$/);
  });

  test('a missing node_modules has another message', async () => {
    await rm(join(copy.folder, 'node_modules'), { recursive: true });
    const { code, output } = await copy.node('tools/start.js');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('run "npm ci", then "npm start"') });
    expect(output.trim().split('\n')).toHaveLength(1);
  });
});

describe('a build', () => {
  let copy: CheckoutCopy;
  beforeAll(async () => {
    copy = await checkoutCopy('all');
  });
  afterAll(() => copy.remove());

  const program = () => join(copy.folder, 'dist', 'src', 'cli', 'main.js');
  const buildIfChanged = async () => {
    expect(await copy.node('tools/prepare.js')).toEqual({ code: 0, output: '' });
    return statSync(program()).ino;
  };

  test('that is killed leaves no valid build, and the next one builds', async () => {
    const child = copy.start('tools/prepare.js');
    while (!hasBegun(copy.folder)) await setTimeout(20);
    child.kill('SIGKILL');
    await waitForExit(child);
    expect(existsSync(program())).toBe(false);
    await buildIfChanged();
    expect((await copy.node(program(), '--version')).code).toBe(0);
  }, 120_000);

  test('is reused for the same sources, whatever their dates', async () => {
    const built = await buildIfChanged();
    const later = new Date(Date.now() + 3_600_000);
    await utimes(join(copy.folder, 'src', 'cli', 'main.ts'), later, later);
    expect(await buildIfChanged()).toBe(built);
  }, 120_000);

  test('is repeated when a source has changed, even to an older file, and removes files of the former build', async () => {
    const source = join(copy.folder, 'src', 'cli', 'main.ts');
    const built = await buildIfChanged();
    await writeFile(join(copy.folder, 'dist', 'src', 'gone.js'), '');
    await appendFile(source, "export const CHANGED = 'changed';\n");
    await utimes(source, new Date(0), new Date(0));
    expect(await buildIfChanged()).not.toBe(built);
    expect(readFileSync(program(), 'utf8')).toContain('CHANGED');
    expect(await readdir(join(copy.folder, 'dist', 'src'))).not.toContain('gone.js');
  }, 120_000);

  test('by two processes at once succeeds in both, and leaves one complete build', async () => {
    await rm(join(copy.folder, 'dist'), { recursive: true });
    const builds = await Promise.all([copy.node('tools/build.js'), copy.node('tools/build.js')]);
    expect(builds).toEqual([
      { code: 0, output: '' },
      { code: 0, output: '' },
    ]);
    expect((await readdir(join(copy.folder, 'dist'))).sort()).toEqual([
      'explorer',
      'ormconfig.js',
      'ormconfig.js.map',
      'src',
    ]);
    expect((await copy.node(program(), '--version')).code).toBe(0);
  }, 120_000);

  test('with an error in a source fails with a message, and keeps the previous build', async () => {
    const built = await buildIfChanged();
    await appendFile(join(copy.folder, 'src', 'cli', 'main.ts'), "import './missing.ts';\n");
    const { code, output } = await copy.node('tools/start.js');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('src/cli/main.ts') });
    expect(statSync(program()).ino).toBe(built);
  }, 120_000);
});

/** Whether the bundler has written files to its temporary folder. */
function hasBegun(folder: string): boolean {
  const dist = join(folder, 'dist');
  const found = existsSync(dist) ? readdirSync(dist) : [];
  return found.some((name) => name.startsWith('src-') && existsSync(join(dist, name, 'src')));
}
