import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot, packageVersion } from '../src/config/packageRoot.ts';

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');

const Package = z.object({ version: z.string(), engines: z.object({ node: z.string() }) });
const Lock = z.object({ version: z.string(), packages: z.object({ '': Package }) });
const Workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(
    z.string(),
    z.object({
      'timeout-minutes': z.number().max(120),
      steps: z.array(
        z.object({ uses: z.string().optional(), run: z.string().optional(), with: z.unknown().optional() }),
      ),
    }),
  ),
});
const Dependabot = z.object({
  updates: z.array(z.object({ 'package-ecosystem': z.string(), directory: z.string() })),
});

describe('the version', () => {
  const released = [...read('CHANGELOG.md').matchAll(/^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$/gm)];

  test('of package.json is the newest of CHANGELOG.md, and that of package-lock.json', () => {
    const lock = Lock.parse(JSON.parse(read('package-lock.json')));
    expect(released[0]?.[1]).toBe(packageVersion());
    expect([lock.version, lock.packages[''].version]).toEqual([packageVersion(), packageVersion()]);
  });

  test('of each release is higher than the one before, with a later or equal date', () => {
    expect(released.length).toBeGreaterThan(1);
    const versions = released.map(([, version = '']) => version);
    expect(versions).toEqual([...versions].sort(byVersion).reverse());
    expect(new Set(versions).size).toBe(versions.length);
    const days = released.map(([, , day = '']) => day);
    expect(days).toEqual([...days].sort().reverse());
  });

  test('has its minor version among those that SECURITY.md supports', () => {
    const [major, minor] = packageVersion().split('.');
    expect(read('SECURITY.md')).toContain(`| ${major}.${minor}.x | yes |`);
  });
});

test('.nvmrc names a Node that "engines" accepts', () => {
  const { engines } = Package.parse(JSON.parse(read('package.json')));
  const chosen = read('.nvmrc').trim();
  expect(chosen).toMatch(/^\d+(\.\d+)*$/);
  // A range such as "^20.19.0 || >=24.11.0".
  const [lowest] = [...engines.node.matchAll(/[\^=](\d+\.\d+)/g)].map(([, version = '']) => version);
  expect(lowest?.split('.')[0]).toBe(chosen.split('.')[0]);
  expect(byVersion(chosen, lowest ?? 'none')).toBeGreaterThanOrEqual(0);
});

describe('the public workflow', () => {
  const workflow = Workflow.parse(parse(read('.github/workflows/ci.yml')));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('checks out the code, installs Node.js and runs only .ci/run', () => {
    expect(steps.flatMap(({ run }) => run ?? [])).toEqual(['.ci/run']);
    expect(steps.flatMap(({ uses }) => uses?.replace(/@.*/, '') ?? [])).toEqual([
      'actions/checkout',
      'actions/setup-node',
    ]);
    expect(steps.map((step) => step.with)).toContainEqual({ 'node-version-file': '.nvmrc' });
    expect(statSync(join(packageRoot, '.ci/run')).mode & 0o111).toBe(0o111);
  });

  test('has read permission only', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(steps.map((step) => step.with)).toContainEqual({ 'persist-credentials': false });
  });
});

test('dependabot updates each package-lock.json and the workflows', () => {
  const { updates } = Dependabot.parse(parse(read('.github/dependabot.yml')));
  const watched = updates.filter((update) => update['package-ecosystem'] === 'npm').map(({ directory }) => directory);
  expect(watched.sort()).toEqual(locks('').sort());
  expect(updates.map((update) => update['package-ecosystem'])).toContain('github-actions');
});

test('docs/decisions/README.md lists each record with its title and status', () => {
  const folder = 'docs/decisions';
  const records = readdirSync(join(packageRoot, folder)).filter((name) => name !== 'README.md');
  const rows = records.map((name) => {
    const text = read(`${folder}/${name}`);
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(text) ?? [];
    const [, status] = STATUS.exec(text.replaceAll('\n', ' ')) ?? [];
    expect(name).toMatch(new RegExp(`^${number?.padStart(4, '0')}-[a-z0-9-]+\\.md$`));
    return `| [${number}](${name}) | ${title} | ${status} |`;
  });
  expect(read(`${folder}/README.md`).match(/^\| \[.*$/gm)).toEqual(rows.sort(byNumber));
});

const STATUS = / Status: (accepted|(?:partly )?superseded by \[[^\]]+\]\([^)]+\))/;

/** Sorts rows such as `| [12](0012-….md) |` by their number. */
function byNumber(one: string, other: string): number {
  return Number(/\d+/.exec(one)?.[0]) - Number(/\d+/.exec(other)?.[0]);
}

/** The folders with a package-lock.json, as written for dependabot. Git ignores those of the examples. */
function locks(folder: string): string[] {
  const entries = readdirSync(join(packageRoot, folder), { withFileTypes: true });
  const here = entries.some(({ name }) => name === 'package-lock.json') ? [folder === '' ? '/' : `/${folder}`] : [];
  const below = entries.filter(
    (entry) =>
      entry.isDirectory() && !entry.name.startsWith('.') && !['node_modules', 'dist', 'examples'].includes(entry.name),
  );
  return [...here, ...below.flatMap(({ name }) => locks(folder === '' ? name : `${folder}/${name}`))];
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = [0, 1, 2].find((place) => (left[place] ?? 0) !== (right[place] ?? 0));
  return at === undefined ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
