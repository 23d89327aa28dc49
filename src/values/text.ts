/** Whether PostgreSQL can store a text: it has neither U+0000 nor an unpaired surrogate. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A value as JSON for a message, truncated to `maximum` characters. */
export function excerpt(value: unknown, maximum: number): string {
  return shortened(JSON.stringify(value) ?? 'nothing', maximum);
}

/** A text, truncated to `maximum` characters. */
export function shortened(text: string, maximum: number): string {
  return text.length > maximum ? `${text.slice(0, maximum)}…` : text;
}

/** A text whose first letter is a capital. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text whose first letter is a small letter. */
export function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Compares two texts, for the order of a sort: by UTF-16 code unit. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Formats a number of bytes: 1.5 GB, 100 MB, 512 kB, 80 bytes. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1_000_000_000) return `${Math.round(bytes / 100_000_000) / 10} GB`;
  if (bytes >= 1_000_000) return `${Math.round(bytes / 100_000) / 10} MB`;
  return bytes >= 1_000 ? `${Math.round(bytes / 100) / 10} kB` : `${bytes} bytes`;
}

/**
 * Folds the letters of French and its neighbours as the database function `fold` does: lower case, without accents and
 * ligatures.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[œæßøłđð]/gu, (letter) => LIGATURES.get(letter) ?? letter);
}

/** The words of a text in folded letters: runs of letters and digits. */
export function foldedWords(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(String);
}

const ASCII = /^[ -~]*$/;
const LIGATURES = new Map(Object.entries({ œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd' }));
