type Span = readonly [start: number, end: number];

export interface Redacted {
  readonly text: string;
  readonly count: number;
}

/**
 * Finds texts regardless of accents, case, ligatures, Unicode normalization and percent-encoding. Blanks, hyphens, dots and
 * underscores between words are equivalent.
 */
export class SearchTerms {
  readonly #terms: readonly string[];
  readonly replacement: string;

  constructor(texts: readonly string[], replacement: string) {
    this.#terms = [...new Set(texts.map((text) => fold(text).trim()))];
    this.replacement = replacement;
  }

  matches(text: string): boolean {
    const folded = fold(text.replaceAll(ENCODED, (run) => decodedRun(run) ?? run));
    return this.#terms.some((term) => folded.includes(term));
  }

  count(text: string): number {
    return this.matches(text) ? Math.max(1, this.#spansIn(text).length) : 0;
  }

  /** The text with each match replaced, and the number of matches. */
  redact(text: string, replacement = this.replacement): Redacted {
    if (!this.matches(text)) return { text, count: 0 };
    const spans = this.#spansIn(text);
    // The text matches, but the position of the match is unknown: replace the whole text.
    if (spans.length === 0) return { text: replacement, count: 1 };
    let redacted = '';
    let from = 0;
    for (const [start, end] of spans) {
      redacted += text.slice(from, start) + replacement;
      from = end;
    }
    return { text: redacted + text.slice(from), count: spans.length };
  }

  #spansIn(text: string): Span[] {
    const { folded, offsets } = foldWithOffsets(text);
    const found: Span[] = [];
    for (const term of this.#terms) {
      for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
        found.push([offsets[at]?.[0] ?? 0, offsets[at + term.length - 1]?.[1] ?? text.length]);
      }
    }
    return mergeOverlaps(found);
  }
}

/** The number of letters and digits of a folded text. */
export function countLetters(text: string): number {
  return fold(text).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function mergeOverlaps(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && start < last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
    else merged.push([start, end]);
  }
  return merged;
}

function fold(text: string): string {
  return foldLetters(text).replaceAll(SEPARATORS, ' ');
}

function foldLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll(/[œæßøłđðþıς’‘ʼ]/g, (letter) => TRANSLITERATIONS[letter] ?? letter);
}

const SEPARATORS = /[\s\p{Z}\p{Cc}\p{Pd}\p{Pc}.·+\\]+/gu;
const TRANSLITERATIONS: Readonly<Record<string, string>> = {
  ...{ œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' },
  ...{ '’': "'", '‘': "'", ʼ: "'" },
};

const ENCODED = /(?:%[0-9a-f]{2})+/gi;

function decodedRun(run: string): string | null {
  try {
    return decodeURIComponent(run);
  } catch {
    return null;
  }
}

/** The folded text, and the span in the original text of each folded character. */
function foldWithOffsets(text: string): { folded: string; offsets: Span[] } {
  let folded = '';
  const offsets: Span[] = [];
  for (const { character, start, end } of decodedCharacters(text)) {
    const foldedCharacter = fold(character);
    const last = offsets.at(-1);
    // A combining mark extends the span of the letter before it, and a separator that of the separator before it.
    if (last && (foldedCharacter === '' || (foldedCharacter === ' ' && folded.endsWith(' '))))
      offsets[offsets.length - 1] = [last[0], end];
    else {
      folded += foldedCharacter;
      for (let at = 0; at < foldedCharacter.length; at++) offsets.push([start, end]);
    }
  }
  return { folded, offsets };
}

/** The decoded characters of a text, and their spans in the text. The span of a percent-encoded character is that of its code. */
function* decodedCharacters(text: string): Generator<{ character: string; start: number; end: number }> {
  let from = 0;
  for (const { 0: run, index } of text.matchAll(ENCODED)) {
    const decoded = decodedRun(run);
    if (decoded === null) continue;
    yield* characters(text.slice(from, index), from);
    let at = index;
    for (const character of decoded) {
      const start = at;
      at += 3 * Buffer.byteLength(character);
      yield { character, start, end: at };
    }
    from = index + run.length;
  }
  yield* characters(text.slice(from), from);
}

function* characters(text: string, from: number): Generator<{ character: string; start: number; end: number }> {
  let at = from;
  for (const character of text) {
    yield { character, start: at, end: at + character.length };
    at += character.length;
  }
}
