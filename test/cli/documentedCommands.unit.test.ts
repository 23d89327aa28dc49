import { describe, expect, test } from '@jest/globals';
import { DEPRECATED_SETTINGS, SETTINGS } from '../../src/config/settingsTable.ts';
import { CODE_BLOCK, currentPages, readRepositoryFile } from '../support/repositoryFiles.ts';
import { declaredCommands, isFormer, parseArguments, shellWords } from './declaredCommands.ts';

const PAGES = currentPages();
const FILES = ['compose.yaml', 'Dockerfile', 'deploy/registre.service', 'deploy/healthcheck.js'];

const { program, commands } = declaredCommands();

const code = PAGES.map((path) => ({ path, ...codeOf(readRepositoryFile(path)) }));
const inBlocks = code.flatMap(({ path, blocks }) => commandsIn(blocks).map((line) => ({ path, line })));
const inText = code.flatMap(({ path, inline }) => commandsIn(inline).map((line) => ({ path, line })));

test('the documents have command lines, in blocks and in text', () => {
  expect(inBlocks.length).toBeGreaterThan(10);
  expect(inText.length).toBeGreaterThan(10);
});

test.each(inBlocks)('$path: $line is a valid command line, without deprecated options', ({ line }) => {
  const former = [...commands.values()].flatMap(({ options }) => options.filter(isFormer).map(({ long }) => long));
  const words = wordsAfterProgram(line);
  expect(former.filter((name) => words.includes(name ?? ''))).toEqual([]);
  expect(() => parseArguments(words)).not.toThrow();
});

test.each(inText)('$path: $line names a command, and options that it has', ({ line }) => {
  const words = wordsAfterProgram(line);
  const named = [...commands].filter(([name]) => `${words.join(' ')} `.startsWith(`${name} `));
  const isGroup =
    /^(?:--help)?$/.test(words[1] ?? '') && program.commands.some((command) => command.name() === words[0]);
  const isProgramOption = words[0]?.startsWith('-') === true;
  expect(named.length > 0 || isGroup || isProgramOption).toBe(true);
  for (const [, command] of named) {
    const options = command.options.filter((option) => !isFormer(option)).map(({ long }) => long);
    const given = words.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*/, ''));
    expect([...options, '--help']).toEqual(expect.arrayContaining(given));
  }
});

describe('the settings in the documents', () => {
  test.each(PAGES.filter((path) => path !== 'docs/settings.md'))('%s names no deprecated setting', (path) => {
    const text = Object.values(codeOf(readRepositoryFile(path)))
      .flat()
      .join('\n');
    expect(Object.keys(DEPRECATED_SETTINGS).filter((name) => new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });

  test.each([...PAGES, ...FILES])('%s assigns only variables that exist', (path) => {
    const text = path.endsWith('.md')
      ? Object.values(codeOf(readRepositoryFile(path)))
          .flat()
          .join('\n')
      : readRepositoryFile(path);
    const assignment = path.endsWith('.md') ? /(?:^|[\s`])([A-Z][A-Z0-9_]+)=/gm : /^ +([A-Z][A-Z0-9_]+)(?:=|: )/gm;
    const assigned = [...text.matchAll(assignment)].map(([, name = '']) => name);
    const known = [...Object.keys(SETTINGS), ...OTHER_VARIABLES];
    expect([...new Set(assigned)].filter((name) => !known.includes(name))).toEqual([]);
  });
});

/** Variables of other programs, of the tests and of the examples. */
const OTHER_VARIABLES = [
  ...['NODE_OPTIONS', 'NODE_ENV', 'POSTGRES_PASSWORD', 'POSTGRES_USER', 'POSTGRES_DB', 'REGISTRE_URL'],
  ...['REGISTRE_TEST_SEED', 'STRICT', 'UPDATE_CLIENT', 'UPDATE_EXAMPLES', 'UPDATE_OPERATIONS', 'TOKEN'],
];

/** The lines of code blocks, and the inline code, of a Markdown text. */
function codeOf(markdown: string): { blocks: string[]; inline: string[] } {
  const prose = markdown.replace(CODE_BLOCK, '');
  const blocks = [
    ...[...markdown.matchAll(CODE_BLOCK)].flatMap(([, , text = '']) => text.replaceAll('\\\n', ' ').split('\n')),
    ...[...prose.matchAll(/^ {4,}(\S.*)$/gm)].map(([, line = '']) => line),
  ];
  return { blocks, inline: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code) };
}

/** Lines that run `registre`, possibly after a prompt, settings or `npx`; not those whose output is an error of usage. */
function commandsIn(lines: readonly string[]): string[] {
  const valid = lines.filter((_line, index) => lines[index + 1]?.startsWith('error: ') !== true);
  return valid.filter((line) => /^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:npx )?registre [a-z-]/.test(line.trim()));
}

function wordsAfterProgram(line: string): string[] {
  const words = shellWords(line);
  return words.slice(words.indexOf('registre') + 1);
}
