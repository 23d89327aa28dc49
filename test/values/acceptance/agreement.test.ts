import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isMailbox, isUrl, normalizeUrl } from '../../../src/values/acceptance/addresses.ts';
import { isDay } from '../../../src/values/acceptance/days.ts';
import { identifierProblem, isSlug } from '../../../src/values/acceptance/identifiers.ts';
import { nameOf, TEXT, textProblem } from '../../../src/values/acceptance/texts.ts';
import { isStorableText } from '../../../src/values/text.ts';
import { everyDatabase } from '../../support/databases.ts';
import { aHostileText, aHostileUrl } from '../../support/hostileTexts.ts';
import { openRegister, type TestRegister } from '../../support/register.ts';
import { randomRuns } from '../../support/tier.ts';

/** Each rule in TypeScript, and the SQL expression of the same rule over a text `given`. */
const RULES = {
  is_text: {
    accepts: (text: string) => textProblem(text, { ...TEXT, maximum: 30 }) === null,
    sql: 'is_text(given, 30)',
  },
  is_name: { accepts: (text: string) => textProblem(text, nameOf(30)) === null, sql: 'is_name(given, 30)' },
  is_name_list: {
    accepts: (text: string) => textProblem(text, nameOf(30)) === null,
    sql: `is_name_list(ARRAY['a', given], 30)`,
  },
  is_slug: { accepts: (text: string) => isSlug(text), sql: 'is_slug(given)' },
  is_url: { accepts: isUrl, sql: 'is_url(given)' },
  is_mailbox: { accepts: isMailbox, sql: 'is_mailbox(given)' },
  is_siren: {
    accepts: (text: string) => identifierProblem('SIREN', text) === null,
    sql: `is_identifier('SIREN', given)`,
  },
  is_siret: {
    accepts: (text: string) => identifierProblem('siret', text) === null,
    sql: `is_identifier('siret', given)`,
  },
  is_identifier: {
    accepts: (text: string) => identifierProblem('rna', text) === null,
    sql: `is_identifier('rna', given)`,
  },
} as const;
type RuleName = keyof typeof RULES;

/** Samples of each rule: those that it accepts, and those that it rejects. */
const SAMPLES: Readonly<Record<RuleName, { accepted: readonly string[]; rejected: readonly string[] }>> = {
  is_text: {
    accepted: [
      'a',
      'L’été à la mer',
      'deux\nlignes\tet une tabulation',
      '👩‍💻',
      'a\u200bb',
      'a'.repeat(30),
      '😀'.repeat(30),
      '=1+1',
      '❤️',
    ],
    rejected: [
      '',
      ' ',
      ' a',
      'a\n',
      'e\u0301',
      'a\u000bb',
      'a\rb',
      'a\u0085b',
      'a\u202eb',
      'a\ufeffb',
      'a\uffffb',
      '\u0301a',
      '\ufe0f',
      'a\u200b',
      'a'.repeat(31),
    ],
  },
  is_name: {
    accepted: ['a', 'A\u00a0B', '"guillemets"', 'ﷺ'],
    rejected: ['a\nb', 'a\tb', 'a\u200bb', 'a\u00adb', '👩‍💻', '\u3164'],
  },
  is_name_list: { accepted: ['php'], rejected: ['', 'a\nb'] },
  is_slug: {
    accepted: ['mes-aides', 'data.gouv.fr', 'Été', 'a_b', 'a,b', '...a', 'a'.repeat(250)],
    rejected: [
      '',
      '.',
      '..',
      '...',
      '__proto__',
      'a b',
      'a\u00a0b',
      'a/b',
      'jean@x',
      'e\u0301',
      'a\u200bb',
      'a|b',
      'a\\b',
      'a'.repeat(251),
      '\u2800',
    ],
  },
  is_url: {
    accepted: [
      'https://x.fr',
      'http://Example.org/',
      'https://x.fr:8080/a?b=c#d',
      'http://localhost',
      'http://127.0.0.1/',
      'https://x.fr//é',
      'https://a_b.x.fr.',
    ],
    rejected: [
      ...[
        '',
        'x.fr',
        '/a',
        'HTTPS://x.fr',
        'ftp://x.fr',
        'https://',
        'https:///x',
        'https://x.fr:65536',
        'https://moi@x.fr',
        'https://x.fr/a b',
      ],
      ...[
        'https://x.fr/<',
        'https://x.fr/e\u0301',
        'https://x.fr/\u200b',
        'https://é.fr',
        'http://1.2.3',
        'http://256.1.1.1',
        'http://08.1.1.1',
        'http://[::1]',
        'https://-x.fr',
      ],
    ],
  },
  is_mailbox: {
    accepted: ['contact@x.fr', 'Equipe.a+b@a-b.gouv.fr', 'contact@anct.gouv.f'],
    rejected: ['', 'contact', 'contact@x', 'contact@X.fr', 'contact@é.fr', 'a b@x.fr', 'contact@x.fr, a@x.fr', '@x.fr'],
  },
  is_siren: {
    accepted: ['130025265', '110000007', '356000000'],
    rejected: ['', '123', '130025266', '13002526 5', '١٣٠٠٢٥٢٦٥', '1300252650'],
  },
  is_siret: {
    accepted: ['13002526500013', '35600000000048', '35600000049837'],
    rejected: ['130025265', '13002526500014', '35600000049838'],
  },
  is_identifier: { accepted: ['123', 'W751000000'], rejected: ['', ' a', 'a'.repeat(201)] },
};

