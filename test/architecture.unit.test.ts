import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/packageRoot.ts';

/** A module, which is a folder of src/, imports only from those before it. */
const MODULES = [
  'errors',
  'values',
  'config',
  'files',
  'sql',
  'database',
  'graphql',
  'register',
  'compiler',
  'openData',
  'domain',
  'importing',
  'publishing',
  'erasure',
  'server',
  'web',
  'cli',
];

/** The same for the concepts of src/domain/. */
const CONCEPTS = [
  'themes',
  'entities',
  'missions',
  'startups',
  'services',
  'teams',
  'agreements',
  'incubation',
  'method',
  'statistics',
  'changes',
  'search',
];

/** Longer than 250 lines, and why. */
const LONG_FILES: Record<string, string> = {
  'src/config/settingsTable.ts': 'a table: one entry per setting',
  'src/importing/findings/findingCodes.ts': 'a table: one entry per finding',
};

/** May speak of data that is stored next to the repository: they are skipped where it is not there. */
const TESTS_OF_OPTIONAL_DATA = /^test\/(?:(?:importing|web)\/\w+Real|udata\/observed)(?:\.unit)?\.test\.ts$/;

const THIS_FILE = 'test/architecture.unit.test.ts';

const sources = filesUnder('src', '.ts');
const imports = new Map(sources.map((file) => [file, importsOf(file)]));

describe('imports go one way', () => {
  test('every module has its place in the order', () => {
    expect(foldersIn('src').sort()).toEqual([...MODULES].sort());
    expect(foldersIn('src/domain').sort()).toEqual([...CONCEPTS].sort());
  });

  test('a module imports only from those before it', () => {
    expect(
      edges().filter(([from, to]) => {
        const [here, there] = [rank(MODULES, from, 1), rank(MODULES, to, 1)];
        return here !== -1 && there !== -1 && there > here;
      }),
    ).toEqual([]);
  });

  test('a concept of the domain imports only from those before it', () => {
    expect(
      edges().filter(([from, to]) => {
        const inDomain = from.startsWith('src/domain/') && to.startsWith('src/domain/');
        return inDomain && rank(CONCEPTS, to, 2) > rank(CONCEPTS, from, 2);
      }),
    ).toEqual([]);
  });

  test('every file of src/ belongs to a module', () => {
    expect(sources.filter((file) => /^src\/[^/]+$/.test(file))).toEqual([]);
  });

  test('the program imports nothing of tools/', () => {
    expect(edges().filter(([, to]) => to.startsWith('tools/'))).toEqual([]);
  });

  // A file at the top of a module is a step of its own: the errors of a module are its lowest, what serves it the highest.
  test('no folder of a module imports from one that imports from it', () => {
    const folder = (file: string) => (file.split('/').length === 3 ? file : dirname(file));
    const within = edges()
      .map(([from, to]): [string, string] => [folder(from), folder(to)])
      .filter(([from, to]) => from !== to && from.split('/')[1] === to.split('/')[1]);
    expect(cyclesOf(within)).toEqual([]);
  });

  test('no import, not even of a type, leads back to where it came from', () => {
    expect(cyclesOf(edges())).toEqual([]);
  });

  test('every import within the project is read, and names a file that is there', () => {
    expect(edges().length).toBeGreaterThan(sources.length);
    expect(edges().filter(([, to]) => !existsSync(join(packageRoot, to)))).toEqual([]);
  });
});

