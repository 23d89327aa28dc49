import { describe, expect, test } from '@jest/globals';
import { PHASES_BY_RANK } from '../../src/domain/startups/lifecycle.ts';
import {
  BETA_GOUV_WORDS,
  findWord,
  type KnownWord,
  phaseNameOf,
  type WordField,
} from '../../src/importing/words/sourceWords.ts';

const FIELDS = Object.keys(BETA_GOUV_WORDS) as WordField[];

describe('the words of beta.gouv.fr', () => {
  test.each(FIELDS)(
    '%s: each word and synonym has one meaning, in any case, without accents and with other blanks',
    (field) => {
      const words: readonly KnownWord[] = BETA_GOUV_WORDS[field];
      for (const { word, synonyms, code } of words) {
        for (const spelling of [word, ...synonyms].flatMap(variantsOf))
          expect(findWord(field, spelling)?.code).toBe(code);
      }
    },
  );

  test('a word begins before it ends', () => {
    const words: readonly KnownWord[] = FIELDS.flatMap((field): readonly KnownWord[] => BETA_GOUV_WORDS[field]);
    const backwards = words.filter(({ from, until }) => from !== null && until !== null && until < from);
    expect(backwards).toEqual([]);
  });

  test('each phase of the register has one present word', () => {
    const present = BETA_GOUV_WORDS.PHASE.filter(({ until }) => until === null);
    expect(present.map(({ code }) => code).sort()).toEqual([...PHASES_BY_RANK].sort());
  });

  test('a word with several periods is that of the latest one', () => {
    expect(findWord('PHASE', 'consolidation')).toMatchObject({ from: '2026-05-28', until: null });
  });

  test.each([
    ['alumni', 'INVESTIGATION', 'ABANDONED_AT_INVESTIGATION'],
    ['alumni', 'CONSTRUCTION', 'ABANDONED'],
    ['alumni', null, 'ABANDONED'],
    ['Alumni ', 'INVESTIGATION', 'ABANDONED_AT_INVESTIGATION'],
    ['death', 'ACCELERATION', 'ABANDONED'],
    ['transfer', 'ACCELERATION', 'CONSOLIDATION'],
    ['transfert', 'ACCELERATION', 'CONSOLIDATION'],
    ['perennisation', null, 'CONSOLIDATION'],
    ['success', 'CONSOLIDATION', 'TRANSFERRED'],
    ['Accélération', null, 'ACCELERATION'],
    ['Opéré', null, 'OPERATED'],
    ['abandon_investigation', null, 'ABANDONED_AT_INVESTIGATION'],
    ['sommeil', 'CONSTRUCTION', null],
    ['', null, null],
    [null, null, null],
  ] as const)('the phase %s after %s is %s', (word, previous, name) => {
    expect(phaseNameOf(word, previous)).toBe(name);
  });

  test.each([
    ['dinsic', 'PUBLIC_AGENT'],
    ['Indépendant', 'CONTRACTOR'],
    ['prestataire', 'CONTRACTOR'],
    ['alternant', 'PUBLIC_AGENT'],
    ['stagiaire', undefined],
  ])('the employment %s is %s', (word, code) => {
    expect(findWord('EMPLOYMENT', word)?.code).toBe(code);
  });
});

function variantsOf(word: string): string[] {
  const bare = word.normalize('NFD').replace(/\p{M}/gu, '');
  return [word, bare, word.toUpperCase(), ` ${word} `, word.replaceAll('-', ' '), word.replaceAll(/[ _]/g, '-')];
}
