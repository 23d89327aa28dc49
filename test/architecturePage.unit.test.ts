import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/packageRoot.ts';
import { currentPages, readRepositoryFile, repositoryFiles } from './support/repositoryFiles.ts';

const files = repositoryFiles();
const sources = files.filter((path) => /^src\/.*\.ts$/.test(path));
const texts = new Map<string, string>();

const page = read('docs/architecture.md');
const diagrams = [...page.matchAll(/^```mermaid\n(.*?)^```$/gms)].map(([, text = '']) => text);
const [flowchart = '', ...sequences] = diagrams;

const modules = readdirSync(join(packageRoot, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Every word of the code, of its data and of its configuration. */
const identifiers = new Set(
  files
    .filter((path) => /\.(?:ts|js|sql|graphql|json|ya?ml)$/.test(path) && path !== 'package-lock.json')
    .flatMap((path) => read(path).match(/\w+/g) ?? []),
);

/** Participants of the diagrams that are no code of the project. */
const EXTERNAL = ['Client', 'Operator', 'PostgreSQL', 'Directory', 'Platform'];

describe('docs/architecture.md', () => {
  const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);

  test('lists each module once, below all modules that it imports', () => {
    expect([...listed].sort()).toEqual([...modules].sort());
    const upward = [...imports()].filter((edge) => {
      const [from = '', to = ''] = edge.split(' --> ');
      return listed.indexOf(to) > listed.indexOf(from);
    });
    expect(upward).toEqual([]);
  });

  test('draws each module, and only imports that exist', () => {
    const drawn = [...flowchart.matchAll(/^ *(\w+)(?: --> (\w+))?$/gm)].filter(([, from]) => from !== 'end');
    const nodes = drawn.flatMap(([, from, to]) => [from ?? '', to ?? '']).filter((node) => node !== '');
    expect([...new Set(nodes)].sort()).toEqual([...modules].sort());
    const edges = drawn.flatMap(([, from, to]) => (to ? [`${from} --> ${to}`] : []));
    expect(edges.filter((edge) => !imports().has(edge))).toEqual([]);
  });

  test('has a sequence diagram for each of its four walks', () => {
    expect(sequences.map((text) => text.split('\n')[0])).toEqual(Array(4).fill('sequenceDiagram'));
  });

  test.each(sequences)('has only lines of Mermaid in a diagram, between its participants: %#', (text) => {
    const participants = [...text.matchAll(/^ *participant (\w+)/gm)].map(([, name = '']) => name);
    const name = `(?:${participants.join('|')})`;
    const line = new RegExp(
      `^ *(?:participant \\w+(?: as .+)?|${name}--?>>${name}: .+|Note over ${name}: .+|(?:alt|opt|loop) .+|else|end)$`,
    );
    const [, ...lines] = text.trimEnd().split('\n');
    expect(lines.filter((each) => !line.test(each))).toEqual([]);
  });

  test('names each participant and each function of its diagrams next to a file', () => {
    const named = new Set(namesWithFiles(page).flatMap(({ name }) => name.split('.')));
    const known = new Set([...named, ...modules, ...EXTERNAL]);
    const used = sequences.flatMap((text) => [
      ...[...text.matchAll(/^ *participant (\w+)/gm)].map(([, name = '']) => name),
      ...[...text.matchAll(/(\w+)\(\)/g)].map(([, name = '']) => name),
    ]);
    expect(used.filter((name) => !known.has(name))).toEqual([]);
  });

  test('names only types that are declared', () => {
    const types = sequences.flatMap((text) => [...text.matchAll(/\b[A-Z][a-z]+[A-Z]\w*/g)].map(([name]) => name));
    const isDeclared = (name: string) => EXTERNAL.includes(name) || sources.some((file) => declares(file, name));
    expect([...new Set(types)].filter((name) => !isDeclared(name))).toEqual([]);
  });

  test('names only codes that exist', () => {
    const code = sources.map(read);
    const codes = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code = '']) => code);
    const unknown = codes.filter((name) => !code.some((text) => text.includes(name)));
    expect(unknown).toEqual([]);
  });
});

