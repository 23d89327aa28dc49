import { describe, expect, test } from '@jest/globals';
import { LONGEST_SENTENCE, longSentences, replacedWords } from '../../tools/prose/prose.ts';

describe('a word that has a standard term is reported', () => {
  test.each([
    ['in a sentence', 'The asker gets a response.', 'asker'],
    ['in a camelCase name', 'const keptAnswers = 1;', 'kept Answers'],
    ['in a snake_case name', 'registre_kept_answers_total', 'kept answers'],
    ['at any capitalisation', '/** Refused by the limit. */', 'Refused'],
  ])('%s', (_where, line, word) => {
    const text = `first line\n${line}`;
    expect(replacedWords('a.ts', text)).toEqual([
      { path: 'a.ts', line: 2, message: expect.stringMatching(`^"${word}": use \\w`) },
    ]);
  });

  test('former names in the changelog are not, if they are code', () => {
    expect(replacedWords('CHANGELOG.md', '`tombstone` is now `erasure_record`.')).toEqual([]);
    expect(replacedWords('a.md', '`tombstone` is now `erasure_record`.')).toHaveLength(1);
  });

  test.each(['a timestamp', 'Promise.allSettled', 'the reader', 'un refusé', 'URL_REFUSED', 'the outcome `REFUSED`'])(
    '%j is not',
    (text) => {
      expect(replacedWords('a.ts', text)).toEqual([]);
    },
  );
});

describe('a sentence that is too long is reported at the first line of its paragraph', () => {
  const long = 'word '.repeat(LONGEST_SENTENCE + 1).trim();
  const reported = (line: number) => [
    { path: expect.any(String), line, message: expect.stringContaining(`${LONGEST_SENTENCE + 1} words`) },
  ];

  test('in Markdown, over several lines', () => {
    expect(longSentences('a.md', `# Title\n\nShort. ${long.replaceAll('word word', 'word\nword')}.\n`)).toEqual(
      reported(3),
    );
  });

  test('in a comment', () => {
    expect(longSentences('a.ts', `const a = 1;\n/**\n * Short.\n *\n * ${long}.\n */`)).toEqual(reported(5));
    expect(longSentences('a.ts', `// ${long}`)).toEqual(reported(1));
  });

  test.each([
    ['a code block', `\`\`\`sh\n${long}\n\`\`\``],
    ['a table', `| ${long} |`],
    ['two sentences', `${'word '.repeat(LONGEST_SENTENCE)}. ${'word '.repeat(LONGEST_SENTENCE)}.`],
    ['two items of a list', `- ${'word '.repeat(LONGEST_SENTENCE)}\n- ${'word '.repeat(LONGEST_SENTENCE)}`],
  ])('but not in %s', (_what, text) => {
    expect(longSentences('a.md', text)).toEqual([]);
  });

  test('but not in code', () => {
    expect(longSentences('a.ts', `const text = '${long}';`)).toEqual([]);
  });
});
