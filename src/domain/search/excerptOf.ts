import { fold } from '../../values/text.ts';
import type { SearchMatch } from './Search.ts';

/** An excerpt of a field of a hit. */
export interface Excerpt {
  field: string;
  excerpt: string;
  /** The positions of the words in the excerpt, in UTF-16 code units. */
  matches: SearchMatch[];
}

const EXCERPT_LENGTH = 200;
/** The characters before the first match of a long text. */
const CONTEXT_LENGTH = 60;

/**
 * The excerpt of the field that contains most of the words, or of the first field when none contains any. Line breaks
 * become spaces; `…` marks an omission.
 * @param words as the database folds them.
 */
export function excerptOf(fields: readonly { field: string; text: string }[], words: readonly string[]): Excerpt {
  const searched = fields.map(({ field, text }) => ({ field, text, found: findWords(text, new Set(words)) }));
  const [first, ...others] = searched;
  if (!first) throw new Error('a hit has no text');
  const best = others.reduce(
    (most, each) => (countDistinct(each.found) > countDistinct(most.found) ? each : most),
    first,
  );
  return { field: best.field, ...cut(best.text.replace(/\s/gu, ' '), best.found) };
}

interface FoundWord extends SearchMatch {
  word: string;
}

function findWords(text: string, words: ReadonlySet<string>): FoundWord[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, word: fold(match[0]) }))
    .filter(({ word }) => words.has(word));
}

function countDistinct(found: readonly FoundWord[]): number {
  return new Set(found.map(({ word }) => word)).size;
}

function cut(text: string, found: readonly FoundWord[]): Omit<Excerpt, 'field'> {
  const from = text.length <= EXCERPT_LENGTH ? 0 : startOfExcerpt(text, densestStart(found));
  const to = endOfExcerpt(text, from);
  const prefix = from > 0 ? '…' : '';
  const shift = prefix.length - from;
  return {
    excerpt: `${prefix}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
    matches: found
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

/** The start of the first stretch with the most different words. */
function densestStart(found: readonly FoundWord[]): number {
  let best = { start: 0, words: 0 };
  for (const [at, { start }] of found.entries()) {
    const words = countDistinct(found.slice(at).filter(({ end }) => end <= start + EXCERPT_LENGTH - CONTEXT_LENGTH));
    if (words > best.words) best = { start, words };
  }
  return best.start;
}

function startOfExcerpt(text: string, match: number): number {
  const from = match - CONTEXT_LENGTH;
  if (from <= 0) return 0;
  const space = text.indexOf(' ', from);
  return space !== -1 && space < match ? space + 1 : skipSurrogatePair(text, from);
}

function endOfExcerpt(text: string, from: number): number {
  const to = from + EXCERPT_LENGTH;
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space > to - CONTEXT_LENGTH ? space : skipSurrogatePair(text, to);
}

/** The index, or the next one when it splits a surrogate pair. */
function skipSurrogatePair(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at;
}
