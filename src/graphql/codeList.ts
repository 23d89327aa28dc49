import type { Fragment } from '../sql/sql.ts';
import type { Vocabulary, VocabularyTable } from './vocabulary.ts';

/** A code with its meaning in French, as the table `nomenclatures` of the exports explains it. */
export interface Code {
  readonly code: string;
  readonly label: string;
  /** Null if the label says all. */
  readonly definition: string | null;
  /** The first and the last day on which the list had the code. Null if unknown, or still in use. */
  readonly from: string | null;
  readonly until: string | null;
  /** The present code with the same meaning; null if this code is the present one. */
  readonly replacedBy: string | null;
}

/** The codes of a column. Without `used`, the column has no other value. */
export interface CodeList {
  readonly codes: readonly Code[];
  /** The SELECT of the values that the register has: it may have others than `codes`, because a source or an editor gives them. */
  readonly used?: Fragment;
  /** The meaning of such other values. Without it, a value that is not one of `codes` prevents a release. */
  readonly others?: Pick<Code, 'label' | 'definition'>;
}

/** A word that the register keeps as its source gives it. */
export interface KeptWord {
  readonly label: string;
  readonly definition: string;
  /** The first day on which the source had the word; null if unknown. */
  readonly from: string | null;
  /** Other spellings that the source had. */
  readonly synonyms?: readonly string[];
}

/** The codes of a vocabulary in exports: its words. */
export function vocabularyCodes<T extends VocabularyTable>(vocabulary: Vocabulary<T>): CodeList {
  const codes = Object.entries<string>(vocabulary.words).map(([key, code]) => {
    const label = vocabulary.labels[key] ?? code;
    return { ...PRESENT, code, label, definition: vocabulary.definitions[key] ?? null };
  });
  return { codes };
}

/**
 * The words of a source that the register keeps, with the other spellings of each.
 * @param used the SELECT of the words that the register has.
 */
export function keptCodes(words: Readonly<Record<string, KeptWord>>, used: Fragment): CodeList {
  const codes = Object.entries(words).flatMap(([code, { label, definition, from, synonyms = [] }]) => [
    { ...PRESENT, code, label, definition, from },
    ...synonyms.map((synonym) => {
      return { ...PRESENT, code: synonym, label, definition: `Autre graphie de « ${code} ».`, replacedBy: code };
    }),
  ]);
  return { codes, used };
}

const PRESENT = { from: null, until: null, replacedBy: null };
