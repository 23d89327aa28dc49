/** Why a text can't be a cell of an export, or null. A verbatim text may be denormalised and hold controls, not NUL. */
export function textProblem(text: string, { verbatim }: { verbatim: boolean }): string | null {
  if (PLAIN.test(text)) return null;
  if (text === '') return 'an empty text would be read back as a missing value';
  if (text.includes('\0')) return 'it holds U+0000';
  if (!text.isWellFormed()) return 'it holds half of a surrogate pair';
  if (verbatim) return null;
  if (CONTROL.test(text)) return 'it holds a control character';
  return text === text.normalize('NFC') ? null : 'it is not in Unicode normal form C';
}

/** Why a text is not an absolute http or https URL, or null. */
export function webAddressProblem(text: string): string | null {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? null : 'not an absolute http or https URL';
}

// What French is written with, of which nothing combines and nothing is denormalised: looked at once instead of five times.
const PLAIN = /^[\t\n\r\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u20ac]+$/;
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
