/** The form of a text. Migration 0016 has the same rules as SQL: `is_text` and `is_name`. */
export interface TextForm {
  /** In characters (code points), as `length` of PostgreSQL counts them. */
  readonly maximum: number;
  /** Whether the text may have several lines, tabs and invisible characters inside, such as the joiners of emoji. */
  readonly multiline: boolean;
}

/** A text of several lines, such as a description. */
export const TEXT: TextForm = { maximum: 10_000, multiline: true };

/** A text of one line, such as a name. */
export const NAME: TextForm = { maximum: 500, multiline: false };

/** Returns the form of a text of one line with another maximum. */
export function nameOf(maximum: number): TextForm {
  return { ...NAME, maximum };
}

/** Why the register does not accept a text; null if it does. */
export function textProblem(text: string, { maximum, multiline }: TextForm): string | null {
  const forbidden = multiline ? FORBIDDEN_IN_TEXTS : FORBIDDEN_IN_NAMES;
  const [character] = forbidden.exec(text) ?? [];
  if (character !== undefined) return `contains ${nameOfCharacter(character)}, which is not allowed: remove it`;
  if (trimBlanks(text) === '') return 'is empty';
  if (text !== trimBlanks(text)) return 'begins or ends with a blank or an invisible character: remove it';
  if (text !== text.normalize('NFC')) return 'is not in Unicode normal form C: normalize it';
  const length = lengthOf(text, maximum);
  return length > maximum ? `must have at most ${maximum} characters (got ${length})` : null;
}

/** Why a text can't be exported; null if it can. `verbatim` texts quote a source: only what UTF-8 and CSV cannot hold is rejected. */
export function exportProblem(text: string, { verbatim }: { verbatim: boolean }): string | null {
  if (PLAIN.test(text)) return null;
  if (text === '') return 'it is empty, which CSV does not distinguish from a missing value';
  if (text.includes('\0')) return 'it holds U+0000';
  if (!text.isWellFormed()) return 'it holds half of a surrogate pair';
  if (verbatim) return null;
  const [character] = FORBIDDEN_IN_TEXTS.exec(text) ?? [];
  if (character !== undefined) return `it holds ${nameOfCharacter(character)}`;
  return text === text.normalize('NFC') ? null : 'it is not in Unicode normal form C';
}

/** Writes each line end as LF; in a text of one line, as a space. Tabs are white space too. */
export function withOneKindOfLineEnd(text: string, { multiline }: TextForm): string {
  return multiline ? text.replace(LINE_END, '\n') : text.replace(/[\n\t]/g, ' ').replace(LINE_END, ' ');
}

/** Removes the characters that the form does not allow. */
export function withoutForbidden(text: string, { multiline }: TextForm): string {
  return text.replaceAll(multiline ? FORBIDDEN_IN_TEXTS_GLOBAL : FORBIDDEN_IN_NAMES_GLOBAL, '');
}

/** At most `maximum` characters. Never cuts a surrogate pair. */
export function cutText(text: string, maximum: number): string {
  return lengthOf(text, maximum) <= maximum
    ? text
    : Array.from(text.slice(0, maximum * 2))
        .slice(0, maximum)
        .join('');
}

/**
 * Removes blanks and invisible characters at both ends, and combining characters that no letter precedes. A regular expression would
 * take quadratic time.
 */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK_AT_START.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The number of characters; more than `maximum` if there are more, not always the exact number. */
export function lengthOf(text: string, maximum: number): number {
  if (text.length <= maximum || text.length > maximum * 2) return text.length;
  let length = 0;
  for (const _character of text) length++;
  return length;
}

function nameOfCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `the character U+${code}`;
}

/** CR LF, CR, vertical tab, form feed, next line, line separator, paragraph separator. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that end a line
const LINE_END = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/**
 * Control characters but tab and line feed, controls of the direction of writing, separators of lines, U+FEFF, annotations,
 * noncharacters and unpaired surrogates.
 */
const CONTROLS = String.raw`\u{0}-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}`;
const DIRECTIONS = String.raw`\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}`;
const OTHERS = String.raw`\u{2028}\u{2029}\u{fdd0}-\u{fdef}\u{feff}\u{fff9}-\u{fffb}\u{fffe}\u{ffff}`;
const LAST_OF_PLANES = Array.from({ length: 16 }, (_, at) =>
  [0xfffe, 0xffff].map((end) => String.raw`\u{${((at + 1) * 0x10000 + end).toString(16)}}`).join(''),
).join('');
const SURROGATES = String.raw`\u{d800}-\u{dfff}`;
const IN_TEXTS = CONTROLS + DIRECTIONS + OTHERS + LAST_OF_PLANES + SURROGATES;
/** Also tabs and line feeds, and characters without a width. */
const INVISIBLE = String.raw`\u{ad}\u{180e}\u{200b}-\u{200d}\u{2060}-\u{2065}\u{206a}-\u{206f}\u{e0001}\u{e0020}-\u{e007f}`;
const IN_NAMES = String.raw`${IN_TEXTS}\u{9}\u{a}${INVISIBLE}`;

/** The white space of Unicode. */
const SPACES = String.raw`\u{20}\u{a0}\u{1680}\u{2000}-\u{200a}\u{202f}\u{205f}\u{3000}`;

/** What neither an identifier nor a URL contains, as a part of a character class. */
export const NOT_IN_IDENTIFIERS = IN_NAMES + SPACES;

const FORBIDDEN_IN_TEXTS = new RegExp(`[${IN_TEXTS}]`, 'u');
const FORBIDDEN_IN_NAMES = new RegExp(`[${IN_NAMES}]`, 'u');
const FORBIDDEN_IN_TEXTS_GLOBAL = new RegExp(`[${IN_TEXTS}]`, 'gu');
const FORBIDDEN_IN_NAMES_GLOBAL = new RegExp(`[${IN_NAMES}]`, 'gu');

/** White space and characters without ink of the basic plane. */
const WITHOUT_INK = String.raw`\u{9}-\u{d}\u{85}\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{2800}\u{3164}\u{feff}\u{ffa0}${SPACES}`;
const BLANK = new RegExp(`[${WITHOUT_INK}]`, 'u');
const BLANK_AT_START = new RegExp(String.raw`[${WITHOUT_INK}\u{300}-\u{36f}\u{fe00}-\u{fe0f}]`, 'u');

// The characters of French texts. All are allowed in texts, so that one test replaces the five of `exportProblem`.
const PLAIN = /^[\t\n\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u20ac]+$/;
