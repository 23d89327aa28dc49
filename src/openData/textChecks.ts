/** Why a text can't be exported; null if it can. A verbatim text need not be in NFC, and may contain control characters except NUL. */
export function textProblem(text: string, { verbatim }: { verbatim: boolean }): string | null {
  if (PLAIN.test(text)) return null;
  if (text === '') return 'it is empty, which CSV does not distinguish from a missing value';
  if (text.includes('\0')) return 'it holds U+0000';
  if (!text.isWellFormed()) return 'it holds half of a surrogate pair';
  if (verbatim) return null;
  if (CONTROL.test(text)) return 'it holds a control character';
  return text === text.normalize('NFC') ? null : 'it is not in Unicode normal form C';
}

/** Why a text is not an absolute http or https URL; null if it is one. */
export function webAddressProblem(text: string): string | null {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? null : 'it is not an absolute http or https URL';
}

// The characters of French texts. None is a control or combining character, so that one test replaces the five below.
const PLAIN = /^[\t\n\r\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u20ac]+$/;
const CONTROL = /(?![\t\n\r])\p{Cc}/u;