const DAYS = ['1899-12-31', '1900-01-01', '2024-02-29', '9999-12-31', '0001-01-01'];

describe.each(everyDatabase)('The rules of TypeScript and of $name agree', ({ open }) => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister(open);
  });
  afterAll(() => register.close());

  async function inSql(rule: RuleName, texts: readonly string[]): Promise<boolean[]> {
    const { rows } = await register.pool.query<{ accepted: boolean }>(
      `SELECT ${RULES[rule].sql} AS accepted FROM jsonb_array_elements_text($1::jsonb) WITH ORDINALITY AS t (given, place) ORDER BY place`,
      [JSON.stringify(texts)],
    );
    return rows.map(({ accepted }) => accepted);
  }

  test.each(Object.keys(RULES).filter((rule): rule is RuleName => rule in RULES))('%s on its samples', async (rule) => {
    const { accepted, rejected } = SAMPLES[rule];
    const all = [...accepted, ...rejected];
    const expected = all.map((text) => ({ text, accepted: accepted.includes(text) }));
    expect(all.map((text) => ({ text, accepted: RULES[rule].accepts(text) }))).toEqual(expected);
    const found = await inSql(rule, all);
    expect(all.map((text, at) => ({ text, accepted: found[at] }))).toEqual(expected);
  });

  test('is_day on its samples', async () => {
    const { rows } = await register.pool.query<{ day: string; accepted: boolean }>(
      `SELECT day, is_day(day::date) AS accepted FROM unnest($1::text[]) AS day`,
      [DAYS],
    );
    expect(rows).toEqual(DAYS.map((day) => ({ day, accepted: isDay(day) })));
    const others = await register.pool.query<{ accepted: boolean }>(
      "SELECT is_day(day) AS accepted FROM unnest(ARRAY['infinity', '-infinity', '10000-01-01', '0044-03-15 BC']::date[]) AS day",
    );
    expect(others.rows.map(({ accepted }) => accepted)).toEqual([false, false, false, false]);
  });

  test('on hostile and random texts', async () => {
    const anyText = fc.oneof(
      aHostileText(),
      aHostileUrl(),
      aHostileUrl().map(normalizeUrl),
      fc.stringMatching(/^[0-9]{9}$|^[0-9]{14}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 50, maxLength: 100 }), async (texts) => {
        for (const rule of Object.keys(RULES).filter((name): name is RuleName => name in RULES)) {
          const { accepts } = RULES[rule];
          const storable = texts.filter(isStorableText);
          expect(texts.filter((text) => !isStorableText(text) && accepts(text))).toEqual([]);
          const found = await inSql(rule, storable);
          // The database can't check the Punycode of a host name.
          const known = (text: string) => rule === 'is_url' && /xn--/i.test(text);
          const differing = storable.filter(
            (text, at) => found[at] !== accepts(text) && !(known(text) && found[at] === true),
          );
          expect({ rule, differing }).toEqual({ rule, differing: [] });
        }
      }),
      randomRuns(10, 100),
    );
  });
});
