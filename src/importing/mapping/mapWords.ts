import type { MappedWord } from '../mappedSource.ts';
import { BETA_GOUV_WORDS, type KnownWord, WORD_FIELDS } from '../words/sourceWords.ts';

/** The known words of beta.gouv.fr as rows. */
export function mapWords(): MappedWord[] {
  return WORD_FIELDS.flatMap((field) => {
    const words: readonly KnownWord[] = BETA_GOUV_WORDS[field];
    return words.map(({ word, code, label, from, until, synonyms, after }) => ({
      field,
      word,
      code,
      label,
      usedFrom: from,
      usedUntil: until,
      synonyms,
      previousCode: after?.previous ?? null,
      codeAfterPrevious: after?.code ?? null,
    }));
  });
}