test('a server listens before it loads what writes imports and releases', () => {
  const loaded = new Set(['main.ts', 'serve/runServe.ts', 'serve/serveRegister.ts'].map((file) => `src/cli/${file}`));
  for (const file of loaded) {
    const values = read(file).matchAll(/^(?:import|export)\s+(?!type\b)[^;'"()]*?['"](\.[^'"]+)['"]/gm);
    for (const [, from = ''] of values) loaded.add(join(dirname(file), from).replaceAll('\\', '/'));
  }
  expect(loaded).toContain('src/server/schema/schema.ts');
  const late =
    /^src\/(?:importing\/(?:merge|sources\/(?:read|sourceMapping))|publishing\/(?:bucket|bundles)|openData\/rdf|cli\/execute)/;
  expect([...loaded].filter((file) => late.test(file))).toEqual([]);
});

describe('files', () => {
  test('are named by what they hold: no barrels, no drawers', () => {
    const drawers = /^(index|utils?|helpers?|common|misc|lib|types?|constants?|.*Manager)\.ts$/;
    expect(allFiles().filter((file) => drawers.test(basename(file)))).toEqual([]);
  });

  test('have at most 250 lines', () => {
    const long = [...sources, ...filesUnder('test/support', '.ts')].filter(
      (file) => lineCount(file) > 250 && !(file in LONG_FILES) && !isGenerated(file),
    );
    expect(long).toEqual([]);
  });

  test('of each folder of src/ and of test/ are introduced by a README', () => {
    const folders = ['test', ...foldersIn('src').map((folder) => `src/${folder}`)];
    expect(folders.filter((folder) => !existsSync(join(packageRoot, folder, 'README.md')))).toEqual([]);
  });
});

describe('code', () => {
  test('has one exported type for each name', () => {
    const written = sources.filter((file) => !isGenerated(file));
    const names = written.flatMap((file) =>
      [...read(file).matchAll(/^export (?:abstract )?(?:interface|type|class) (\w+)/gm)].map(([, name]) => name),
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('has no any', () => {
    expect(linesMatching(allFiles(), /(?:[:<|&]|\bas)\s*any\b\s*(?:[;,)>=[\]|&{]|$)/)).toEqual([]);
  });

  test('leaves nothing for later', () => {
    const elsewhere = allFiles().filter((file) => file !== THIS_FILE);
    expect(linesMatching(elsewhere, /\b(?:TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  test('speaks to the terminal from the commands only', () => {
    const elsewhere = sources.filter((file) => !/^src\/cli\//.test(file));
    expect(linesMatching(elsewhere, /\bconsole\./)).toEqual([]);
  });

  test('looks at the environment and ends the process in the commands only', () => {
    const elsewhere = sources.filter((file) => !/^src\/cli\//.test(file));
    expect(linesMatching(elsewhere, /\bprocess\.(?:env|exit)\b/)).toEqual([]);
  });

  test('no file names a path outside the repository', () => {
    const documents = ['README.md', 'CONTRIBUTING.md', 'package.json', ...filesUnder('docs', '.md')];
    const files = [...allFiles(), ...documents].filter((file) => !TESTS_OF_OPTIONAL_DATA.test(file));
    const elsewhere = files.filter((file) => file !== THIS_FILE);
    expect(linesMatching(elsewhere, /\bshared\//)).toEqual([]);
  });
});

function isGenerated(file: string): boolean {
  return read(file).startsWith('// Generated by `npm run generate`');
}

function allFiles(): string[] {
  return [...sources, ...filesUnder('test', '.ts')];
}

function filesUnder(folder: string, extension: string): string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => relative(packageRoot, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(join(packageRoot, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The files of the project that a file imports or re-exports from, types included. */
function importsOf(file: string): string[] {
  const specifiers = /^(?:import|export)\b[^;'"]*?['"](\.[^'"]+)['"]|\bimport\(['"](\.[^'"]+)['"]\)/gm;
  return [...read(file).matchAll(specifiers)].map(([, from, dynamic]) =>
    join(dirname(file), from ?? dynamic ?? '').replaceAll('\\', '/'),
  );
}

function edges(): [from: string, to: string][] {
  return [...imports].flatMap(([from, targets]) => targets.map((to): [string, string] => [from, to]));
}

function rank(order: readonly string[], file: string, depth: number): number {
  return order.indexOf(file.split('/')[depth] ?? '');
}

/** Each cycle of a graph, as `a → b → a`. */
function cyclesOf(graph: readonly (readonly [from: string, to: string])[]): string[] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of graph) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (node: string, path: readonly string[]) => {
    const at = path.indexOf(node);
    if (at !== -1) found.push([...path.slice(at), node].join(' → '));
    if (at !== -1 || done.has(node)) return;
    for (const target of targets.get(node) ?? []) visit(target, [...path, node]);
    done.add(node);
  };
  for (const node of targets.keys()) visit(node, []);
  return found;
}

function linesMatching(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
  );
}

function lineCount(file: string): number {
  return read(file).split('\n').length - 1;
}

function read(file: string): string {
  return readFileSync(join(packageRoot, file), 'utf8');
}
