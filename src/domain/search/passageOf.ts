/** A passage of a text of a hit, and where in it the words stand. */
export interface Passage {
  /** The field of the node that it is taken from. */
  field: string;
  excerpt: string;
  matches: Span[];
}

/** From `start` up to before `end`, in UTF-16 code units, as `String.slice` of JavaScript counts. */
export interface Span {
  start: number;
  end: number;
}

const LENGTH = 200;
/** What is shown before the first match of a long text. */
const LEAD = 60;

/**
 * The passage of the field that holds most of the words, around most of them; of the first field when none can be
 * seen in any. Without line breaks; `…` stands for what is left out.
 * @param words as the database folded them.
 */
export function passageOf(fields: readonly { field: string; text: string }[], words: readonly string[]): Passage {
  const wanted = new Set(words);
  const found = fields.map(({ field, text }) => ({ field, text, spans: spansOf(text, wanted) }));
  const [first, ...others] = found;
  if (!first) throw new Error('a hit has no text');
  const best = others.reduce((most, each) => (distinct(each.spans) > distinct(most.spans) ? each : most), first);
  return { field: best.field, ...cut(best.text.replace(/\s/gu, ' '), best.spans) };
}

interface Found extends Span {
  word: string;
}

function spansOf(text: string, wanted: ReadonlySet<string>): Found[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, word: folded(match[0]) }))
    .filter(({ word }) => wanted.has(word));
}

/** As `fold` of the database writes the letters of French and its neighbours. */
function folded(word: string): string {
  const letters = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[œæßøłđð]/gu, (letter) => LIGATURES[letter] ?? letter);
}

const LIGATURES: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
};

function distinct(spans: readonly Found[]): number {
  return new Set(spans.map(({ word }) => word)).size;
}

function cut(text: string, spans: readonly Found[]): Omit<Passage, 'field'> {
  if (text.length <= LENGTH) return { excerpt: text, matches: spans.map(({ start, end }) => ({ start, end })) };
  const from = beginning(text, densest(spans));
  const to = ending(text, from);
  const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : ''];
  const shift = before.length - from;
  return {
    excerpt: `${before}${text.slice(from, to)}${after}`,
    matches: spans
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

/** Where the stretch begins that has the most different words. */
function densest(spans: readonly Found[]): number {
  let best = { start: 0, words: 0 };
  spans.forEach(({ start }, at) => {
    const words = distinct(spans.slice(at).filter(({ end }) => end <= start + LENGTH - LEAD));
    if (words > best.words) best = { start, words };
  });
  return best.start;
}

function beginning(text: string, match: number): number {
  const from = match - LEAD;
  if (from <= 0) return 0;
  const space = text.indexOf(' ', from);
  return space !== -1 && space < match ? space + 1 : whole(text, from);
}

function ending(text: string, from: number): number {
  const to = from + LENGTH;
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space > to - LEAD ? space : whole(text, to);
}

/** Not in the middle of a surrogate pair. */
function whole(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at;
}
