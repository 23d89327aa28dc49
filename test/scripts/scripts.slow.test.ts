import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { packageRoot } from '../../src/config/packageRoot.ts';
import { aMember, anOrganisation, aStartup, sourceFiles } from '../importing/sample.ts';
import { tier } from '../support/tier.ts';
import { type Surroundings, surroundings } from './script.ts';

jest.setTimeout(180_000);

/** How a script is tested: with arguments until it ends, until it prints that it serves, or by another test. */
type Trial =
  | { readonly args: readonly string[] }
  | { readonly serves: RegExp }
  | 'run by .ci/run'
  | 'run by test/package'
  | 'below';

const SOURCE = 'SOURCE';
const SMALL = ['--startups', '200', '--seconds', '1'];

const TRIALS: Readonly<Record<string, Trial>> = {
  build: { args: [] },
  prepare: { args: [] },
  prepack: 'run by test/package',
  postpack: 'run by test/package',
  start: { serves: /Ready/ },
  dev: { serves: /Ready/ },
  test: 'run by .ci/run',
  'test:slow': 'run by .ci/run',
  'test:all': { args: ['test/values/formatBytes'] },
  'test:watch': { args: ['--watch=false', 'test/values/formatBytes'] },
  typecheck: 'run by .ci/run',
  'lint:commits': { args: ['HEAD..HEAD'] },
  'lint:prose': { args: ['docs/decisions'] },
  'lint:schema': 'run by .ci/run',
  'diff:schema': 'run by .ci/run',
  'release:schema': { args: ['--check'] },
  'release:tables': { args: ['--check'] },
  lint: 'run by .ci/run',
  format: 'below',
  'format:check': 'run by .ci/run',
  generate: 'run by .ci/run',
  udata: { serves: /Ctrl\+C/ },
  check: 'below',
  bench: { args: [...SMALL, '--rounds', '1', '--only', 'registre', '--no-full-table'] },
  'bench:short': 'below',
  'bench:plans': { args: ['--startups', '200'] },
  'bench:release': { args: ['--rows', '1000'] },
  'bench:import': { args: [SOURCE, '--times', '2'] },
  'bench:memory': { args: ['--startups', '50'] },
  'bench:sizes': { args: SMALL },
  'bench:replicas': { args: ['--seconds', '1'] },
  'bench:proxies': { args: ['--seconds', '1', '--only', 'rates'] },
  'bench:soak': { args: ['--seconds', '2'] },
  'bench:limits': { args: [SOURCE, '--times', '2'] },
  'bench:start': { args: ['--turns', '1', '--no-installed'] },
};

/** In CI, each run tries a sixth of the benchmarks, by its seed. */
function isTried(name: string): boolean {
  const { isLong, seed } = tier();
  const names = Object.keys(TRIALS).filter((each) => each.startsWith('bench'));
  return isLong || !names.includes(name) || names.indexOf(name) % 6 === seed % 6;
}

const packageJson: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
const trials = Object.entries(TRIALS);
const benches = Object.keys(packageJson.scripts).filter((name) => name.startsWith('bench') && name !== 'bench:short');

let around: Surroundings;
let source: string;

beforeAll(async () => {
  around = await surroundings();
  source = join(around.folder, 'source');
  await mkdir(source);
  const files = sourceFiles({
    startups: [aStartup('aides', { phases: [{ name: 'construction', start: '2024-01-01' }] }), aStartup('pass')],
    organisations: [anOrganisation('dinum')],
    members: [aMember('jeanne', [{ start: '2024-02-01', end: '2025-02-01', startups: ['aides'] }])],
  });
  for (const [name, value] of Object.entries(files)) await writeFile(join(source, name), JSON.stringify(value));
});

afterAll(() => around.remove());

test('every script of package.json is listed here', () => {
  expect(Object.keys(TRIALS).sort()).toEqual(Object.keys(packageJson.scripts).sort());
});

test.each(trials.filter(([, trial]) => trial === 'run by .ci/run').map(([name]) => name))(
  '%s is run by .ci/run',
  (name) => {
    const runs = new RegExp(`^[^#\n]*\\bnpm (?:run )?${name}(?: |$)`, 'm');
    expect(read('.ci/run')).toMatch(runs);
  },
);

test('.ci/run includes every step of npm run check', () => {
  const steps = (text: string) => [...text.matchAll(/npm (?:run )?(?!run )([a-z:]+)/g)].map(([, name]) => name);
  const missing = steps(packageJson.scripts.check ?? '').filter((name) => !steps(read('.ci/run')).includes(name));
  expect(steps(packageJson.scripts.check ?? '')).not.toHaveLength(0);
  expect(missing).toEqual([]);
});

describe('a script leaves no process and no file, and does not change the checkout', () => {
  test.each(
    trials.flatMap(([name, trial]) =>
      typeof trial === 'object' && 'args' in trial && isTried(name) ? [[name, trial.args]] : [],
    ),
  )('npm run %s -- %j', async (name, args) => {
    const before = checkout();
    const given = [...args].map((arg) => (arg === SOURCE ? source : arg));
    const script = around.start('npm', ['run', '--silent', String(name), '--', ...given]);
    expect(await script.ended).toMatchObject({ code: 0 });
    expect(script.left()).toEqual([]);
    expect(await around.leftFiles()).toEqual([]);
    expect(checkout()).toBe(before);
  });

  test.each(
    trials.flatMap(([name, trial]) => (typeof trial === 'object' && 'serves' in trial ? [[name, trial.serves]] : [])),
  )('npm run %s, until it prints %s and gets a SIGTERM', async (name, serves) => {
    const script = around.start('npm', ['run', '--silent', String(name)]);
    await script.printed(new RegExp(serves));
    script.child.kill('SIGTERM');
    await script.ended;
    // npm ends at once; the server ends after its current requests.
    while (script.left().length > 0) await sleep(200);
  });
});

