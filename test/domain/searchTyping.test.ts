import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compoundsOf,
  DOT_CLASS,
  IGNORED_CLASS,
  JOINER_CLASS,
  normalizedWords,
  SEPARATOR_CLASS,
  searchWords,
} from '../../src/values/searchText.ts';
import { aMission, anEntity, aService, aSource, aStartup } from '../support/builders.ts';
import { databases } from '../support/databases.ts';
import type { TestRegister } from '../support/register.ts';
import { openRegister } from '../support/register.ts';
import { randomRuns } from '../support/tier.ts';
import { hitNames, markedExcerpt, searchHits } from './searchHits.ts';

const CORPUS = aSource({
  entities: [
    anEntity('interieur', { name: 'Ministère de l’Intérieur', kind: 'MINISTRY', acronym: 'MI' }),
    anEntity('mefsin', { name: 'Ministère de l’Économie et des Finances', kind: 'MINISTRY' }),
    anEntity('sncf', { name: 'S.N.C.F.', kind: 'PUBLIC_OPERATOR' }),
    anEntity('region', { name: 'Région Île-de-France', kind: 'LOCAL_AUTHORITY' }),
    anEntity('insp', { name: 'Institut national du service public', acronym: 'INSP' }),
  ],
  missions: [aMission('jeunes', 'insp', { name: 'Jeunesse', statement: 'Aider les jeunes : aides pour le permis.' })],
  services: [
    aService('trains', { name: 'Gares & trains', description: 'Les horaires de la SNCF, en Île de France.' }),
    aService('hidden', { name: 'Portail', description: 'Un texte a\u200bccessible, por\u00adtable, x\u0302y.' }),
  ],
  startups: [
    aStartup('emplois', { name: 'Les emplois de l’inclusion', pitch: 'Des aides pour l’insertion, pas à pas.' }),
    aStartup('solution', { name: '1jeune1solution', pitch: 'Toutes les aides pour les jeunes, partout.' }),
    aStartup('pilote', { name: 'Pilote', technologies: ['C', 'PostgreSQL'], pitch: 'Plans nationaux.' }),
    aStartup('noyau', { name: 'Noyau', technologies: ['C++', 'Node.js'], pitch: 'Un plan national.' }),
    aStartup('fenetre', {
      name: 'Fenêtre',
      technologies: ['C#', 'F#', '.NET', 'R'],
      pitch: 'Pressions sur l’énergie.',
    }),
    aStartup('mir', { name: 'Мир Ελλάδος', pitch: 'Ｆｕｌｌ ｗｉｄｔｈ, ﬁchier, œuvre, Straße, ışık, l\u02bceau.' }),
  ],
});

const TEXTS = [
  'aides pour les jeunes',
  "l'inclusion ",
  'S.N.C.F.',
  'horaires de la sncf',
  'c++ ',
  'C# ',
  'R ',
  '.NET',
  'Node.js',
  'nodejs',
  'Île-de-France',
  'iledefrance',
  'ministère de l’intérieur',
  'beauvau',
  'bercy',
  'plans nationaux',
  'plan national',
  'МИР ελλάδοσ',
  'full width fichier',
  'ŒUVRE strasse isik',
  'por\u00adtail\u200b accessible x\u0302y',
  'emplios de l’inclusoin',
  'gares & trains - ❤️ ',
];

