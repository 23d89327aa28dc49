import { fold, foldedWords } from './text.ts';

/** The replacement of a removed name, in French because it is published. */
export const NAME_REMOVED = '[nom retiré]';

/**
 * The ids and names of persons, such as the members of a source, to recognise them in texts. They are only in memory during an import:
 * the register stores no name. Accents, capitals, punctuation and the order of first and last name do not matter.
 */
export class PersonNames {
  /** The letters and digits of each id and name, in each order. */
  readonly #whole = new Set<string>();
  /** The words of each id and name of several words, in each order, with a space between them. */
  readonly #sequences = new Set<string>();
  /** The number of words of the longest sequence, by its first word. */
  readonly #longest = new Map<string, number>();
  readonly #firstNames = new Set<string>();
  /** The initial of the first name and the other names, in both orders: `bexemple`. */
  readonly #initials = new Set<string>();

  constructor(persons: Iterable<{ readonly id: string; readonly name: string | null }>) {
    for (const { id, name } of persons) {
      this.#add(foldedWords(id));
      this.#add(foldedWords(name ?? ''));
    }
  }

  /** Whether a whole text, such as the id or the name of an organisation, is the id or the name of a person. */
  includes(text: string): boolean {
    const words = foldedWords(text);
    return this.#whole.has(words.join('')) || this.#whole.has(words.filter((word) => !CIVILITIES.has(word)).join(''));
  }

  /** Whether a word is the first name of a person. */
  isFirstName(word: string): boolean {
    return this.#firstNames.has(fold(word));
  }

  /** Whether a word is the name of a person with an initial instead of the first name. */
  hasInitial(word: string): boolean {
    return this.#initials.has(fold(word));
  }

  /** Replaces each name and each id of several words in a text. */
  remove(text: string): string {
    const words = [...text.matchAll(WORD)].map((match) => ({
      at: match.index,
      text: match[0],
      folded: fold(match[0]),
    }));
    let result = '';
    let copied = 0;
    for (let first = 0; first < words.length; first++) {
      const count = this.#countFrom(words, first, text);
      const [start, end] = [words[first], words[first + count - 1]];
      if (count === 0 || !start || !end) continue;
      result += text.slice(copied, start.at) + NAME_REMOVED;
      copied = end.at + end.text.length;
      first += count - 1;
    }
    return result + text.slice(copied);
  }

  /** The number of words of the longest name that starts at a word; 0 if none does. */
  #countFrom(words: readonly Word[], first: number, text: string): number {
    let sequence = words[first]?.folded ?? '';
    const longest = this.#longest.get(sequence) ?? 0;
    let count = 0;
    for (let length = 2; length <= longest && isJoined(words, first + length - 1, text); length++) {
      sequence += ` ${words[first + length - 1]?.folded}`;
      if (this.#sequences.has(sequence)) count = length;
    }
    return count;
  }

  #add(words: readonly string[]): void {
    if (words.join('').length < 4) return;
    const [firstName = '', ...others] = words;
    if (others.length > 0) {
      if (/^\p{L}{3,}$/u.test(firstName)) this.#firstNames.add(firstName);
      for (const pair of [firstName.slice(0, 1) + others.join(''), others.join('') + firstName.slice(0, 1)]) {
        if (pair.length > 3) this.#initials.add(pair);
      }
    }
    // Each rotation: `jean de la tour`, `de la tour jean`.
    for (const at of words.keys()) {
      const rotated = [...words.slice(at), ...words.slice(0, at)];
      const [first = ''] = rotated;
      this.#whole.add(rotated.join(''));
      if (rotated.length === 1) continue;
      this.#sequences.add(rotated.join(' '));
      this.#longest.set(first, Math.max(rotated.length, this.#longest.get(first) ?? 0));
    }
  }
}

interface Word {
  readonly at: number;
  readonly text: string;
  readonly folded: string;
}

/** Whether a word exists, and only short punctuation, such as a hyphen or emphasis, stands between it and the word before it. */
function isJoined(words: readonly Word[], at: number, text: string): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (!before || !word) return false;
  return /^[\s\p{P}_*]{1,4}$/u.test(text.slice(before.at + before.text.length, word.at));
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const CIVILITIES: ReadonlySet<string> = new Set(['m', 'mr', 'mme', 'mlle', 'monsieur', 'madame', 'dr', 'docteur']);
