import { REPLACED_WORDS } from './replacedWords.ts';

export interface Problem {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** About 25 words are the aim; more than this has to be read twice. */
export const LONGEST_SENTENCE = 35;

/** Codes that the released schema and the append-only history hold: they can't be renamed without a new schema version. */
const RELEASED_CODES = /\b(?:(?:URL|ROW|EVENT)_)?REFUSED\b/g;

/** Words that have a standard term, also within names such as `keptAnswers` and `kept_answers`. */
export function replacedWords(path: string, text: string): Problem[] {
  return text.split('\n').flatMap((source, index) => {
    // The changelog gives the former names in code spans.
    const checked = path === 'CHANGELOG.md' ? source.replace(/`[^`]*`/g, '') : source;
    const words = checked
      .replace(RELEASED_CODES, '')
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replace(/_/g, ' ');
    return REPLACED_WORDS.flatMap(({ pattern, use }) => {
      const found = pattern.exec(words)?.[0];
      return found ? [{ path, line: index + 1, message: `"${found}": use ${use}` }] : [];
    });
  });
}

/** Sentences of more than {@link LONGEST_SENTENCE} words, in Markdown and in the comments of code. */
export function longSentences(path: string, text: string): Problem[] {
  return (path.endsWith('.md') ? markdownParagraphs(text) : comments(text)).flatMap(({ line, words }) =>
    words
      .split(/[.?!;](?:\s|$)/)
      .map((sentence) => sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length)
      .filter((length) => length > LONGEST_SENTENCE)
      .map((length) => ({
        path,
        line,
        message: `a sentence of ${length} words: split it (at most ${LONGEST_SENTENCE})`,
      })),
  );
}

interface Paragraph {
  readonly line: number;
  readonly words: string;
}

function markdownParagraphs(text: string): Paragraph[] {
  const prose = text.replace(/^(`{3,})[\s\S]*?^\1\s*$/gm, blank).replace(/^(?: {4}|\|).*$/gm, '');
  return paragraphs(prose.split('\n'));
}

function comments(text: string): Paragraph[] {
  return paragraphs(text.split('\n').map((line) => /^\s*(?:\/\/|\/?\*+)\s?(.*?)(?:\*\/)?$/.exec(line)?.[1] ?? ''));
}

const OPENS_PARAGRAPH = /^(?:[-*#@|]|\d+\.\s)/;

/** Lines joined into paragraphs; an empty line, a list item, a heading or a tag such as `@param` begins another. */
function paragraphs(lines: readonly string[]): Paragraph[] {
  const found: { line: number; words: string }[] = [];
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    const words = line
      .trim()
      .replace(/`[^`]*`/g, 'code')
      .replace(/\]\([^)]*\)/g, ']');
    const last = found.at(-1);
    if (isOpen && last && words && !OPENS_PARAGRAPH.test(words)) last.words += ` ${words}`;
    else if (words) found.push({ line: index + 1, words });
    isOpen = words !== '';
  }
  return found;
}

/** Keeps line numbers. */
const blank = (text: string) => text.replace(/[^\n]/g, '');