describe.each(databases())('Typing a search on $name', ({ open }) => {
  let register: TestRegister;

  beforeAll(async () => {
    register = await openRegister(open);
    await register.load(CORPUS);
  });
  afterAll(() => register.close());

  const namesOf = async (text: string) => hitNames(await searchHits(register, text));

  const texts = fc.oneof(
    fc.constantFrom(...TEXTS),
    fc
      .tuple(
        fc.constantFrom(...TEXTS),
        fc.nat(),
        fc.string({ unit: fc.constantFrom(...`aeinst 'c.-+#&,é1\u200b\u0301ﬁК`), maxLength: 3 }),
      )
      .map(
        ([text, at, typed]) =>
          text.slice(0, at % text.length).toWellFormed() + typed + text.slice(at % text.length).toWellFormed(),
      ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );

  test('finds with each further character a part of the former results, and highlights every result', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        let former: ReadonlySet<string> | null = null;
        for (const typed of beginnings(text)) {
          if (searchWords(typed).length > 12) return;
          const hits = await searchHits(register, typed);
          const found = hits.map(({ node }) => node.id);
          if (former) expect(found.filter((id) => !former?.has(id))).toEqual([]);
          former = normalizedWords(typed) === '' ? null : new Set(found);
          const [required] = await requiredWords(typed);
          if (required) expect(hits.filter(({ matches }) => matches.length === 0)).toEqual([]);
        }
      }),
      { ...randomRuns(12, 40), examples: TEXTS.map((text): [string] => [text]) },
    );
  });

  test('highlights each word of an excerpt that begins with the typed word', async () => {
    for (const typed of TEXTS.flatMap((text) => [...beginnings(text)])) {
      const last = (await requiredWords(typed)).at(-1);
      if (!last?.unfinished) continue;
      for (const { excerpt, matches } of await searchHits(register, typed)) {
        const words = compoundsOf(excerpt).flatMap(({ parts }) => parts);
        const unmarked = words.filter(
          ({ start, end }) => !matches.some((match) => match.start <= start && end <= match.end),
        );
        expect(unmarked.filter((part) => normalizedWords(part.text).startsWith(last.word))).toEqual([]);
      }
    }
  });

  test.each([
    ['aides p', ['1jeune1solution', 'Jeunesse', 'Les emplois de l’inclusion']],
    ['aides pour les j', ['1jeune1solution', 'Jeunesse', 'Les emplois de l’inclusion']],
    ['aides pour les jeunes', ['1jeune1solution', 'Jeunesse']],
    ['sncf', ['Gares & trains', 'S.N.C.F.']],
    ['s.n.c.f.', ['Gares & trains', 'S.N.C.F.']],
    ['S.N.C', ['Gares & trains', 'S.N.C.F.']],
    ['c ', ['Pilote']],
    ['c++', ['Noyau']],
    ['c#', ['Fenêtre']],
    ['F# ', ['Fenêtre']],
    ['R ', ['Fenêtre']],
    ['.net', ['Fenêtre']],
    ['nodejs', ['Noyau']],
    ['node.js', ['Noyau']],
    ['îledefrance', ['Région Île-de-France']],
    ['ILE DE FRANCE', ['Gares & trains', 'Région Île-de-France']],
    ['national', ['Institut national du service public', 'Noyau', 'Pilote']],
    ['nationaux', ['Institut national du service public', 'Noyau', 'Pilote']],
    ['мир', ['Мир Ελλάδος']],
    ['ΕΛΛΑΔΟΣ', ['Мир Ελλάδος']],
    ['full ﬁchier isik eau', ['Мир Ελλάδος']],
    ['Por\u00adtail acce\u0301ssible xy portable', ['Portail']],
    ['place beauvau', ['Ministère de l’Intérieur']],
    ['minint', ['Ministère de l’Intérieur']],
    ['bercy', ['Ministère de l’Économie et des Finances']],
  ])('%s finds the expected records', async (text, names) => {
    expect((await namesOf(text)).sort()).toEqual([...names].sort());
  });

  test.each([
    ['s.n.c.f.', 'NAME: [S.N.C.F]. '],
    ['sncf', 'NAME: [S.N.C.F].'],
    ['bercy', 'COMMON_NAMES: [Bercy], MINEFI'],
    ['ichi', null],
    ['fichier ışık', 'PITCH: Ｆｕｌｌ ｗｉｄｔｈ, [ﬁchier], œuvre, Straße, [ışık], l\u02bceau.'],
    ['accessible portable xy', 'DESCRIPTION: Un texte [a\u200bccessible], [por\u00adtable], [x\u0302y].'],
    ['c++', 'TECHNOLOGIES: [C++], Node.js'],
    ['nodejs', 'TECHNOLOGIES: C++, [Node.js]'],
  ])('%s is highlighted', async (text, marked) => {
    expect(markedExcerpt((await searchHits(register, text))[0])).toBe(marked?.trim() ?? null);
  });

  test('corrects one letter after three known letters, and none before', async () => {
    expect(await namesOf('emplios')).toEqual(['Les emplois de l’inclusion']);
    expect(await namesOf('inclusoin ')).toEqual(['Les emplois de l’inclusion']);
    expect(await namesOf('enplois')).toEqual([]);
    expect(await namesOf('emplxyz')).toEqual([]);
  });

  test('the filter of lists finds the same records', async () => {
    for (const text of TEXTS) {
      const { data, errors } = await register.execute(
        `query ($text: String!) {
          entities(filter: { text: $text }, first: 100) { nodes { id } } missions(filter: { text: $text }, first: 100) { nodes { id } }
          services(filter: { text: $text }, first: 100) { nodes { id } } startups(filter: { text: $text }, first: 100) { nodes { id } }
        }`,
        { text },
      );
      expect(errors).toBeUndefined();
      const lists: { nodes: { id: string }[] }[] = Object.values(JSON.parse(JSON.stringify(data)));
      const found = (await searchHits(register, text)).map(({ node }) => node.id);
      expect(lists.flatMap(({ nodes }) => nodes.map(({ id }) => id)).sort()).toEqual(found.sort());
    }
  });

  test('suggests names, with the other name that was found, in one statement', async () => {
    const suggest = async (text: string, given = '') => {
      const { data, errors, statements } = await register.execute(
        `query ($text: String!) { suggest(text: $text ${given}) { kind name slug label matches { start end } } }`,
        { text },
      );
      expect(errors).toBeUndefined();
      expect(statements.length).toBeLessThanOrEqual(1);
      const {
        suggest: found,
      }: { suggest: { label: string; kind: string; matches: { start: number; end: number }[] }[] } = JSON.parse(
        JSON.stringify(data),
      );
      return found.map(({ label, matches }) => markedExcerpt({ field: 'label', excerpt: label, matches }));
    };
    expect(await suggest('')).toEqual([]);
    expect(await suggest('…')).toEqual([]);
    expect(await suggest('inclu')).toEqual(['label: Les emplois de l’[inclusion]']);
    expect(await suggest('insp')).toEqual(['label: Institut national du service public ([INSP])']);
    expect(await suggest('beauv')).toEqual(['label: Ministère de l’Intérieur (Place [Beauvau])']);
    expect(await suggest('minist', 'first: 1')).toHaveLength(1);
    expect(await suggest('minist', 'kinds: [STARTUP]')).toEqual([]);
    expect(await suggest('minist', 'kinds: []')).toEqual([]);
    expect(await suggest('jeune')).toEqual(['label: [Jeunesse]']);
    const { data } = await register.execute(
      '{ suggest(text: "pilo") { node { __typename ... on Startup { slug } } } }',
    );
    expect(data).toEqual({ suggest: [{ node: { __typename: 'Startup', slug: 'pilote' } }] });
  });

  test('normalizes every character as the database does', async () => {
    const characters = fc.string({
      unit: fc.oneof(
        fc
          .integer({ min: 1, max: 0x1ffff })
          .filter((code) => code < 0xd800 || code > 0xdfff)
          .map((code) => String.fromCodePoint(code)),
        fc.constantFrom(...` a+#.'-`),
      ),
      minLength: 50,
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(characters, async (text) => {
        // Node.js and the database have different versions of Unicode: leave out characters that only one decomposes.
        const all = [...text];
        const { rows } = await register.pool.query<{ text: string; words: string }>(
          `SELECT text, normalized_words(text) AS words FROM (SELECT coalesce(string_agg(c, '' ORDER BY at), '') AS text
           FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given(c, decomposed, at) WHERE normalize(c, NFKD) = decomposed) kept`,
          [all, all.map((character) => character.normalize('NFKD'))],
        );
        expect(rows[0]?.words).toBe(normalizedWords(rows[0]?.text ?? ''));
      }),
      randomRuns(20, 100),
    );
    const { rows } = await register.pool.query<{ body: string }>(
      `SELECT string_agg(prosrc, '') AS body FROM pg_proc WHERE proname IN ('normalized_words', 'search_terms')`,
    );
    for (const set of [SEPARATOR_CLASS, DOT_CLASS, JOINER_CLASS.replace("'", "''"), IGNORED_CLASS])
      expect(rows[0]?.body).toContain(set);
  });

  function* beginnings(text: string): Generator<string> {
    const characters = Array.from(text);
    for (const at of characters.keys()) yield characters.slice(0, at + 1).join('');
  }

  async function requiredWords(text: string): Promise<{ word: string; unfinished: boolean }[]> {
    const { rows } = await register.pool.query('SELECT word, unfinished FROM search_terms($1) WHERE required', [text]);
    return rows;
  }
});
