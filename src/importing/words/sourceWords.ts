import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../../config/packageRoot.ts';
import { EntityKind } from '../../domain/entities/EntityKind.ts';
import { MINISTRY_DOMAINS } from '../../domain/entities/ministryDomains.ts';
import { EVENT_KINDS } from '../../domain/startups/eventKinds.ts';
import { PhaseName } from '../../domain/startups/lifecycle.ts';
import { Accessibility } from '../../domain/startups/Startup.ts';
import { Employment } from '../../domain/teams/TeamRole.ts';
import { TRADES } from '../../domain/teams/trades.ts';
import type { KeptWord } from '../../graphql/codeList.ts';
import { isCalendarDate } from '../../values/calendar.ts';
import { compareText, fold } from '../../values/text.ts';
import { SOURCE_FIELDS } from './SourceWord.ts';

const FOLDER = join(packageRoot, 'src/importing/words/betaGouv');

/** A word of a source: a value of one of its closed lists, past or present. */
export interface KnownWord<Code extends string | null = string | null> {
  word: string;
  /** The code of the register; null if the register keeps the word. */
  code: Code;
  /** In French. */
  label: string;
  /** The first and the last day on which the source had the word; null if unknown, or still in use. */
  from: string | null;
  until: string | null;
  /** Other spellings that the source had. Case, accents, blanks, hyphens and underscores need none: lookups ignore them. */
  synonyms: string[];
  /** The code of the word when the phase before it is `previous`. */
  after: { previous: Code; code: Code } | null;
}

/**
 * The words of beta.gouv.fr by field: a YAML file, validated when this module is loaded, or the list of the domain for the words that
 * the register keeps and labels.
 */
export const BETA_GOUV_WORDS = {
  PHASE: readWords('phases', z.enum(PhaseName)),
  EVENT: keptWords(codeless(EVENT_KINDS)),
  ACCESSIBILITY: readWords('accessibility', z.enum(Accessibility)),
  EMPLOYMENT: readWords('employment', z.enum(Employment)),
  ORGANISATION_TYPE: readWords('organisationTypes', z.enum(EntityKind)),
  MINISTRY_DOMAIN: keptWords(codeless(MINISTRY_DOMAINS)),
  TRADE: keptWords(Object.entries(TRADES).map(([word, kept]) => ({ word, ...kept }))),
};
export type WordField = keyof typeof BETA_GOUV_WORDS;
export const WORD_FIELDS: readonly WordField[] = Object.values(SOURCE_FIELDS.codes);

const BY_KEY = {
  PHASE: byKey(BETA_GOUV_WORDS.PHASE),
  EVENT: byKey(BETA_GOUV_WORDS.EVENT),
  ACCESSIBILITY: byKey(BETA_GOUV_WORDS.ACCESSIBILITY),
  EMPLOYMENT: byKey(BETA_GOUV_WORDS.EMPLOYMENT),
  ORGANISATION_TYPE: byKey(BETA_GOUV_WORDS.ORGANISATION_TYPE),
  MINISTRY_DOMAIN: byKey(BETA_GOUV_WORDS.MINISTRY_DOMAIN),
  TRADE: byKey(BETA_GOUV_WORDS.TRADE),
};

/** The known word that a value of a field is, also in another case, without accents, or as a synonym. Of a word with several periods, the latest. */
export function findWord<F extends WordField>(
  field: F,
  raw: string | null,
): (typeof BETA_GOUV_WORDS)[F][number] | null {
  return raw === null ? null : (BY_KEY[field].get(keyOf(raw)) ?? null);
}

/** The phase that a word of beta.gouv.fr means, after the phase `previous` of the startup; null if the word is not known. */
export function phaseNameOf(word: string | null, previous: PhaseName | null): PhaseName | null {
  const known = findWord('PHASE', word);
  if (known === null) return null;
  return known.after !== null && known.after.previous === previous ? known.after.code : known.code;
}

function readWords<Code extends string | null>(file: string, code: z.ZodType<Code>): KnownWord<Code>[] {
  const day = z.string().refine(isCalendarDate, 'not a day written YYYY-MM-DD').nullable().default(null);
  const text = z.string().min(1).max(500);
  const word = z.strictObject({
    word: text,
    code,
    label: text,
    from: day,
    until: day,
    synonyms: z.array(text).default([]),
    after: z.strictObject({ previous: code, code }).nullable().default(null),
  });
  return z.array(word).parse(parse(readFileSync(join(FOLDER, `${file}.yaml`), 'utf8')));
}

/** Words that the source still has. */
function keptWords<Code extends string | null>(
  words: readonly (KeptWord & { word: string; code: Code })[],
): KnownWord<Code>[] {
  return words.map(({ word, code, label, from, synonyms = [] }) => {
    return { word, code, label, from, until: null, synonyms: [...synonyms], after: null };
  });
}

function codeless(words: Readonly<Record<string, KeptWord>>) {
  return Object.entries(words).map(([word, kept]) => ({ word, code: null, ...kept }));
}

/** Words by key, the latest period last. Words with the same key must have the same code. */
function byKey<W extends KnownWord>(words: readonly W[]): ReadonlyMap<string, W> {
  const found = new Map<string, W>();
  for (const each of words.toSorted((a, b) => compareText(a.from ?? '', b.from ?? ''))) {
    for (const spelling of [each.word, ...each.synonyms]) {
      const other = found.get(keyOf(spelling));
      if (other !== undefined && other.code !== each.code) throw new Error(`${spelling} has two meanings`);
      found.set(keyOf(spelling), each);
    }
  }
  return found;
}

/** `Opéré` and `opere` have one key, as have `abandon-investigation` and `abandon investigation`. */
function keyOf(word: string): string {
  return fold(word)
    .trim()
    .replace(/[\s_-]+/g, '-');
}