describe('the glossary of CONTRIBUTING.md', () => {
  const [, glossary = ''] = read('CONTRIBUTING.md').split('## Glossary\n');
  const tables = glossary.split('### ').slice(1);

  test('has its terms in alphabetical order', () => {
    for (const table of tables) {
      const terms = [...table.matchAll(/^\| ([^|]+?) \|/gm)].slice(2).map(([, term = '']) => term);
      expect(terms).toEqual([...new Set(terms)].sort((a, b) => a.localeCompare(b, 'en')));
      expect(terms.length).toBeGreaterThan(30);
    }
  });

  test('names where each term is used in the code', () => {
    const code = [...glossary.matchAll(/\| `([^`]+)` \|$/gm)].map(([, name = '']) => name);
    const places = [...sources, 'schema/schema.sql'];
    const unknown = code.filter((name) => !files.includes(name) && !places.some((file) => declares(file, name)));
    expect(unknown).toEqual([]);
    expect(code.length).toBe([...glossary.matchAll(/^\| [a-zA-Z]/gm)].length - 2);
  });
});

describe.each(currentPages())('%s', (path) => {
  test('names only functions and types that their file declares', () => {
    const missing = namesWithFiles(read(path)).filter(
      ({ name, file }) => !(files.includes(file) && declares(file, name)),
    );
    expect(missing).toEqual([]);
  });

  test('names only identifiers that occur in the code', () => {
    const names = [...read(path).matchAll(/`([a-z]+[A-Z]\w*)(?:\([^`]*\))?`/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !identifiers.has(name))).toEqual([]);
  });

  test('names only files that exist', () => {
    expect(pathsIn(read(path)).filter((named) => !isFile(named, path))).toEqual([]);
  });
});

interface NameWithFile {
  /** A function or a type, or `Type.member`. */
  readonly name: string;
  readonly file: string;
}

/** What a page names in the form `` `name` (`path`) `` or `` `name` and `other` (`path`) ``. */
function namesWithFiles(markdown: string): NameWithFile[] {
  const named = /((?:`[\w.]+`(?:,|,? and|,? or)?\s+)+)\(`((?:src|test|schema|tools)\/[^`]+\.(?:ts|sql))`\)/g;
  return [...markdown.matchAll(named)].flatMap(([, names = '', file = '']) =>
    [...names.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => ({ name, file })),
  );
}

function declares(file: string, name: string): boolean {
  const text = read(file);
  const [outer = '', member] = name.split('.');
  if (file.endsWith('.sql')) return new RegExp(`(?:FUNCTION|PROCEDURE|TABLE) (?:\\w+\\.)?${outer}\\b`).test(text);
  const declared = `\\b(?:function\\*?|class|interface|type|const|let) ${outer}\\b`;
  const hasMember = member === undefined || new RegExp(`^ +(?:\\w+ )*${member}\\??[(<:]`, 'm').test(text);
  return new RegExp(declared).test(text) && hasMember;
}

/** The paths in backticks that look like files of the repository: without placeholders, of a kind that only code has. */
function pathsIn(markdown: string): string[] {
  const written = [...markdown.matchAll(/`([\w@./-]+\.(?:ts|js|cjs|sql|graphql|yaml|yml|sh))`/g)];
  return written.map(([, path = '']) => path).filter((path) => !PLACEHOLDER.test(path));
}

/** A URL path, or a name that stands for any file: `00NN-what-it-does.sql`, `x.test.ts`. */
const PLACEHOLDER = /^\/|0N|(?:^|\/)(?:x|name)\./;

/** Whether a path is one of a files file, from the root, from the folder of the page, or by its end. */
function isFile(path: string, from: string): boolean {
  const candidates = [path, join(dirname(from), path)];
  return files.some((file) => candidates.includes(file) || file.endsWith(`/${path}`));
}

/** The imports between modules, as `from --> to`. */
function imports(): Set<string> {
  const edges = sources.flatMap((file) =>
    [...read(file).matchAll(/^(?:import|export)\b[^;'"]*?['"](\.[^'"]+)['"]/gm)].map(([, specifier = '']) => {
      const [from = '', to = ''] = [file, join(dirname(file), specifier)].map((path) => path.split('/')[1] ?? '');
      return `${from} --> ${to}`;
    }),
  );
  return new Set(edges);
}

function read(path: string): string {
  const text = texts.get(path) ?? readRepositoryFile(path);
  texts.set(path, text);
  return text;
}
