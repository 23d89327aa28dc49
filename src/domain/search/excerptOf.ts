import { type Compound, compoundsOf, searchWords, type TextSpan } from '../../values/searchText.ts';
import type { SearchMatch } from './Search.ts';
import type { SearchField } from './searchKinds.ts';
import type { HitRow } from './searchStatement.ts';

/** An excerpt of a field of a hit. */
export interface Excerpt {
  field: SearchField;
  excerpt: string;
  /** The positions of the words in the excerpt, in UTF-16 code units. */
  matches: SearchMatch[];
}

/** The found words of a hit, normalized. */
export type FoundWords = Pick<HitRow, 'words' | 'optionalWords'>;

const EXCERPT_LENGTH = 200;
/** The characters before the first match of a long text. */
const CONTEXT_LENGTH = 60;

/**
 * The excerpt of the field that contains most of the words, or of the first field when none contains any. Line breaks
 * become spaces; `…` marks an omission.
 */
export function excerptOf(fields: readonly { field: SearchField; text: string }[], found: FoundWords): Excerpt {
  const searched = fields.map(({ field, text }) => ({ field, text, matches: matchesIn(text, found) }));
  const [first, ...others] = searched;
  if (!first) throw new Error('a hit has no text');
  const best = others.reduce((most, each) => (weightOf(each.matches) > weightOf(most.matches) ? each : most), first);
  return { field: best.field, ...cut(best.text.replace(/\s/gu, ' '), best.matches) };
}

/** A match of words, with the required words that it contains. */
interface Match extends TextSpan {
  readonly words: readonly string[];
}

/** The matches in a text: words, else compounds that were found as one word, else the whole text if it was. */
export function matchesIn(text: string, { words, optionalWords }: FoundWords): Match[] {
  const required = new Set(words);
  const found = new Set([...words, ...optionalWords]);
  const compounds = compoundsOf(text);
  const matches = compounds.flatMap((compound) => {
    const parts = compound.parts.filter((part) => wordsOf(part).some((word) => found.has(word)));
    return parts.length > 0 || !found.has(joined(compound)) ? parts : [compound];
  });
  const whole = spanAll(text, compounds);
  const spans = matches.length === 0 && whole && found.has(joined(whole)) ? [whole] : matches;
  return spans.map((span) => ({
    ...span,
    words: [...wordsOf(span), joined(span)].filter((word) => required.has(word)),
  }));
}

/** The normalized words of a span, as long as those of the database. */
function wordsOf({ text }: TextSpan): string[] {
  return searchWords(text).map(shortened);
}

function joined({ text }: TextSpan): string {
  return shortened(searchWords(text).join(''));
}

function shortened(word: string): string {
  return Array.from(word).slice(0, 100).join('');
}

function spanAll(text: string, compounds: readonly Compound[]): TextSpan | null {
  const [first, last] = [compounds[0], compounds.at(-1)];
  return first && last ? { text: text.slice(first.start, last.end), start: first.start, end: last.end } : null;
}

/** Different required words count before the number of matches. */
function weightOf(matches: readonly Match[]): number {
  return new Set(matches.flatMap(({ words }) => words)).size + (matches.length > 0 ? 0.5 : 0);
}

function cut(text: string, found: readonly Match[]): Omit<Excerpt, 'field'> {
  const from = text.length <= EXCERPT_LENGTH ? 0 : startOfExcerpt(text, densestStart(found));
  const to = endOfExcerpt(text, from);
  const prefix = from > 0 ? '…' : '';
  const shift = prefix.length - from;
  return {
    excerpt: `${prefix}${text.slice(from, to)}${to < text.length ? '…' : ''}`,
    matches: found
      .filter(({ start }) => start >= from && start < to)
      .map(({ start, end }) => ({ start: start + shift, end: Math.min(end, to) + shift })),
  };
}

/** The start of the first stretch with the most different words. */
function densestStart(found: readonly Match[]): number {
  let best = { start: 0, weight: 0 };
  for (const [at, { start }] of found.entries()) {
    const weight = weightOf(found.slice(at).filter(({ end }) => end <= start + EXCERPT_LENGTH - CONTEXT_LENGTH));
    if (weight > best.weight) best = { start, weight };
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