test('format rewrites only files with fixable problems', async () => {
  const copy = join(around.folder, 'copy');
  await mkdir(join(copy, 'src'), { recursive: true });
  for (const name of ['package.json', 'biome.json', '.gitignore'])
    await copyFile(join(packageRoot, name), join(copy, name));
  await symlink(join(packageRoot, 'node_modules'), join(copy, 'node_modules'));
  await writeFile(join(copy, 'src', 'ugly.ts'), 'export const answer  =  "42"');
  const script = around.start('npm', ['run', '--silent', 'format'], { cwd: copy });
  expect(await script.ended).toMatchObject({ code: 0 });
  expect(await readFile(join(copy, 'src', 'ugly.ts'), 'utf8')).toBe("export const answer = '42';\n");
  expect(await readFile(join(copy, 'package.json'), 'utf8')).toBe(read('package.json'));
  expect(script.left()).toEqual([]);
});

test.each([
  ['bench:plans', ['--startups', 'many'], /'many' is invalid. Give an integer of at least 200/],
  ['bench:import', ['/no/such/folder'], /The folder does not contain startups.json, incubators.json/],
  ['generate', ['--chek'], /unknown option '--chek'/],
  ['release:schema', ['--dry-run'], /unknown option '--dry-run'/],
  ['release:schema', ['next'], /the version 'next' is invalid. Give three numbers/],
  ['bench', ['--only', 'registre,oracle'], /"oracle" is unknown. Give one or more of registre, postgraphile/],
])('npm run %s rejects %j', async (name, args, sentence) => {
  const { ended } = around.start('npm', ['run', '--silent', name, '--', ...args]);
  expect(await ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) });
});

test('bench:short is bench with options', () => {
  expect(packageJson.scripts['bench:short']).toMatch(`${packageJson.scripts.bench} --`);
});

describe('a bench', () => {
  const ENDLESS = ['--minutes', '60', '--database', 'postgres'];

  test.each(benches.filter(isTried))('%s lists its options, and rejects an unknown one', async (name) => {
    const run = (option: string) => around.start('npm', ['run', '--silent', name, '--', option]).ended;
    const [help, wrong] = await Promise.all([run('--help'), run('--nonsense')]);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining(`Usage: npm run ${name} --`) });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("unknown option '--nonsense'") });
  });

  test('stops its processes on Ctrl-C, which the shell sends to the whole group', async () => {
    const script = around.start('npm', ['run', '--silent', 'bench:soak', '--', ...ENDLESS]);
    await script.printed(/arrayBuffers/);
    process.kill(-(script.child.pid ?? Number.NaN), 'SIGINT');
    expect(await script.ended).toMatchObject({ code: 130 });
    expect(script.left()).toEqual([]);
    expect(await around.leftFiles()).toEqual([]);
  });

  test('stops its processes on a SIGTERM to npm', async () => {
    const script = around.start('npm', ['run', '--silent', 'bench', '--', ...SMALL, '--only', 'naive']);
    await script.printed(/warm-up of naive/);
    script.child.kill('SIGTERM');
    expect(await script.ended).toMatchObject({ code: 143 });
    expect(script.left()).toEqual([]);
    expect(await around.leftFiles()).toEqual([]);
  });

  test('reports that its server ended, exits with 1 and stops the rest', async () => {
    const script = around.start('npm', ['run', '--silent', 'bench:soak', '--', ...ENDLESS]);
    await script.printed(/arrayBuffers/);
    const servers = script
      .left()
      .filter((line) => / serve /.test(line) && !/bench\/soak/.test(line.split(' serve ')[0] ?? ''));
    for (const line of servers) process.kill(Number.parseInt(line, 10), 'SIGKILL');
    expect(await script.ended).toMatchObject({ code: 1, stderr: expect.stringContaining('ended with SIGKILL') });
    expect(servers).toHaveLength(1);
    expect(script.left()).toEqual([]);
    expect(await around.leftFiles()).toEqual([]);
  });

  test('reports that it cannot reach its database, and exits with 1', async () => {
    const env = { BENCH_DATABASE_URL: 'postgres://127.0.0.1:1/none' };
    const { ended } = around.start('npm', ['run', '--silent', 'bench:sizes'], { env });
    expect(await ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The server of BENCH_DATABASE_URL .+\n$/),
    });
  });
});

test('startPostgres does not change the exit code', async () => {
  const url = new URL('../support/postgres.ts', import.meta.url);
  const program = `import { startPostgres } from '${url}';
    const { stop } = await startPostgres();
    await stop();
    process.exitCode = 3;`;
  const script = around.start('node', ['--import', 'tsx', '--input-type=module', '--eval', program]);
  expect(await script.ended).toMatchObject({ code: 3, stderr: '' });
  expect(await around.leftFiles()).toEqual([]);
});

function read(path: string): string {
  return readFileSync(join(packageRoot, path), 'utf8');
}

function checkout(): string {
  const { status, stdout, stderr } = spawnSync('git', ['status', '--porcelain'], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
