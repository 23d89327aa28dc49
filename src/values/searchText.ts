/**
 * Normalizes a text for searches as the database function `normalized_words` does: folded compounds, separated by spaces, with
 * their parts separated by dots or, for all other joiners, by hyphens: `s.n.c.f`, `l-inclusion`, `node.js`, `c++`.
 */
export function normalizedWords(text: string): string {
  return text
    .replace(SEPARATORS, ' ')
    .replace(DOTS, '.')
    .replace(JOINERS, '-')
    .normalize('NFKD')
    .replace(IGNORED, '')
    .replace(FOLDED_LETTER, (letter) => FOLDED_LETTERS.get(letter) ?? letter)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[^a-z0-9+#. \-\u{80}-\u{10ffff}]+/gu, '')
    .replace(/(^|[ .-])[+#]+/g, '$1')
    .replace(/([+#])(?=[^ .+#-])/g, '$1-')
    .replace(/[. -]* [. -]*/g, ' ')
    .replace(/^[. -]+|[. -]+$/g, '')
    .replace(/-[.-]+/g, '-')
    .replace(/\.[.-]+/g, '.');
}

/** A run of characters of a text without a separator, with the parts that joiners separate: `l’inclusion`. */
export interface Compound extends TextSpan {
  readonly parts: readonly TextSpan[];
}

/** A part of a text, and its position in UTF-16 code units. */
export interface TextSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The compounds of a text, in order. Those without letters and digits have no parts. */
export function compoundsOf(text: string): Compound[] {
  return [...text.matchAll(COMPOUND)].flatMap(({ 0: run, index }) => {
    const parts = [...run.matchAll(PART)]
      .map((part) => spanOf(part[0], index + part.index))
      .filter((part) => searchWords(part.text).length > 0);
    const [first, last] = [parts[0], parts.at(-1)];
    return first && last ? [{ ...spanOf(text.slice(first.start, last.end), first.start), parts }] : [];
  });
}

function spanOf(text: string, start: number): TextSpan {
  return { text, start, end: start + text.length };
}

/** The characters that separate words: blanks, punctuation and symbols. The rest is part of words, in any script. */
export const SEPARATOR_CLASS =
  '\\u0001-\\u0022\\u0024-\\u0025\\u0028-\\u002a\\u002c\\u003a-\\u0040\\u005b-\\u005e\\u0060\\u007b-\\u00a9\\u00ab\\u00ac\\u00ae-\\u00b1\\u00b6\\u00b8\\u00bb-\\u00bf\\u00d7\\u00f7\\u02c2-\\u02c5\\u02d2-\\u02df\\u02e5-\\u02eb\\u02ed\\u02ef-\\u02ff\\u037e\\u0384-\\u0385\\u0387\\u055a-\\u055f\\u0589-\\u058a\\u05be\\u05c0\\u05c3\\u05c6\\u05f3-\\u05f4\\u0606-\\u060f\\u061b\\u061d-\\u061f\\u066a-\\u066d\\u06d4\\u0964-\\u0965\\u1680\\u2000-\\u200a\\u2016-\\u2017\\u201a-\\u2026\\u2028-\\u2029\\u202f-\\u205f\\u20a0-\\u20cf\\u2100-\\u2101\\u2103-\\u2106\\u2108-\\u2109\\u2114\\u2116-\\u2118\\u211e-\\u2123\\u2125\\u2150-\\u215f\\u2190-\\u245f\\u2500-\\u2bff\\u2e00-\\u2e7f\\u2ff0-\\u3004\\u3008-\\u3020\\u3030\\u303d-\\u303f\\u30fb\\ue000-\\uf8ff\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff01-\\uff02\\uff04-\\uff05\\uff08-\\uff0a\\uff0c\\uff1a-\\uff20\\uff3b-\\uff3e\\uff40\\uff5b-\\uff65\\uffe0-\\uffff';

/** The dots that join the parts of a compound. */
export const DOT_CLASS = '\\u002e\\uff0e';

/** The other characters that join the parts of a compound: apostrophes, hyphens, interpuncts, `&`, `/` and `_`. */
export const JOINER_CLASS =
  "&'\\-/_\\u00b4\\u00b7\\u02bc\\u2010-\\u2015\\u2018-\\u2019\\u2027\\uff06-\\uff07\\uff0d\\uff0f\\uff3f";

/** Characters within words that searches ignore: combining marks, soft hyphens, and characters without width. */
export const IGNORED_CLASS =
  '\\u00ad\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1-\\u05c2\\u05c4-\\u05c5\\u05c7\\u0610-\\u061a\\u061c\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7-\\u06e8\\u06ea-\\u06ed\\u180b-\\u180f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u20d0-\\u20ff\\u3099-\\u309a\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff';

const EMOJI = '\\u{1f000}-\\u{1faff}';
const SEPARATORS = new RegExp(`[${SEPARATOR_CLASS}${EMOJI}]`, 'gu');
const DOTS = new RegExp(`[${DOT_CLASS}]`, 'gu');
const JOINERS = new RegExp(`[${JOINER_CLASS}]`, 'gu');
const IGNORED = new RegExp(`[${IGNORED_CLASS}\\u{e0000}-\\u{e0fff}]`, 'gu');
const COMPOUND = new RegExp(`[^${SEPARATOR_CLASS}${EMOJI}]+`, 'gu');
const PART = new RegExp(`[^${SEPARATOR_CLASS}${EMOJI}${DOT_CLASS}${JOINER_CLASS}]+`, 'gu');

/** The letters that NFKD does not reduce to a small letter: Greek, Cyrillic and Armenian capitals, and Latin letters. */
export const SINGLE_LETTERS: ReadonlyMap<string, string> = new Map([
  ...lowered(0x391, 0x3a1, 32),
  ...lowered(0x3a3, 0x3a9, 32),
  ...lowered(0x400, 0x40f, 80),
  ...lowered(0x410, 0x42f, 32),
  ...lowered(0x490, 0x490, 1),
  ...lowered(0x531, 0x556, 48),
  ...pairs('ςσØoøoĐdđdÐdðdŁlłlıiĦhħhŦtŧtŊnŋn'),
]);
export const DOUBLE_LETTERS: ReadonlyMap<string, string> = new Map([
  ...['æ', 'Æ'].map((letter) => [letter, 'ae'] as const),
  ...['œ', 'Œ'].map((letter) => [letter, 'oe'] as const),
  ...['ß', 'ẞ'].map((letter) => [letter, 'ss'] as const),
  ...['þ', 'Þ'].map((letter) => [letter, 'th'] as const),
]);
const FOLDED_LETTERS = new Map([...SINGLE_LETTERS, ...DOUBLE_LETTERS]);
const FOLDED_LETTER = new RegExp(`[${[...FOLDED_LETTERS.keys()].join('')}]`, 'gu');

function lowered(from: number, to: number, distance: number): [string, string][] {
  return Array.from({ length: to - from + 1 }, (_, at) => [
    String.fromCodePoint(from + at),
    String.fromCodePoint(from + at + distance),
  ]);
}

function pairs(letters: string): [string, string][] {
  return (letters.match(/../gu) ?? []).map((pair) => [pair.charAt(0), pair.charAt(1)]);
}

/** The words of a text, normalized, without their joiners. */
export function searchWords(text: string): string[] {
  return normalizedWords(text)
    .split(/[ .-]/)
    .filter((word) => word !== '');
}
